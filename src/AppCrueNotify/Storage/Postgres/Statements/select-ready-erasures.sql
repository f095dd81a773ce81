SELECT e.site_id, e.user_id, e.up_to FROM erasure e
WHERE NOT EXISTS (SELECT 1 FROM recipient r
                  WHERE r.site_id = e.site_id AND r.user_id = e.user_id AND r.id <= e.up_to AND r.state = 'sending')
ORDER BY e.requested_at LIMIT @limit
