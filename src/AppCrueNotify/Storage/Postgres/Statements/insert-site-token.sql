INSERT INTO site_token (id, site_id, hash, created_at) VALUES (@id, @site, @hash, @now)
