-- The unary plus keeps the planner on the ids.
UPDATE recipient SET state = c.value ->> 2, reason = c.value ->> 3, state_at = c.value ->> 4, may_return = 0
FROM json_each(@changes) c
WHERE recipient.id = c.value ->> 0 AND +recipient.state = c.value ->> 1 AND +recipient.attempt_id = @attempt AND recipient.alias <> ''
