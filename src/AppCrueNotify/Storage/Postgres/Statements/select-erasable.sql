-- The empty addition keeps the planner on the ids.
SELECT id, push_id FROM recipient
WHERE id > @after AND id <= @to AND site_id + 0 = @site AND user_id = @user AND (alias <> '' OR push_id IS NOT NULL)
