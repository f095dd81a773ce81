SELECT due_at FROM recipient
WHERE site_id = @site AND state = 'waiting' AND behind = 0 AND priority = @priority AND due_at > @after
ORDER BY due_at LIMIT 1
