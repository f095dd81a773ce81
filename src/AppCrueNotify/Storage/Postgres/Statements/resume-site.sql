UPDATE site SET pause_reason = NULL, paused_at = NULL WHERE id = @site AND pause_reason IS NOT NULL
