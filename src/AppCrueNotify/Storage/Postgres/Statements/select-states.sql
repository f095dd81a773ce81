SELECT id, state FROM recipient WHERE id = ANY(@ids)
