UPDATE receipt SET state = @state, next_at = coalesce(@next, next_at), polled_at = @now, status = coalesce(@status, status),
                   deliveries = @deliveries, received = @received, opened = @opened, complete = @complete, end_reason = @end
WHERE attempt_id = @attempt
