DELETE FROM site_token WHERE expires_at <= @now
