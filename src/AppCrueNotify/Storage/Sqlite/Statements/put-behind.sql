-- Asked again, now that nobody else writes: the earlier message may have ended, and then nobody would bring this one to the front.
UPDATE recipient SET behind = 1
WHERE id IN (SELECT value FROM json_each(@ids)) AND +state = 'waiting' AND +behind = 0
  AND EXISTS (SELECT 1 FROM recipient a INDEXED BY recipient_ahead
              WHERE a.site_id = @site AND a.user_id = recipient.user_id AND a.id < recipient.id AND (a.state = 'waiting' OR a.state = 'sending'))
