UPDATE recipient SET state = 'cancelled', reason = 'cancelled by hand', state_at = @now
WHERE id IN (
    SELECT id FROM recipient
    WHERE site_id = @site AND state = 'waiting'
      AND (@key IS NULL OR key = @key) AND (@user IS NULL OR user_id = @user) AND (@component IS NULL OR component = @component)
      AND (@from IS NULL OR (key >= @from AND key < @upto))
      AND (@tag IS NULL OR attempt_id IN (SELECT id FROM attempt WHERE site_id = @site AND tag = @tag))
    LIMIT @limit)
