UPDATE recipient SET due_at = @now WHERE state = 'waiting' AND due_at > @horizon
