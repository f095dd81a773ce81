DELETE FROM push WHERE id = ANY(@ids) AND NOT EXISTS (SELECT 1 FROM recipient r WHERE r.push_id = push.id)
