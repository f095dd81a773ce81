SELECT id AS Id, created_at AS CreatedAt, expires_at AS ExpiresAt FROM site_token
WHERE site_id = @Site AND (expires_at IS NULL OR expires_at > @Now) ORDER BY created_at DESC, id
