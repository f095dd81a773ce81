DELETE FROM announcement WHERE site_id = @Site AND state <> 'scheduled' AND ended_at < @Before
