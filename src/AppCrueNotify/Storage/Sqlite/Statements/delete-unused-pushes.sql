DELETE FROM push WHERE site_id = @site AND hash IN (SELECT value ->> 0 FROM json_each(@pushes))
                   AND NOT EXISTS (SELECT 1 FROM recipient r WHERE r.push_id = push.id)
