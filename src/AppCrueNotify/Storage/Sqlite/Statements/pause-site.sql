UPDATE site SET pause_reason = @reason, paused_at = coalesce(paused_at, @now) WHERE id = (SELECT site_id FROM attempt WHERE id = @attempt) AND removed_at IS NULL
