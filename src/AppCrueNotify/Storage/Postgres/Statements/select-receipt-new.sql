SELECT 1 FROM receipt WHERE site_id = @site AND state = 'new' LIMIT 1
