SELECT id, state FROM recipient WHERE id IN (SELECT value FROM json_each(@ids))
