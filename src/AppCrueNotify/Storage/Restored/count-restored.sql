SELECT site_id, count(*), max(backup_at) FROM recipient WHERE state = 'held' AND backup_at IS NOT NULL GROUP BY site_id
