DELETE FROM attempt WHERE id = @attempt AND state = 'claimed'
