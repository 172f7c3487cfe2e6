ALTER TABLE organisation ADD COLUMN kind TEXT; -- what kind of organisation
ALTER TABLE organisation ADD COLUMN region TEXT; -- slug
ALTER TABLE organisation ADD COLUMN municipalities TEXT; -- slugs, spaces between

CREATE TABLE account (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  name        TEXT NOT NULL,              -- as colleagues know them
  mail        TEXT NOT NULL,              -- in lower case; nobody else who still works here has it
  language    TEXT,                       -- nl, en
  compartment BYTEA NOT NULL,             -- their own: second factors, drafts
  gone        BIGINT,                     -- since when they do not work here any more
  mac         BYTEA NOT NULL              -- proof that the program wrote this row
);
CREATE INDEX account_of_mail ON account (mail);

CREATE TABLE post (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  account      BYTEA NOT NULL,             -- who
  organisation BYTEA NOT NULL,             -- for which organisation
  role         TEXT NOT NULL,              -- as what
  region       TEXT NOT NULL,              -- slug
  asked_by     BYTEA,                      -- account; NULL: made at the console
  approved_by  BYTEA,                      -- another account; NULL: made at the console, or not yet
  since        BIGINT,                     -- approved; NULL: waits for the second person
  ended        BIGINT,                     -- instant in UTC, milliseconds
  confirmed    TEXT,                       -- last day on which somebody confirmed it
  mac          BYTEA NOT NULL              -- proof that the program wrote this row
);
CREATE INDEX post_of_account ON post (account);
CREATE INDEX post_of_organisation ON post (organisation);

CREATE TABLE factor (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  account BYTEA NOT NULL,             -- whose
  kind    TEXT NOT NULL,              -- how it proves who they are
  label   TEXT,                       -- as its owner calls it
  handle  TEXT,                       -- what it is found by: a passkey's id, issuer and subject
  secret  TEXT,                       -- hash, hashes, public key, or sealed secret
  count   BIGINT,                     -- last time step or sign count
  made    BIGINT,                     -- since when it counts; NULL: not proved yet
  ended   BIGINT,                     -- instant in UTC, milliseconds
  mac     BYTEA NOT NULL              -- proof that the program wrote this row
);
CREATE INDEX factor_of_account ON factor (account);
CREATE INDEX factor_of_handle ON factor (handle);

CREATE TABLE session (
  id         BYTEA NOT NULL PRIMARY KEY, -- random
  version    BIGINT NOT NULL,            -- one more at every change
  account    BYTEA NOT NULL,             -- whose
  post       BYTEA,                      -- what it works as; NULL: still to be chosen
  roles      TEXT,                       -- what it may work as, by who let it in; NULL: every post of the account
  token_hash TEXT NOT NULL,              -- keyed hash of what the browser holds
  device     TEXT,                       -- what its owner knows it by
  made       BIGINT NOT NULL,            -- instant in UTC, milliseconds
  until      BIGINT NOT NULL,            -- whatever happens
  proved     BIGINT,                     -- the second factor; NULL: only the password so far
  fresh      BIGINT,                     -- last proof of both
  ended      BIGINT,                     -- instant in UTC, milliseconds
  mac        BYTEA NOT NULL              -- proof that the program wrote this row
);
CREATE INDEX session_of_token ON session (token_hash);
CREATE INDEX session_of_account ON session (account);
CREATE INDEX session_of_end ON session (until);

CREATE TABLE session_seen (
  id      BYTEA NOT NULL PRIMARY KEY, -- that of the session
  version BIGINT NOT NULL,            -- one more at every change
  at      BIGINT NOT NULL,            -- last use, to the minute; instant in UTC, milliseconds
  mac     BYTEA NOT NULL              -- proof that the program wrote this row
);

CREATE TABLE challenge (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  session BYTEA NOT NULL,             -- whose passkey is asked
  value   TEXT NOT NULL,              -- the random bytes that it must sign
  made    BIGINT NOT NULL,            -- instant in UTC, milliseconds
  mac     BYTEA NOT NULL              -- proof that the program wrote this row
);
CREATE INDEX challenge_of_session ON challenge (session);

CREATE TABLE sign_in_failure (
  id      BYTEA NOT NULL PRIMARY KEY, -- keyed hash of what is counted: a mail address, a known device, a second factor
  version BIGINT NOT NULL,            -- one more at every change
  failed  BIGINT NOT NULL,            -- how often, one behind the other
  at      BIGINT NOT NULL             -- last time; instant in UTC, milliseconds
);
CREATE INDEX sign_in_failure_of_time ON sign_in_failure (at);

