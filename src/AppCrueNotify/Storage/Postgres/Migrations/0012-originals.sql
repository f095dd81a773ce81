-- What Moodle sent, beside the push that was made of it: small, and for some days (keep-originals). The last column, so that whoever
-- does not ask for it does not read it. It is the message of the first who got this push.
ALTER TABLE push ADD COLUMN original bytea;
