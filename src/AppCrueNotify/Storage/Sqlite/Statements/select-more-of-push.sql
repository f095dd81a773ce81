-- So many of the push's recipients are read at most: of an old text most may have been sent long ago.
SELECT r.id, r.push_id, r.alias, r.user_id, r.due_at, r.expires_at, r.priority, r.tries, r.unknowns, r.pack_group
FROM (SELECT * FROM recipient INDEXED BY recipient_push WHERE push_id = @push AND id > @after ORDER BY id LIMIT @read) r
WHERE r.site_id = @site AND r.state = 'waiting' AND r.behind = 0 AND r.pack_group IS NULL AND r.due_at <= @horizon
  AND NOT EXISTS (SELECT 1 FROM recipient a INDEXED BY recipient_ahead
                  WHERE a.site_id = @site AND a.user_id = r.user_id AND a.id < r.id AND (a.state = 'waiting' OR a.state = 'sending'))
LIMIT @limit
