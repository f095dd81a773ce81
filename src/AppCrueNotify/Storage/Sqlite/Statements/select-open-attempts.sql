SELECT id, site_id, tag, kind, state FROM attempt INDEXED BY attempt_open
WHERE state IN ('claimed', 'posting') ORDER BY id
