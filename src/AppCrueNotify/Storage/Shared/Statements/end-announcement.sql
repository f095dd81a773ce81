UPDATE announcement SET state = @State, aliases = NULL, ended_at = @Now WHERE id = @Id AND state = 'scheduled'
