SELECT id FROM recipient WHERE id > @after AND site_id = @site AND state = @state AND state_at >= @since AND push_id IS NOT NULL
ORDER BY id LIMIT @limit
