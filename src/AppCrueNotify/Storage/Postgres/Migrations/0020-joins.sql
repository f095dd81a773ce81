-- These join the rows of a statement before and after it. The plan is made at the first statement, which may change one row, and is kept for those that change a thousand:
-- comparing each with each took most of the time of a claim and of a completion.
ALTER FUNCTION recipient_ended() SET enable_nestloop = off;
ALTER FUNCTION tally_updated() SET enable_nestloop = off;
