UPDATE recipient SET state = 'held', reason = @reason, state_at = @now, backup_at = @at WHERE state IN ('waiting', 'sending')
