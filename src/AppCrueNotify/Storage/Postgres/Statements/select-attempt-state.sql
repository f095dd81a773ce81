SELECT state FROM attempt WHERE id = @attempt
