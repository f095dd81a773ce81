SELECT id, name, moodle_url, app_id, twinpush_url, creator_key, api_token, settings, pause_reason, paused_at
FROM site WHERE removed_at IS NULL ORDER BY name
