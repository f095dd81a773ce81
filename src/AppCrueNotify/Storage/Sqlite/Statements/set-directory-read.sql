UPDATE directory SET active_read_until = coalesce(@active, active_read_until), inactive_read_until = coalesce(@inactive, inactive_read_until) WHERE site_id = @site
