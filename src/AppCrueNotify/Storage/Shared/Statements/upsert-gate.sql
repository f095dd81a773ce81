INSERT INTO site_gate (site_id, since, reason, failures, probe_at, changed_at) VALUES (@site, @since, @reason, @failures, @probe, @now)
ON CONFLICT (site_id) DO UPDATE SET since = excluded.since, reason = excluded.reason, failures = excluded.failures, probe_at = excluded.probe_at, changed_at = excluded.changed_at
