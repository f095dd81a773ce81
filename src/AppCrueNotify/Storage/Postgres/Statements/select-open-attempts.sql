-- What was claimed and not posted under an earlier holder of the site is released at once; what was posted has until its lease ends.
SELECT a.id, a.site_id, a.tag, a.kind, a.state, a.sentinel FROM attempt a
WHERE a.state IN ('claimed', 'posting')
  AND (a.lease_until < gateway_now() OR (a.state = 'claimed' AND EXISTS (SELECT 1 FROM lease l WHERE l.site_id = a.site_id AND l.fence > a.fence)))
ORDER BY a.id LIMIT @limit
