-- The empty additions keep the planner on the ids. The same state again: only the phones are new. Who was erased meanwhile has no alias.
UPDATE recipient SET state = c.state, may_return = 0,
                     reason = CASE c.state WHEN c.was THEN recipient.reason ELSE c.reason END,
                     state_at = CASE c.state WHEN c.was THEN recipient.state_at ELSE c.at END,
                     phones = coalesce(c.phones, recipient.phones)
FROM unnest(@ids, @was, @states, @reasons, @ats, @phones) AS c (id, was, state, reason, at, phones)
WHERE recipient.id = c.id AND recipient.state || '' = c.was AND recipient.attempt_id + 0 = @attempt AND recipient.alias <> ''
