SELECT tag FROM attempt
WHERE site_id = @site AND sentinel = @sentinel AND state = 'accepted' AND sentinel IS NOT NULL AND completed_at >= @since
ORDER BY id DESC LIMIT 1
