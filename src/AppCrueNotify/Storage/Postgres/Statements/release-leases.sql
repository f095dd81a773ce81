UPDATE lease SET holder = NULL, held_until = 0 WHERE holder = @node AND (@sites::bigint[] IS NULL OR site_id = ANY(@sites))
