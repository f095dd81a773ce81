SELECT w.waiting, r.created_at
FROM (SELECT count(*) AS waiting, min(id) AS first
      FROM (SELECT id FROM recipient WHERE site_id = @site AND state = 'waiting' AND behind = 0
            UNION ALL
            SELECT id FROM recipient WHERE site_id = @site AND state = 'waiting' AND behind = 1
            LIMIT @limit) counted) w
     LEFT JOIN recipient r ON r.id = w.first
