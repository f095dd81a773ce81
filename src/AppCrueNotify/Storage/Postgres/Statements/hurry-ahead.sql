-- A personal message does not queue behind bulk, and overtakes nothing of its user: what is before it hurries as well.
UPDATE recipient SET priority = 0
WHERE id IN (SELECT a.id FROM unnest(@ids) p (id)
             JOIN recipient r ON r.id = p.id
             JOIN recipient a ON a.site_id = @site AND a.user_id = r.user_id AND a.id < r.id AND (a.state = 'waiting' OR a.state = 'sending')
             WHERE a.priority = 1
             LIMIT @limit)
