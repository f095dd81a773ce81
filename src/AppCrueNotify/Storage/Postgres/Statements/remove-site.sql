UPDATE site SET removed_at = @now, creator_key = '', api_token = NULL WHERE id = @site AND removed_at IS NULL
