DELETE FROM site_gate WHERE site_id = @site
