DELETE FROM recipient WHERE id = ANY(@ids) AND state || '' NOT IN ('waiting', 'sending')
RETURNING push_id
