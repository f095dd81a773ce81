SELECT value FROM master_key_check
