UPDATE lease SET held_until = gateway_now() + @term WHERE holder = @node AND held_until < gateway_now() + @term * 2 / 3
