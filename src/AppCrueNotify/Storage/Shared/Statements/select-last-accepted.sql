SELECT completed_at FROM (SELECT id, state, completed_at FROM attempt WHERE site_id = @site ORDER BY id DESC LIMIT @looked) a
WHERE state = 'accepted' AND completed_at IS NOT NULL
ORDER BY id DESC LIMIT 1
