SELECT lower(alias) AS Alias, count(*) AS Messages, max(state_at) AS LastAt FROM recipient
WHERE site_id = @Site AND state = 'undeliverable' AND lower(alias) > @After
GROUP BY lower(alias) ORDER BY lower(alias) LIMIT @Limit
