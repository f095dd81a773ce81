SELECT 1 FROM receipt INDEXED BY receipt_new WHERE site_id = @site AND state = 'new' LIMIT 1
