SELECT i.attempt_id, i.site_id, i.state, i.began_at, i.misses, i.failures, i.resent, a.tag, a.kind, a.sentinel
FROM inquiry i JOIN attempt a ON a.id = i.attempt_id
WHERE i.state IN ('open', 'watched') AND i.next_at <= @now
ORDER BY i.next_at LIMIT @limit
