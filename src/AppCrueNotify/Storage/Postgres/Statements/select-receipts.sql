SELECT attempt_id, status, deliveries, received, opened, polled_at, end_reason FROM receipt WHERE attempt_id = ANY(@ids) AND polled_at IS NOT NULL
