-- Free are those given back and those whose holder did not renew them. What another node is about to take is skipped.
UPDATE lease SET holder = @node, held_until = gateway_now() + @term, fence = fence + 1
WHERE site_id IN (SELECT site_id FROM lease WHERE holder IS NULL OR held_until < gateway_now() ORDER BY site_id LIMIT @limit FOR UPDATE SKIP LOCKED)
