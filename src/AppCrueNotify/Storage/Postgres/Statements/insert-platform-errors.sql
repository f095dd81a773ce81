INSERT INTO platform_error (attempt_id, platform, key, level, words, noticed_at)
SELECT DISTINCT ON (platform, key) @attempt, platform, key, level, words, noticed
FROM unnest(@platforms, @keys, @levels, @words, @noticed) AS e (platform, key, level, words, noticed)
ON CONFLICT (attempt_id, platform, key) DO UPDATE SET level = excluded.level, words = excluded.words
