-- A personal message does not queue behind bulk, and overtakes nothing of its user: what is before it hurries as well.
UPDATE recipient SET priority = 0
WHERE id IN (SELECT a.id FROM json_each(@ids) p
             CROSS JOIN recipient r ON r.id = p.value
             CROSS JOIN recipient a INDEXED BY recipient_ahead ON a.site_id = @site AND a.user_id = r.user_id AND a.id < r.id AND (a.state = 'waiting' OR a.state = 'sending')
             WHERE a.priority = 1
             LIMIT @limit)
