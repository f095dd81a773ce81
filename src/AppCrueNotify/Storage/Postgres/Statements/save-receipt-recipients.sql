-- The empty additions keep the planner on the ids.
UPDATE recipient SET state = c.state, reason = c.reason, state_at = c.at, may_return = 0
FROM unnest(@ids, @was, @states, @reasons, @ats) AS c (id, was, state, reason, at)
WHERE recipient.id = c.id AND recipient.state || '' = c.was AND recipient.attempt_id + 0 = @attempt AND recipient.alias <> ''
