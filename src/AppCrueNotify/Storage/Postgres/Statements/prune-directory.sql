DELETE FROM directory_alias
WHERE site_id = @site AND alias > @after AND (@upto::text IS NULL OR alias <= @upto) AND changed_at < @before
  AND ((knows = 'active' AND listing < @listing) OR knows <> 'active')
