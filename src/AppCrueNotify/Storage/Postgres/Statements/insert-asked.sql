INSERT INTO directory_alias AS d (site_id, alias, knows, changed_at, listing)
SELECT @site, a, 'asked', @now, 0 FROM (SELECT DISTINCT a FROM unnest(@aliases) a ORDER BY a) asked
ON CONFLICT (site_id, alias) DO UPDATE SET knows = 'asked', changed_at = excluded.changed_at WHERE d.knows <> 'active'
