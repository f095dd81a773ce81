DELETE FROM tally_hour WHERE count = 0
