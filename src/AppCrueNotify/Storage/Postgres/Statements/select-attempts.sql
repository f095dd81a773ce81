SELECT id, tag, kind, recipients, state, claimed_at, posting_at, completed_at, status, error_type, reason, retry_at, notification_id, repeat_possible
FROM attempt WHERE id = ANY(@ids) ORDER BY id
