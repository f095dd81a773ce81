SELECT id, site_id, tag, kind, state, sentinel FROM attempt INDEXED BY attempt_open
WHERE state IN ('claimed', 'posting') AND id <= @last ORDER BY id
