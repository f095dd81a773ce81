SELECT l.site_id, l.target FROM short_link l WHERE l.id = @id AND l.expires_at > @now
