SELECT due_at FROM recipient INDEXED BY recipient_due
WHERE site_id = @site AND state = 'waiting' AND behind = 0 AND priority = @priority AND due_at > @after
ORDER BY due_at LIMIT 1
