UPDATE site SET pause_reason = @reason, paused_at = coalesce(paused_at, @now) WHERE id = coalesce(@site::bigint, (SELECT site_id FROM attempt WHERE id = @attempt::bigint)) AND removed_at IS NULL
