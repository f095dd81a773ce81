SELECT identity, listings_done, listed_at, listing_ended_at, active_read_until, inactive_read_until FROM directory WHERE site_id = @site
