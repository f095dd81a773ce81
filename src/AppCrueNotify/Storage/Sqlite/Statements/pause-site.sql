UPDATE site SET pause_reason = @reason, paused_at = coalesce(paused_at, @now) WHERE id = @site AND removed_at IS NULL
