UPDATE inquiry SET misses = @misses, failures = @failures, next_at = @next, last_at = @now, words = @words
WHERE attempt_id = @attempt AND state = @state
