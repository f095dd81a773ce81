INSERT INTO lease (site_id)
SELECT w.id FROM (SELECT 0 AS id UNION ALL SELECT id FROM site WHERE removed_at IS NULL) w
WHERE NOT EXISTS (SELECT 1 FROM lease l WHERE l.site_id = w.id)
ON CONFLICT (site_id) DO NOTHING
