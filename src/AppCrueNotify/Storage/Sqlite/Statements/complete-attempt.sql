UPDATE attempt SET state = @outcome, completed_at = @now, status = @status, error_type = @type, reason = @reason,
                   retry_at = @retry, notification_id = @notification, repeat_possible = @repeat
WHERE id = @attempt AND state = 'posting'
