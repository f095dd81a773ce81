-- What is suspected keeps its group, whatever else happens to it: mixed with others again, it would spoil their request.
-- Without an alias it was erased while its batch was under way: it is not sent again.
-- The empty addition keeps the planner on the attempt's index.
UPDATE recipient SET state = CASE alias WHEN '' THEN 'cancelled' ELSE 'waiting' END,
                     reason = CASE alias WHEN '' THEN 'erased at the user''s request' ELSE @reason END, state_at = @now, due_at = @due,
                     tries = tries + @tries, unknowns = unknowns + @unknowns, pack_group = coalesce(@group::bigint, pack_group),
                     attempt_id = NULL, earlier_attempts = earlier_attempts || ' ' || @attempt::bigint
WHERE attempt_id = @attempt AND state || '' = 'sending' AND (@ids::bigint[] IS NULL OR id = ANY(@ids))
