-- In the order of the hashes, so that two who store the same texts wait for each other instead of both.
INSERT INTO push (site_id, hash, title, alert, link, custom_properties, protected, link_note, created_at, original)
SELECT @site, hash, title, alert, link, properties, protected, note, @now, original
FROM unnest(@hashes, @titles, @alerts, @links, @properties, @protected, @notes, @originals) AS p (hash, title, alert, link, properties, protected, note, original)
ORDER BY hash COLLATE "C"
ON CONFLICT (site_id, hash) DO NOTHING
