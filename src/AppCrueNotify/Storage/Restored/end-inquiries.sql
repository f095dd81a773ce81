-- What they would find is of no use: everything they decide about is held.
UPDATE inquiry SET state = 'ended', result = 'undecided', words = @reason WHERE state IN ('open', 'watched')
