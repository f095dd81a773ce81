SELECT r.key, r.content_hash FROM unnest(@keys) k JOIN recipient r ON r.site_id = @site AND r.key = k
