UPDATE site_token SET expires_at = @Now WHERE site_id = @Site AND id = @Id AND expires_at > @Now
