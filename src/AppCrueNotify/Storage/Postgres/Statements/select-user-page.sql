-- The empty addition keeps the planner on the ids.
SELECT r.id, r.key, r.component, r.state, r.reason, r.created_at, p.title, p.alert, p.link, r.phones
FROM recipient r LEFT JOIN push p ON p.id = r.push_id
WHERE r.id > @after AND r.id < @before AND r.site_id + 0 = @site AND r.user_id = @user
ORDER BY r.id DESC LIMIT @limit
