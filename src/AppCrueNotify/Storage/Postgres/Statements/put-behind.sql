-- Asked again, and the earlier message is held until the end: had it ended meanwhile, nobody would bring this one to the front.
-- The empty addition keeps the planner on the ids.
WITH ahead AS MATERIALIZED (
    SELECT r.id FROM unnest(@ids) p (id)
    JOIN recipient r ON r.id = p.id
    CROSS JOIN LATERAL (SELECT a.id FROM recipient a
                        WHERE a.site_id = @site AND a.user_id = r.user_id AND a.id < r.id AND (a.state = 'waiting' OR a.state = 'sending')
                        ORDER BY a.id LIMIT 1 FOR SHARE) first
)
UPDATE recipient SET behind = 1 FROM ahead WHERE recipient.id = ahead.id AND recipient.state || '' = 'waiting' AND recipient.behind = 0
