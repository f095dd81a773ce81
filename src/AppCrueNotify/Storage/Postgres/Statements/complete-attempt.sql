UPDATE attempt SET state = @outcome, completed_at = @now, status = @status::integer, error_type = @type::text, reason = @reason,
                   retry_at = @retry::bigint, notification_id = @notification::text, repeat_possible = @repeat
WHERE id = @attempt AND state = 'posting'
