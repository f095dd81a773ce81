UPDATE directory_alias SET knows = 'inactive', changed_at = @now WHERE site_id = @site AND knows = 'active' AND alias = ANY(@aliases)
