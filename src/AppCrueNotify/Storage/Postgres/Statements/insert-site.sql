INSERT INTO site (name, moodle_url, app_id, twinpush_url, creator_key, api_token, settings, created_at)
VALUES (@name, @moodle, @app, @twinpush, @creator, @api::text, @settings, @now)
ON CONFLICT (name) WHERE removed_at IS NULL DO NOTHING
RETURNING id
