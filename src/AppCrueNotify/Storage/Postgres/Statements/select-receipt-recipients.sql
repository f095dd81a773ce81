SELECT id, alias, state FROM recipient WHERE attempt_id = @attempt AND state IN ('sent', 'received', 'opened', 'undeliverable')
