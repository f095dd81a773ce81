UPDATE directory SET listing = listing + 1 WHERE site_id = @site RETURNING listing
