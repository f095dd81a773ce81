UPDATE recipient SET state = 'sent', reason = 'settled by hand: TwinPush has it', state_at = @now, backup_at = NULL
WHERE id IN (
    SELECT id FROM recipient
    WHERE site_id = @site AND state = 'held'
      AND (@key::text IS NULL OR key = @key) AND (@user::bigint IS NULL OR user_id = @user) AND (@component::text IS NULL OR component = @component)
      AND (@tag::text IS NULL OR attempt_id IN (SELECT id FROM attempt WHERE site_id = @site AND tag = @tag))
    LIMIT @limit)
  AND state = 'held'
