SELECT site_id, fence, held_until - gateway_now() FROM lease WHERE holder = @node
