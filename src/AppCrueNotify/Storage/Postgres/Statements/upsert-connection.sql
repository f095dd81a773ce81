INSERT INTO site_connection (site_id, plugin, moodle, given, connected_at) VALUES (@site, @plugin, @moodle, @given, @now)
ON CONFLICT (site_id) DO UPDATE SET plugin = excluded.plugin, moodle = excluded.moodle, given = excluded.given, connected_at = excluded.connected_at
