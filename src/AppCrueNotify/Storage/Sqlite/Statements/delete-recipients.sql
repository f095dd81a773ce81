DELETE FROM recipient WHERE id IN (SELECT value FROM json_each(@ids)) AND state NOT IN ('waiting', 'sending')
RETURNING push_id
