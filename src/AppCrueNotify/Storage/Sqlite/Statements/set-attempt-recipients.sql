UPDATE attempt SET recipients = @recipients WHERE id = @attempt
