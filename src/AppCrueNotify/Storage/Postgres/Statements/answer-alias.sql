UPDATE directory_alias SET knows = @knows, changed_at = @now WHERE site_id = @site AND alias = @alias AND knows = 'asked'
