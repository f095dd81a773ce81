SELECT id, title, alert, link, custom_properties, protected, link_note
FROM push WHERE id IN (SELECT value FROM json_each(@ids))
