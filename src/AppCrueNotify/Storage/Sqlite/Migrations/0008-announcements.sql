-- Announcements that people send from the console. When one is due its people become ordinary messages with the keys a:ID:NUMBER.
CREATE TABLE announcement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    site_id INTEGER NOT NULL REFERENCES site (id),
    form TEXT NOT NULL,             -- the form it came from: sent twice it makes one announcement
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    link TEXT NOT NULL,
    people INTEGER NOT NULL,
    aliases TEXT,                   -- JSON list; null once they are messages, or never will be
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL,            -- scheduled, stored, cancelled
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    ended_at INTEGER
) STRICT;
CREATE UNIQUE INDEX announcement_form ON announcement (site_id, form);
CREATE INDEX announcement_due ON announcement (due_at) WHERE state = 'scheduled';

-- Who has no app is asked by people as well: also of those whose message came back once already.
DROP INDEX recipient_unreached;
CREATE INDEX recipient_unreached ON recipient (site_id, lower(alias), expires_at) WHERE state = 'undeliverable';
