INSERT INTO receipt_state (site_id, part, error, failures, changed_at, retry_at) VALUES (@site, @part, @error::text, @failures, @now, @retry::bigint)
ON CONFLICT (site_id, part) DO UPDATE SET error = excluded.error, failures = excluded.failures, changed_at = excluded.changed_at, retry_at = excluded.retry_at
