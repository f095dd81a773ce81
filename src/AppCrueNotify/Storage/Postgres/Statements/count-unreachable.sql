SELECT site_id, count(*), count(*) FILTER (WHERE state = 'undeliverable') FROM recipient
WHERE id > @after AND id <= @upto AND created_at >= @since AND push_id IS NOT NULL
GROUP BY site_id
