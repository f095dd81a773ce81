-- The empty addition keeps the planner on the ids. Who was erased meanwhile has no alias, and gets no phones.
UPDATE recipient SET phones = c.phones
FROM unnest(@ids, @phones) AS c (id, phones)
WHERE recipient.id = c.id AND recipient.attempt_id + 0 = @attempt AND recipient.alias <> ''
