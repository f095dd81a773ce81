UPDATE directory SET listings_done = listings_done + 1, listed_at = @began, listing_ended_at = @ended WHERE site_id = @site
