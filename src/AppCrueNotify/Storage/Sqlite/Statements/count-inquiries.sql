SELECT i.site_id, count(*), coalesce(sum(a.recipients), 0), min(i.began_at), min(i.next_at)
FROM inquiry i INDEXED BY inquiry_due CROSS JOIN attempt a ON a.id = i.attempt_id
WHERE i.state IN ('open', 'watched') AND +i.state = 'open' GROUP BY i.site_id
