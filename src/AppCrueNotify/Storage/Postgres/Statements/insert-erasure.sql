INSERT INTO erasure (site_id, user_id, up_to, requested_at) VALUES (@site, @user, @to, @now)
ON CONFLICT (site_id, user_id) DO UPDATE SET up_to = excluded.up_to
