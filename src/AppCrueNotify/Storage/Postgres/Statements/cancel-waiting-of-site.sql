UPDATE recipient SET state = 'cancelled', reason = @reason, state_at = @now WHERE site_id = @site AND state = 'waiting'
