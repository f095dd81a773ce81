-- What is suspected keeps its group, whatever else happens to it: mixed with others again, it would spoil their request.
-- Without an alias it was erased while its batch was under way: it is not sent again.
UPDATE recipient SET state = CASE alias WHEN '' THEN 'cancelled' ELSE 'waiting' END,
                     reason = CASE alias WHEN '' THEN 'erased at the user''s request' ELSE @reason END, state_at = @now, due_at = @due,
                     tries = tries + @tries, unknowns = unknowns + @unknowns, pack_group = coalesce(@group, pack_group),
                     attempt_id = NULL, earlier_attempts = earlier_attempts || ' ' || @attempt
WHERE attempt_id = @attempt AND state = 'sending' AND (@ids IS NULL OR id IN (SELECT value FROM json_each(@ids)))
