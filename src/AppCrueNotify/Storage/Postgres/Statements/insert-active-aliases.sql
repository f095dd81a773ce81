INSERT INTO directory_alias AS d (site_id, alias, knows, changed_at, listing)
SELECT @site, a, 'active', @now, @listing FROM (SELECT DISTINCT a FROM unnest(@aliases) a ORDER BY a) known
ON CONFLICT (site_id, alias) DO UPDATE SET
    changed_at = CASE WHEN d.knows = 'active' AND @listing > 0 THEN d.changed_at ELSE excluded.changed_at END,
    knows = 'active', listing = greatest(d.listing, excluded.listing)
