SELECT site_id, plugin, moodle, given, connected_at FROM site_connection
