INSERT INTO short_link (id, site_id, target, expires_at)
SELECT value ->> 0, @site, value ->> 1, @expires
FROM json_each(@links) WHERE true
ON CONFLICT (id) DO UPDATE SET expires_at = max(expires_at, excluded.expires_at)
