-- Announcements that people send from the console. When one is due its people become ordinary messages with the keys a:ID:NUMBER.
CREATE TABLE announcement (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id bigint NOT NULL REFERENCES site (id),
    form text COLLATE "C" NOT NULL, -- the form it came from: sent twice it makes one announcement
    title text NOT NULL,
    text text NOT NULL,
    link text NOT NULL,
    people bigint NOT NULL,
    aliases text,                   -- JSON list; null once they are messages, or never will be
    due_at bigint NOT NULL,
    state text NOT NULL,            -- scheduled, stored, cancelled
    created_at bigint NOT NULL,
    created_by text NOT NULL,
    ended_at bigint
);
CREATE UNIQUE INDEX announcement_form ON announcement (site_id, form);
CREATE INDEX announcement_due ON announcement (due_at) WHERE state = 'scheduled';

-- Who has no app is asked by people as well: also of those whose message came back once already.
DROP INDEX recipient_unreached;
CREATE INDEX recipient_unreached ON recipient (site_id, lower(alias), expires_at) WHERE state = 'undeliverable';
