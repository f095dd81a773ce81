SELECT id, site_id, hash, expires_at FROM site_token
