SELECT attempt_id, state, result, began_at, last_at, next_at, misses, failures, words
FROM inquiry WHERE attempt_id = ANY(@ids)
