DELETE FROM lease l USING site s WHERE s.id = l.site_id AND s.removed_at IS NOT NULL AND (l.holder = @node OR l.held_until < gateway_now())
