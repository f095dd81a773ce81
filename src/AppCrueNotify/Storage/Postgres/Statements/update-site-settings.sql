UPDATE site SET settings = @settings WHERE id = @site AND removed_at IS NULL
