-- From the counters: a walk through the messages would cost as much as there are.
SELECT site_id, sum(count), sum(CASE state WHEN 'undeliverable' THEN count ELSE 0 END) FROM tally_hour_all
WHERE hour >= @hour AND state <> 'skipped'
GROUP BY site_id
