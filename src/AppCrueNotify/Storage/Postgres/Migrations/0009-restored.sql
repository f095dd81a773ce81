-- Set while a message is held because it comes from a backup of that moment: nobody knows whether it was sent since.
ALTER TABLE recipient ADD COLUMN backup_at bigint;
CREATE INDEX recipient_restored ON recipient (site_id, id) WHERE state = 'held' AND backup_at IS NOT NULL;
