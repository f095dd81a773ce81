DELETE FROM directory_alias WHERE site_id = @site AND alias IN (SELECT alias FROM directory_alias WHERE site_id = @site ORDER BY alias LIMIT @limit)
