-- From the counters: a walk through the messages would cost as much as there are.
SELECT site_id, sum(count)::bigint, coalesce(sum(count) FILTER (WHERE state = 'undeliverable'), 0)::bigint FROM tally_hour_all
WHERE hour >= @hour AND state <> 'skipped'
GROUP BY site_id
