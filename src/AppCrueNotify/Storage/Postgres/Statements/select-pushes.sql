SELECT id, title, alert, link, custom_properties, protected, link_note FROM push WHERE id = ANY(@ids)
