SELECT id, site_id, state, state_at FROM recipient WHERE id > @after ORDER BY id LIMIT @limit
