SELECT id, push_id FROM recipient NOT INDEXED
WHERE id > @after AND id <= @to AND site_id = @site AND user_id = @user AND (alias <> '' OR push_id IS NOT NULL)
