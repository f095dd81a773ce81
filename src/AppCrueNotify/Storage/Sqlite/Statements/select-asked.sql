SELECT alias FROM directory_alias INDEXED BY directory_asked WHERE site_id = @site AND knows = 'asked' ORDER BY changed_at LIMIT @limit
