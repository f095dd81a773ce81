UPDATE attempt SET state = 'accepted', notification_id = @notification, reason = @reason, repeat_possible = @repeat
WHERE id = @attempt AND state = 'unknown'
