-- Who was erased has no alias: nothing is concluded about them.
SELECT id, alias, state, phones FROM recipient WHERE attempt_id = @attempt AND state IN ('sent', 'received', 'opened', 'undeliverable') AND alias <> ''
