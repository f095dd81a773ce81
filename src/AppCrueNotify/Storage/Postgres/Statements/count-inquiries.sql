SELECT i.site_id, count(*), coalesce(sum(a.recipients), 0)::bigint, min(i.began_at), min(i.next_at)
FROM inquiry i JOIN attempt a ON a.id = i.attempt_id
WHERE i.state IN ('open', 'watched') AND i.state = 'open' GROUP BY i.site_id
