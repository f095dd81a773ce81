SELECT a.value, d.knows, d.changed_at FROM json_each(@aliases) a
LEFT JOIN directory_alias d ON d.site_id = @site AND d.alias = a.value
WHERE d.knows IS NULL OR d.knows <> 'active'
