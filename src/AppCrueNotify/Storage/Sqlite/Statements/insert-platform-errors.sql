INSERT INTO platform_error (attempt_id, platform, key, level, words, noticed_at)
SELECT @attempt, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(@errors) WHERE true
ON CONFLICT (attempt_id, platform, key) DO UPDATE SET level = excluded.level, words = excluded.words
