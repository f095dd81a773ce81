DELETE FROM receipt_state WHERE site_id = @site
