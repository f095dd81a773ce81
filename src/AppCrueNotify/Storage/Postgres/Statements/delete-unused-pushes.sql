DELETE FROM push WHERE site_id = @site AND hash = ANY(@hashes) AND NOT EXISTS (SELECT 1 FROM recipient r WHERE r.push_id = push.id)
