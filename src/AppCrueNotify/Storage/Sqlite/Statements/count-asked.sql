SELECT count(*) FROM (SELECT 1 FROM directory_alias INDEXED BY directory_asked WHERE site_id = @site AND knows = 'asked' LIMIT @limit)
