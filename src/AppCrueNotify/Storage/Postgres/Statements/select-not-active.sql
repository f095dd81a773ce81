SELECT a, d.knows, d.changed_at FROM unnest(@aliases) a
LEFT JOIN directory_alias d ON d.site_id = @site AND d.alias = a
WHERE d.knows IS NULL OR d.knows <> 'active'
