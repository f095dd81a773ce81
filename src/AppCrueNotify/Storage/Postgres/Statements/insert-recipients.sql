-- In the order of the request: ids tell who came first.
INSERT INTO recipient (site_id, key, content_hash, user_id, alias, component, name, course_id, push_id,
                       state, reason, state_at, created_at, due_at, expires_at, priority)
SELECT @site, r.key, r.content, r.usr, r.alias, r.component, r.name, r.course, p.id, r.state, r.reason, @now, @now, r.due, r.expires, r.priority
FROM unnest(@keys, @contents, @users, @aliases, @components, @names, @courses, @pushes, @states, @reasons, @dues, @expiries, @priorities)
     WITH ORDINALITY AS r (key, content, usr, alias, component, name, course, push, state, reason, due, expires, priority, place)
     LEFT JOIN push p ON p.site_id = @site AND p.hash = r.push
ORDER BY r.place
ON CONFLICT (site_id, key) DO NOTHING
RETURNING key
