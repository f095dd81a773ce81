SELECT attempt_id, platform, level, key, words, noticed_at FROM platform_error WHERE attempt_id = ANY(@ids) ORDER BY attempt_id, key
