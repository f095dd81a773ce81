DELETE FROM tally_hour
WHERE (hour, site_id, state) IN (SELECT value ->> 1, value ->> 0, value ->> 2 FROM json_each(@changes)) AND count = 0
