UPDATE recipient SET state = 'waiting', reason = @reason, state_at = @now, due_at = @now, pack_group = NULL, may_return = 0,
                     earlier_attempts = CASE WHEN attempt_id IS NULL THEN earlier_attempts ELSE earlier_attempts || ' ' || attempt_id END,
                     attempt_id = NULL
WHERE id IN (SELECT r.id FROM unnest(@aliases) a JOIN recipient r
             ON r.site_id = @site AND lower(r.alias) = a AND r.state = 'undeliverable' AND r.may_return = 1 AND r.expires_at > @now
             LIMIT @limit)
  AND state = 'undeliverable' AND may_return = 1
