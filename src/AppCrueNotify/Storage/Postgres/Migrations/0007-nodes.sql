-- Several gateways on one database. All times here are by the database's clock.

CREATE TABLE node (
    id text COLLATE "C" PRIMARY KEY,    -- of a process, new at each start
    name text NOT NULL,             -- its machine
    seen_until bigint NOT NULL      -- it counts as gone after this
);

-- Whose a site's work is (dispatch, directory, receipts). Site 0 stands for work that is no site's: cleaning.
CREATE TABLE lease (
    site_id bigint PRIMARY KEY,
    holder text COLLATE "C",        -- a node; null: given back
    held_until bigint NOT NULL DEFAULT 0,
    fence bigint NOT NULL DEFAULT 0     -- grows with each new holder
) WITH (fillfactor = 50);

-- Under which holder it was claimed: what an earlier one claimed and did not post is released at once.
ALTER TABLE attempt ADD COLUMN fence bigint NOT NULL DEFAULT 0;
