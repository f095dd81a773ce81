UPDATE push SET original = NULL WHERE id IN (SELECT value FROM json_each(@ids)) AND original IS NOT NULL
