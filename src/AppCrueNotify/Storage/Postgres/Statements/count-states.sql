SELECT site_id, state, count(*), min(created_at) FROM recipient GROUP BY site_id, state
