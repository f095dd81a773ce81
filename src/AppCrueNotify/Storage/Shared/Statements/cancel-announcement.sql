UPDATE announcement SET state = 'cancelled', aliases = NULL, ended_at = @Now WHERE id = @Id AND site_id = @Site AND state <> 'cancelled'
