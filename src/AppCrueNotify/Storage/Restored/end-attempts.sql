UPDATE attempt SET state = CASE state WHEN 'claimed' THEN 'released' ELSE 'unknown' END, completed_at = @now, reason = @reason,
                   repeat_possible = CASE state WHEN 'claimed' THEN 0 ELSE 1 END
WHERE state IN ('claimed', 'posting')
