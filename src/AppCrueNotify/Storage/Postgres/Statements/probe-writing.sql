-- Fails where only reading is possible, and changes nothing.
UPDATE site_version SET version = version WHERE false
