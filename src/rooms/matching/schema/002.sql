CREATE TABLE rule_version (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  name         TEXT NOT NULL UNIQUE,       -- what advice calls it: "2026-1.2"
  rules        TEXT NOT NULL,              -- the whole set, as JSON
  digest       TEXT NOT NULL,              -- of the set, in hex: so that the journal tells which rules these were
  note         TEXT NOT NULL,              -- what changes and why, in words
  state        TEXT NOT NULL,              -- key of version_state
  upon         TEXT NOT NULL,              -- digest of the set that it changes
  proposed_by  BYTEA,                      -- id of account; NULL: at the console, or shipped with the program
  proposed     BIGINT NOT NULL,            -- UTC milliseconds
  published_by BYTEA,                      -- id of account; NULL: nobody yet, or shipped with the program
  published    BIGINT,                     -- UTC milliseconds
  shipped      TEXT                        -- digest of what the program shipped when this was published
);
CREATE INDEX rule_version_state ON rule_version (state, proposed);

CREATE TABLE rule_run (
  id       BYTEA NOT NULL PRIMARY KEY, -- random
  version  BIGINT NOT NULL,            -- one more at every change
  subject  BYTEA NOT NULL,             -- id of rule_version
  purpose  TEXT NOT NULL,              -- key of run_purpose
  digest   TEXT NOT NULL,              -- of the rules that stored profiles are held against
  upon     TEXT NOT NULL,              -- of the rules that they are compared with
  reached  BYTEA,                      -- id of the last stored profile that was looked at
  expected BIGINT NOT NULL,            -- how many stored profiles there were at the beginning
  looked   BIGINT NOT NULL,            -- how many of them were looked at
  begun    BIGINT NOT NULL,            -- UTC milliseconds
  done     BIGINT,                     -- UTC milliseconds; NULL: it is under way
  UNIQUE (subject, purpose)
);

CREATE TABLE rule_run_region (
  parent   BYTEA NOT NULL,  -- rule_run
  position BIGINT NOT NULL, -- order, from 1
  region   TEXT NOT NULL,   -- slug
  people   BIGINT NOT NULL, -- how many persons with a stored profile
  changed  BIGINT NOT NULL, -- for how many of them an offer moves to another list
  PRIMARY KEY (parent, position)
);
