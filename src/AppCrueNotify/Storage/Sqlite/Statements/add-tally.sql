INSERT INTO tally (site_id, state, count) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(@changes) WHERE true
ON CONFLICT (site_id, state) DO UPDATE SET count = count + excluded.count
