SELECT alias FROM directory_alias WHERE site_id = @site AND alias > @after ORDER BY alias LIMIT 1 OFFSET @size
