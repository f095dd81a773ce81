INSERT INTO directory_alias (site_id, alias, knows, changed_at, listing)
SELECT @site, value, 'asked', @now, 0 FROM json_each(@aliases) WHERE true
ON CONFLICT (site_id, alias) DO UPDATE SET knows = 'asked', changed_at = excluded.changed_at WHERE knows <> 'active'
