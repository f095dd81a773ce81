UPDATE push SET original = NULL WHERE id = ANY(@ids) AND original IS NOT NULL
