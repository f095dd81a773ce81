INSERT INTO push (site_id, hash, title, alert, link, custom_properties, protected, link_note, created_at, original)
SELECT @site, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, @now, unhex(value ->> 7)
FROM json_each(@pushes) WHERE true
ON CONFLICT (site_id, hash) DO NOTHING
