SELECT a.id, a.notification_id, (SELECT count(*) FROM recipient o WHERE o.attempt_id = a.id)
FROM recipient r JOIN attempt a ON a.id = r.attempt_id
WHERE r.site_id = @site AND r.key = @key AND a.notification_id IS NOT NULL
