SELECT given FROM site_connection WHERE site_id = @site
