-- The unary plus keeps the planner on the ids. The same state again: only the phones are new. Who was erased meanwhile has no alias.
UPDATE recipient SET state = c.value ->> 2, may_return = 0,
                     reason = CASE c.value ->> 2 WHEN c.value ->> 1 THEN recipient.reason ELSE c.value ->> 3 END,
                     state_at = CASE c.value ->> 2 WHEN c.value ->> 1 THEN recipient.state_at ELSE c.value ->> 4 END,
                     phones = coalesce(c.value ->> 5, recipient.phones)
FROM json_each(@changes) c
WHERE recipient.id = c.value ->> 0 AND +recipient.state = c.value ->> 1 AND +recipient.attempt_id = @attempt AND recipient.alias <> ''
