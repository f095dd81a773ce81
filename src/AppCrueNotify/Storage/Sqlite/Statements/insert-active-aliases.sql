INSERT INTO directory_alias (site_id, alias, knows, changed_at, listing)
SELECT @site, value, 'active', @now, @listing FROM json_each(@aliases) WHERE true
ON CONFLICT (site_id, alias) DO UPDATE SET
    changed_at = CASE WHEN knows = 'active' AND @listing > 0 THEN changed_at ELSE excluded.changed_at END,
    knows = 'active', listing = max(listing, excluded.listing)
