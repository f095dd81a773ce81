SELECT id AS Id, site_id AS SiteId, title AS Title, text AS Text, link AS Link, people AS People, due_at AS DueAt, state AS State, created_at AS CreatedAt, created_by AS CreatedBy
FROM announcement WHERE site_id = @Site AND id = @Id
