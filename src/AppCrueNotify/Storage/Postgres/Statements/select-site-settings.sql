SELECT settings FROM site WHERE id = @site AND removed_at IS NULL FOR UPDATE
