INSERT INTO directory (site_id, identity, listing, listings_done) VALUES (@site, @identity, 0, 0)
ON CONFLICT (site_id) DO UPDATE SET identity = excluded.identity, listings_done = 0,
    listed_at = NULL, listing_ended_at = NULL, active_read_until = NULL, inactive_read_until = NULL
