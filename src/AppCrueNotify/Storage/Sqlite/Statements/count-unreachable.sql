SELECT site_id, count(*), sum(state = 'undeliverable') FROM recipient
WHERE id > @after AND id <= @upto AND created_at >= @since AND push_id IS NOT NULL
GROUP BY site_id
