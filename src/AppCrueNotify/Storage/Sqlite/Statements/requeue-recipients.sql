UPDATE recipient SET state = 'waiting', reason = @reason, state_at = @now, due_at = @due,
                     tries = tries + @tries, unknowns = unknowns + @unknowns, pack_group = @group,
                     attempt_id = NULL, earlier_attempts = earlier_attempts || ' ' || @attempt
WHERE attempt_id = @attempt AND state = 'sending' AND (@ids IS NULL OR id IN (SELECT value FROM json_each(@ids)))
