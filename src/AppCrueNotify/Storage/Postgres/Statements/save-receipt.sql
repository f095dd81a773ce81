UPDATE receipt SET state = @state, next_at = coalesce(@next::bigint, next_at), polled_at = @now, status = coalesce(@status::text, status),
                   deliveries = @deliveries, received = @received, opened = @opened, complete = @complete, end_reason = @end::text
WHERE attempt_id = @attempt
