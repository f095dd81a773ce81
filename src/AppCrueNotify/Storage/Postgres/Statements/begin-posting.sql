UPDATE attempt SET state = 'posting', posting_at = @now WHERE id = @attempt AND state = 'claimed'
