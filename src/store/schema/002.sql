CREATE TABLE installation (
  id      BYTEA NOT NULL PRIMARY KEY, -- random: names the key files of this database
  version BIGINT NOT NULL,            -- always 1
  made    BIGINT NOT NULL,            -- instant in UTC, milliseconds
  epoch   BIGINT                      -- the newest epoch: every process wraps with it from the moment this is committed
);

CREATE TABLE compartment (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  region  TEXT,                       -- slug; NULL: an account's own
  kind    TEXT NOT NULL,              -- what it holds the files of
  made    BIGINT NOT NULL,            -- instant in UTC, milliseconds
  erased  BIGINT,                     -- since when its key is gone
  epoch   BIGINT,                     -- which epoch key wraps its key; NULL: erased
  wrapped BYTEA                       -- its key, wrapped; NULL: erased
);
CREATE INDEX compartment_of_epoch ON compartment (epoch);

CREATE TABLE involvement (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  account      BYTEA NOT NULL,             -- who
  organisation BYTEA NOT NULL,             -- for which organisation
  compartment  BYTEA NOT NULL,             -- what it opens
  household    BYTEA,                      -- through which household
  purpose      TEXT NOT NULL,              -- for what
  since        BIGINT NOT NULL,            -- instant in UTC, milliseconds
  until        BIGINT,                     -- when it ends by itself
  ended        BIGINT,                     -- when somebody ended it
  given_by     BYTEA,                      -- account that gave it
  mac          BYTEA NOT NULL              -- proof that the program wrote this row
);
CREATE INDEX involvement_of_account ON involvement (account, compartment);
CREATE INDEX involvement_of_compartment ON involvement (compartment);
CREATE INDEX involvement_of_household ON involvement (household);

CREATE TABLE lookup (
  id      BYTEA NOT NULL PRIMARY KEY, -- keyed hash of record, kind and epoch: nobody without the keys knows whose it is
  bucket  BIGINT NOT NULL,            -- one of the many that the value has, chosen by chance: a value that many share fills none of them
  epoch   BIGINT NOT NULL,            -- whose key made it
  sealed  BYTEA NOT NULL              -- the record's id and a hash of the value, sealed
) WITHOUT ROWID;
CREATE INDEX lookup_of_bucket ON lookup (epoch, bucket);

ALTER TABLE journal ADD COLUMN chain BIGINT; -- which writer's chain; NULL: from before there were chains
ALTER TABLE journal ADD COLUMN seq BIGINT; -- place in the chain, from 1
ALTER TABLE journal ADD COLUMN organisation BYTEA; -- for which organisation the actor worked
ALTER TABLE journal ADD COLUMN role TEXT; -- the actor's role
ALTER TABLE journal ADD COLUMN purpose TEXT; -- why
ALTER TABLE journal ADD COLUMN compartment BYTEA; -- whose record: the compartment it belongs to
ALTER TABLE journal ADD COLUMN record_version BIGINT; -- of the row after the change
ALTER TABLE journal ADD COLUMN note TEXT; -- a key or short text that says nothing about a person
ALTER TABLE journal ADD COLUMN sealed BYTEA; -- the changes of a sealed record, sealed with its compartment
ALTER TABLE journal ADD COLUMN mac BYTEA; -- keyed hash over the line and the one before it in the chain
CREATE UNIQUE INDEX journal_chain ON journal (chain, seq);
CREATE INDEX journal_versions ON journal (record_id, record_version);
DROP INDEX journal_of_record;
CREATE INDEX journal_of_actor ON journal (actor, at);
CREATE INDEX journal_of_compartment ON journal (compartment, at);

CREATE TABLE journal_head (
  chain BIGINT NOT NULL PRIMARY KEY, -- which chain
  seq   BIGINT NOT NULL,             -- its last line when this was written
  at    BIGINT NOT NULL,             -- instant in UTC, milliseconds
  mac   BYTEA NOT NULL               -- of that last line
);

CREATE TABLE journal_gap (
  chain    BIGINT NOT NULL, -- which chain; 0: the lines from before there were chains
  first    BIGINT NOT NULL, -- the first line that was deleted after its term
  until    BIGINT NOT NULL, -- the last one of that row of lines
  line_mac BYTEA NOT NULL,  -- of that last line: the next one goes on from it
  mac      BYTEA NOT NULL,  -- proof that the program wrote this row
  PRIMARY KEY (chain, first)
);
