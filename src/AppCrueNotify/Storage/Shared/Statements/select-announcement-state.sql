SELECT state FROM announcement WHERE id = @Id
