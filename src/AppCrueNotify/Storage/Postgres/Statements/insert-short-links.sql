INSERT INTO short_link AS s (id, site_id, target, expires_at)
SELECT id, @site, target, @expires FROM unnest(@ids, @targets) AS l (id, target) ORDER BY id COLLATE "C"
ON CONFLICT (id) DO UPDATE SET expires_at = excluded.expires_at WHERE s.expires_at < excluded.expires_at
