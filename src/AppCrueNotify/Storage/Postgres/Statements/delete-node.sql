DELETE FROM node WHERE id = @node OR seen_until < gateway_now() - 3600000
