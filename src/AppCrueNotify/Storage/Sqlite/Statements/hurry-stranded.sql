UPDATE recipient SET due_at = @now
WHERE id IN (SELECT id FROM recipient INDEXED BY recipient_due WHERE state = 'waiting' AND behind = 0 AND due_at > @horizon
             UNION ALL
             SELECT id FROM recipient INDEXED BY recipient_behind WHERE state = 'waiting' AND behind = 1 AND due_at > @horizon)
