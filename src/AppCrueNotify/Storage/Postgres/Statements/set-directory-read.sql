UPDATE directory SET active_read_until = coalesce(@active::bigint, active_read_until), inactive_read_until = coalesce(@inactive::bigint, inactive_read_until) WHERE site_id = @site
