-- One node at a time: who does not get the lock leaves it to the one that has it.
WITH alone AS (SELECT pg_try_advisory_xact_lock(4709825103) AS ours),
gone AS (DELETE FROM tally_delta WHERE (SELECT ours FROM alone) RETURNING site_id, hour, state, upto, count),
states AS (INSERT INTO tally (site_id, state, count)
           SELECT site_id, state, sum(count) FROM gone WHERE upto IS NULL GROUP BY 1, 2 HAVING sum(count) <> 0
           ON CONFLICT (site_id, state) DO UPDATE SET count = tally.count + excluded.count),
hours AS (INSERT INTO tally_hour (hour, site_id, state, count)
          SELECT hour, site_id, state, sum(count) FROM gone WHERE upto IS NULL GROUP BY 1, 2, 3 HAVING sum(count) <> 0
          ON CONFLICT (hour, site_id, state) DO UPDATE SET count = tally_hour.count + excluded.count)
INSERT INTO tally_delay (hour, site_id, upto, count)
SELECT hour, site_id, upto, sum(count) FROM gone WHERE upto IS NOT NULL GROUP BY 1, 2, 3
ON CONFLICT (hour, site_id, upto) DO UPDATE SET count = tally_delay.count + excluded.count
