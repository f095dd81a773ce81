SELECT site_id, part, error, failures, changed_at, retry_at FROM receipt_state ORDER BY site_id, part
