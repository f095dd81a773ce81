SELECT r.id, r.push_id, r.alias, r.user_id, r.due_at, r.expires_at, r.priority, r.tries, r.unknowns, r.pack_group
FROM unnest(@groups) g JOIN recipient r ON r.site_id = @site AND r.pack_group = g AND r.pack_group IS NOT NULL AND r.state = 'waiting'
WHERE r.behind = 0 AND r.due_at <= @horizon
  AND NOT EXISTS (SELECT 1 FROM recipient a
                  WHERE a.site_id = @site AND a.user_id = r.user_id AND a.id < r.id AND (a.state = 'waiting' OR a.state = 'sending')
                  OFFSET 0)
