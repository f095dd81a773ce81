DELETE FROM directory WHERE site_id = @site
