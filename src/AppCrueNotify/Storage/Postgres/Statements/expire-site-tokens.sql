UPDATE site_token SET expires_at = @expires WHERE site_id = @site AND id <> @keep AND (expires_at IS NULL OR expires_at > @expires)
