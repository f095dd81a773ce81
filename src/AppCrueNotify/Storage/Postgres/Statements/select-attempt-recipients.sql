SELECT id, push_id, alias, user_id, due_at, expires_at, priority, tries, unknowns, pack_group
FROM recipient WHERE attempt_id = @attempt AND state || '' = 'sending'
