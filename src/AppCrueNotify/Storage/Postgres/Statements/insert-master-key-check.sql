INSERT INTO master_key_check (id, value) VALUES (1, @value)
