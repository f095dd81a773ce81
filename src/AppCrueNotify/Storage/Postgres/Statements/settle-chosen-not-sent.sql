UPDATE recipient SET state = 'waiting', reason = 'settled by hand: TwinPush does not have it', state_at = @now, due_at = @now, expires_at = @expires,
                     tries = 0, unknowns = 0, pack_group = NULL, backup_at = NULL,
                     earlier_attempts = CASE WHEN attempt_id IS NULL THEN earlier_attempts ELSE earlier_attempts || ' ' || attempt_id END, attempt_id = NULL
WHERE id IN (
    SELECT id FROM recipient
    WHERE site_id = @site AND state = 'held' AND alias <> ''
      AND (@key::text IS NULL OR key = @key) AND (@user::bigint IS NULL OR user_id = @user) AND (@component::text IS NULL OR component = @component)
      AND (@tag::text IS NULL OR attempt_id IN (SELECT id FROM attempt WHERE site_id = @site AND tag = @tag))
    LIMIT @limit)
  AND state = 'held'
