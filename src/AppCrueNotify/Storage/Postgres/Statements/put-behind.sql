-- The earlier message is locked, so that it does not end before this is written: then nobody would bring this one to the front.
WITH met AS MATERIALIZED (
    SELECT id, user_id FROM recipient WHERE id = ANY(@ids) AND state = 'waiting' AND behind = 0 ORDER BY id FOR UPDATE SKIP LOCKED
)
UPDATE recipient r SET behind = 1
FROM met
WHERE r.id = met.id
  AND (SELECT a.id FROM recipient a
       WHERE a.site_id = @site AND a.user_id = met.user_id AND a.id < met.id AND (a.state = 'waiting' OR a.state = 'sending')
       ORDER BY a.id LIMIT 1 FOR SHARE) IS NOT NULL
