-- The state is asked again outside: what a dispatcher claimed meanwhile is not cancelled.
UPDATE recipient SET state = 'cancelled', reason = 'cancelled by hand', state_at = @now
WHERE id IN (
    SELECT id FROM recipient
    WHERE site_id = @site AND state = 'waiting'
      AND (@key::text IS NULL OR key = @key) AND (@user::bigint IS NULL OR user_id = @user) AND (@component::text IS NULL OR component = @component)
      AND (@from::text IS NULL OR (key >= @from AND key < @upto))
      AND (@tag::text IS NULL OR attempt_id IN (SELECT id FROM attempt WHERE site_id = @site AND tag = @tag))
    LIMIT @limit)
  AND state = 'waiting'
