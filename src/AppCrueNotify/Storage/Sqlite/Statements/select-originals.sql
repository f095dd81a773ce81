SELECT id, site_id, created_at, original IS NOT NULL FROM push WHERE id > @after ORDER BY id LIMIT @limit
