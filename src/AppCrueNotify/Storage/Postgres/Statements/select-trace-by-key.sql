SELECT r.id, r.key, r.user_id, r.alias, r.component, r.name, r.state, r.reason, r.state_at, r.created_at, r.due_at, r.expires_at,
       r.tries, r.unknowns, r.attempt_id, r.earlier_attempts, p.title, p.alert, p.link, p.link_note, r.phones
FROM recipient r LEFT JOIN push p ON p.id = r.push_id
WHERE r.site_id = @site AND r.key = @key
