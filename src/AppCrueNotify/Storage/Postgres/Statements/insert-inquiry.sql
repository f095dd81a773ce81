INSERT INTO inquiry (attempt_id, site_id, state, began_at, next_at, misses, failures, words, resent)
SELECT id, site_id, 'open', @now, @next, 0, 0, 'not looked up yet', '{}' FROM attempt WHERE id = @attempt AND sentinel IS NOT NULL
