DELETE FROM push WHERE id IN (SELECT value FROM json_each(@ids)) AND NOT EXISTS (SELECT 1 FROM recipient r WHERE r.push_id = push.id)
