UPDATE sentinel SET state = @to, reason = @reason, changed_at = @now, rejections = rejections + @rejected, checked_at = CASE @checked WHEN 1 THEN @now ELSE checked_at END
WHERE site_id = @site AND state = @from
