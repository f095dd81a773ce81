DELETE FROM tally_delay WHERE hour < @before