CREATE TABLE known_device (
  id         BYTEA NOT NULL PRIMARY KEY, -- random
  version    BIGINT NOT NULL,            -- one more at every change
  account    BYTEA NOT NULL,             -- who has signed in from it
  token_hash TEXT NOT NULL,              -- keyed hash of what the browser holds
  used       BIGINT NOT NULL,            -- last sign-in; instant in UTC, milliseconds
  mac        BYTEA NOT NULL              -- proof that the program wrote this row
);
CREATE INDEX known_device_of_token ON known_device (token_hash);
CREATE INDEX known_device_of_account ON known_device (account);
CREATE INDEX known_device_of_time ON known_device (used);

CREATE TABLE invitation (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  account     BYTEA NOT NULL,             -- for whom
  resets      TEXT,                       -- yes: a new start of the second factor, which two people agreed on
  asked_by    BYTEA,                      -- account; NULL: at the console
  approved_by BYTEA,                      -- another account, where two are needed
  token_hash  TEXT,                       -- keyed hash of what the link holds; NULL: waits for the second person
  made        BIGINT NOT NULL,            -- asked; instant in UTC, milliseconds
  until       BIGINT,                     -- how long the link is good
  used        BIGINT,                     -- accepted
  ended       BIGINT,                     -- withdrawn, or another one came in its place
  mac         BYTEA NOT NULL              -- proof that the program wrote this row
);
CREATE INDEX invitation_of_token ON invitation (token_hash);
CREATE INDEX invitation_of_account ON invitation (account);

CREATE TABLE api_key (
  id         BYTEA NOT NULL PRIMARY KEY, -- random
  version    BIGINT NOT NULL,            -- one more at every change
  account    BYTEA NOT NULL,             -- whose
  post       BYTEA NOT NULL,             -- what it works as
  label      TEXT NOT NULL,              -- what it is for
  token_hash TEXT NOT NULL,              -- keyed hash of the key
  actions    TEXT NOT NULL,              -- what it may, of what the role may
  made       BIGINT NOT NULL,            -- instant in UTC, milliseconds
  until      TEXT NOT NULL,              -- last day on which it works
  ended      BIGINT,                     -- instant in UTC, milliseconds
  mac        BYTEA NOT NULL              -- proof that the program wrote this row
);
CREATE INDEX api_key_of_token ON api_key (token_hash);
CREATE INDEX api_key_of_account ON api_key (account);

CREATE TABLE draft (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- always 1
  account BYTEA NOT NULL,             -- whose
  path    TEXT NOT NULL,              -- of the form
  body    TEXT NOT NULL,              -- what was typed, sealed with the account's compartment
  made    BIGINT NOT NULL             -- instant in UTC, milliseconds
);
CREATE INDEX draft_of_account ON draft (account, path);
CREATE INDEX draft_of_time ON draft (made);

CREATE TABLE task (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  account      BYTEA,                      -- whose; NULL: the organisation's or the role's
  organisation BYTEA,                      -- of which organisation; NULL: any
  role         TEXT,                       -- for whoever has it; NULL: whatever the role
  kind         TEXT NOT NULL,              -- what is to be done
  about        BYTEA,                      -- household, account or post that it is about
  due          TEXT,                       -- day by which it should be done
  made         BIGINT NOT NULL,            -- instant in UTC, milliseconds
  done         BIGINT,                     -- since when it is done; NULL: open
  done_by      BYTEA                       -- account that did it
);
CREATE INDEX task_of_account ON task (region, account);
CREATE INDEX task_of_subject ON task (region, about);

CREATE TABLE ground (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  compartment  BYTEA NOT NULL,             -- whose files it is about; also what seals it
  organisation BYTEA NOT NULL,             -- with whom is shared; sealed
  things       BYTEA NOT NULL,             -- what is shared; sealed
  purpose      BYTEA NOT NULL,             -- for what; sealed
  ground       BYTEA NOT NULL,             -- legal ground; sealed
  how          BYTEA NOT NULL,             -- how it was given, or the facts it stands on; sealed
  since        BYTEA NOT NULL,             -- from which day; sealed
  until        BYTEA NOT NULL,             -- until which day; sealed
  withdrawn    BYTEA NOT NULL,             -- since which day it counts no more; sealed
  recorded_by  BYTEA NOT NULL,             -- account that wrote it down; sealed
  mac          BYTEA NOT NULL              -- proof that the program wrote this row
);
CREATE INDEX ground_of_compartment ON ground (region, compartment);

CREATE TABLE emergency_use (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  compartment  BYTEA NOT NULL,             -- what was opened; also what seals it
  account      BYTEA NOT NULL,             -- who opened it; sealed
  at           BYTEA NOT NULL,             -- instant; sealed
  reason       BYTEA NOT NULL              -- which danger; sealed
);
CREATE INDEX emergency_use_of_compartment ON emergency_use (region, compartment);

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
