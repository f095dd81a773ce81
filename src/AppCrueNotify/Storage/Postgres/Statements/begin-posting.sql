-- The request's own time begins now, by the database's clock. A claim whose lease is over is not ours any more, even if nobody has released it yet.
UPDATE attempt SET state = 'posting', posting_at = @now, lease_until = gateway_now() + @lease
WHERE id = @attempt AND state = 'claimed' AND lease_until >= gateway_now()
