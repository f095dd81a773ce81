SELECT r.id, r.push_id, r.alias, r.user_id, r.due_at, r.expires_at, r.priority, r.tries, r.unknowns, r.pack_group,
       EXISTS (SELECT 1 FROM recipient a
               WHERE a.site_id = @site AND a.user_id = r.user_id AND a.id < r.id AND (a.state = 'waiting' OR a.state = 'sending'))
FROM recipient r
WHERE r.site_id = @site AND r.state = 'waiting' AND r.behind = 0 AND r.priority = @priority AND r.due_at <= @horizon
ORDER BY r.due_at, r.id
LIMIT @limit
