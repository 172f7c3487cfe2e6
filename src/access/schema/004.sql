CREATE TABLE misuse_signal (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  kind         TEXT NOT NULL,              -- what was seen
  account      BYTEA NOT NULL,             -- colleague it is about
  organisation BYTEA,                      -- for which organisation they worked
  compartment  BYTEA,                      -- whose file; NULL: none in particular
  day          TEXT NOT NULL,              -- on which day
  count        BIGINT NOT NULL,            -- how often on that day
  first_at     TEXT NOT NULL,              -- instant of the first, UTC
  last_at      TEXT NOT NULL,              -- instant of the last, UTC
  off_hours    TEXT,                       -- yes: at least once at night or in a weekend
  looked       BIGINT,                     -- since when the privacy officer has looked at it
  looked_by    BYTEA,                      -- account that did
  note         TEXT                        -- what they found; nothing about a person
);
CREATE INDEX misuse_signal_of_day ON misuse_signal (region, day);
CREATE INDEX misuse_signal_of_account ON misuse_signal (region, account, day);

CREATE TABLE signal_mark (
  id      BYTEA NOT NULL PRIMARY KEY, -- always the same
  version BIGINT NOT NULL,            -- one more at every change
  seq     BIGINT NOT NULL,            -- up to where the journal has been read
  digest  TEXT                        -- day of the last weekly digest
);

CREATE TABLE retention_term (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  region  TEXT NOT NULL,              -- slug
  kind    TEXT NOT NULL,              -- of what
  months  BIGINT,                     -- how long: whole months
  days    BIGINT,                     -- or days
  basis   TEXT NOT NULL               -- law or decision it stands on
);

CREATE TABLE legal_hold (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- what may not be deleted
  reason      TEXT NOT NULL,              -- why
  since       BIGINT NOT NULL,            -- instant in UTC, milliseconds
  set_by      BYTEA,                      -- account
  lifted      BIGINT,                     -- since when it does not hold any more
  lifted_by   BYTEA,                      -- account
  lift_reason TEXT,                       -- why it was lifted
  mac         BYTEA NOT NULL              -- proof that the program wrote this row
);
CREATE INDEX legal_hold_of_compartment ON legal_hold (region, compartment);

CREATE TABLE purge_report (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  at           BIGINT NOT NULL,            -- instant in UTC, milliseconds
  compartments BIGINT NOT NULL,            -- how many were erased
  rows         BIGINT NOT NULL,            -- how many rows went with them
  lines        TEXT NOT NULL,              -- a line for each: which, what, until when it was kept, how many rows
  hash         TEXT NOT NULL               -- BLAKE2b of those lines, as in the journal
);
