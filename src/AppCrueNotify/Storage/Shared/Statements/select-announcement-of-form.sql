SELECT id FROM announcement WHERE site_id = @Site AND form = @Form
