DELETE FROM site_token WHERE site_id = @site
