INSERT INTO tally_hour (site_id, hour, state, count) SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(@changes) WHERE true
ON CONFLICT (hour, site_id, state) DO UPDATE SET count = count + excluded.count
