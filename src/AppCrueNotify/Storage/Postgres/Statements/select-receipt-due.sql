SELECT 1 FROM receipt WHERE site_id = @site AND state = 'open' AND next_at <= @now LIMIT 1
