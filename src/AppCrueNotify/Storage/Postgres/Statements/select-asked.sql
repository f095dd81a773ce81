SELECT alias FROM directory_alias WHERE site_id = @site AND knows = 'asked' ORDER BY changed_at LIMIT @limit
