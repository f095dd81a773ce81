UPDATE recipient SET state = 'cancelled', reason = 'recalled by hand: TwinPush deleted its notification', state_at = @now
WHERE attempt_id = @attempt AND state IN ('sent', 'received', 'opened')
