INSERT INTO tally_delay (site_id, hour, upto, count) SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(@changes) WHERE true
ON CONFLICT (hour, site_id, upto) DO UPDATE SET count = count + excluded.count
