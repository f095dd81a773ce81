-- The unary plus keeps the planner on the ids. Who was erased meanwhile has no alias, and gets no phones.
UPDATE recipient SET phones = c.value ->> 1
FROM json_each(@changes) c
WHERE recipient.id = c.value ->> 0 AND +recipient.attempt_id = @attempt AND recipient.alias <> ''
