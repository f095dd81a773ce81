INSERT INTO node (id, name, seen_until) VALUES (@node, @name, gateway_now() + @term)
ON CONFLICT (id) DO UPDATE SET seen_until = excluded.seen_until WHERE node.seen_until < excluded.seen_until - @term / 3
