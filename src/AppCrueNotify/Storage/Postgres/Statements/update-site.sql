UPDATE site SET moodle_url = @moodle, app_id = @app, twinpush_url = @twinpush, creator_key = @creator, api_token = @api::text,
                settings = @settings, pause_reason = NULL, paused_at = NULL
WHERE id = @site AND removed_at IS NULL
