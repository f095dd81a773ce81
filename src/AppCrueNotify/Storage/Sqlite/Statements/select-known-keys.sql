SELECT r.key, r.content_hash
FROM json_each(@keys) k CROSS JOIN recipient r ON r.site_id = @site AND r.key = k.value
