INSERT INTO announcement (site_id, form, title, text, link, people, aliases, due_at, state, created_at, created_by)
VALUES (@Site, @Form, @Title, @Text, @Link, @People, @Aliases, @DueAt, 'scheduled', @Now, @CreatedBy)
ON CONFLICT (site_id, form) DO NOTHING
