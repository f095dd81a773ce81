-- Who may use the console, and what they did there. Statements upon these tables are the same on both databases.
CREATE TABLE account (
    id text COLLATE "C" PRIMARY KEY,            -- random
    name text NOT NULL,             -- as shown and typed
    normal_name text COLLATE "C" NOT NULL,      -- as compared
    role text NOT NULL,
    every_site bigint NOT NULL,    -- 1: all sites, also those to come; 0: those of account_site
    password_hash text,             -- null: no password yet, or the university's login
    security_stamp text NOT NULL,   -- another one ends every session
    totp_key text,                  -- encrypted with the gateway's keys
    totp_on bigint NOT NULL,
    recovery_codes text,            -- hashes
    login_provider text COLLATE "C",            -- who vouches for them, for the university's own login
    login_key text COLLATE "C",
    language text,
    time_zone text,
    failures bigint NOT NULL,
    locked_until bigint,
    disabled_at bigint,
    created_at bigint NOT NULL,
    last_login_at bigint
);
CREATE UNIQUE INDEX account_name ON account (normal_name);
CREATE UNIQUE INDEX account_login ON account (login_provider, login_key) WHERE login_key IS NOT NULL;

CREATE TABLE account_site (
    account_id text COLLATE "C" NOT NULL REFERENCES account (id),
    site_id bigint NOT NULL REFERENCES site (id),
    PRIMARY KEY (account_id, site_id)
);

-- Links that open the console once.
CREATE TABLE login_link (
    hash text COLLATE "C" PRIMARY KEY,          -- SHA-256 of the secret
    account_id text COLLATE "C" REFERENCES account (id),
    site_id bigint REFERENCES site (id), -- for a link from Moodle, which opens this site alone
    who text NOT NULL,
    expires_at bigint NOT NULL
);
CREATE INDEX login_link_expiry ON login_link (expires_at);

CREATE TABLE activity (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at bigint NOT NULL,
    account_id text COLLATE "C" NOT NULL,
    who text NOT NULL,              -- the name at that time
    what text NOT NULL,
    site_id bigint,
    detail text,
    affected bigint
);
CREATE INDEX activity_site ON activity (site_id, id);
