SELECT w.waiting, r.created_at
FROM (SELECT count(*) AS waiting, min(id) AS first
      FROM (SELECT id FROM recipient WHERE site_id = @site AND (state = 'waiting' OR state = 'sending') AND state = 'waiting' LIMIT @limit) counted) w
     LEFT JOIN recipient r ON r.id = w.first
