-- The hash goes as well, so that the same text to somebody else becomes a push of its own.
UPDATE push SET hash = 'erased ' || id, title = '', alert = '', link = '', custom_properties = '{}', link_note = NULL, original = NULL
WHERE id IN (SELECT value FROM json_each(@ids)) AND NOT EXISTS (SELECT 1 FROM recipient r WHERE r.push_id = push.id AND r.alias <> '')
