INSERT INTO receipt (attempt_id, site_id, notification_id, accepted_at, state, next_at)
SELECT a.id, a.site_id, a.notification_id, a.completed_at, 'new', a.completed_at
FROM attempt a JOIN site s ON s.id = a.site_id
WHERE a.id = @attempt AND a.state = 'accepted' AND a.notification_id IS NOT NULL AND s.api_token IS NOT NULL
