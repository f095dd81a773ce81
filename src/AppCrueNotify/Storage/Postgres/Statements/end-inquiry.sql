UPDATE inquiry SET state = @to, result = @result, misses = @misses, failures = @failures, next_at = @next, last_at = @now, words = @words, resent = @resent
WHERE attempt_id = @attempt AND state = @from
RETURNING site_id
