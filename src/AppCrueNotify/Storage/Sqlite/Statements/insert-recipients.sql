INSERT INTO recipient (site_id, key, content_hash, user_id, alias, component, name, course_id, push_id,
                       state, reason, state_at, created_at, due_at, expires_at, priority)
SELECT @site, r.value ->> 0, r.value ->> 1, r.value ->> 2, r.value ->> 3, r.value ->> 4, r.value ->> 5, r.value ->> 6, p.id,
       r.value ->> 8, r.value ->> 9, @now, @now, r.value ->> 10, r.value ->> 11, r.value ->> 12
FROM json_each(@recipients) r LEFT JOIN push p ON p.site_id = @site AND p.hash = r.value ->> 7
WHERE true
ON CONFLICT (site_id, key) DO NOTHING
RETURNING key
