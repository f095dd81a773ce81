-- A personal message does not queue behind bulk, and overtakes nothing of its user: what is before it hurries as well.
UPDATE recipient SET priority = 0
WHERE id IN (SELECT a.id FROM recipient r JOIN recipient a ON a.site_id = @site AND a.user_id = r.user_id AND a.id < r.id AND (a.state = 'waiting' OR a.state = 'sending')
             WHERE r.id = ANY(@ids) AND a.priority = 1 AND a.state = 'waiting'
             ORDER BY a.id LIMIT @limit FOR UPDATE OF a SKIP LOCKED)
