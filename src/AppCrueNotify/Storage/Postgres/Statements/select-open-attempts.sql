SELECT id, site_id, tag, kind, state, sentinel FROM attempt
WHERE state IN ('claimed', 'posting') AND lease_until < gateway_now() ORDER BY lease_until LIMIT @limit
