UPDATE attempt SET state = 'released', completed_at = @now, reason = @reason WHERE id = @attempt AND state = 'claimed'
