UPDATE attempt SET repeat_possible = @repeat WHERE id = @attempt AND state = 'unknown'
