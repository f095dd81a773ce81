SELECT d.listings_done FROM directory d JOIN site s ON s.id = d.site_id
WHERE d.site_id = @site AND s.api_token IS NOT NULL AND d.identity = s.twinpush_url || ' ' || s.app_id
  AND d.listings_done > 0 AND d.active_read_until >= @fresh
