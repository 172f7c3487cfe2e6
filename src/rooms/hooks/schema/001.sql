CREATE TABLE hook (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug: it tells of referrals of that region
  organisation BYTEA NOT NULL,             -- id of organisation: whose system it is
  label        TEXT NOT NULL,              -- which system, as its organisation calls it
  url          TEXT NOT NULL,              -- where events are posted to
  compartment  BYTEA NOT NULL,             -- id of compartment: its key seals the secrets
  secret       TEXT NOT NULL,              -- what events are signed with; sealed, base64url
  old_secret   TEXT,                       -- the one before it, as long as both sign; likewise
  old_until    BIGINT,                     -- until when the old one signs too; UTC milliseconds
  made_by      BYTEA NOT NULL,             -- id of account
  made         BIGINT NOT NULL,            -- UTC milliseconds
  off          BIGINT                      -- when it was switched off; UTC milliseconds; NULL: it is on
);
CREATE INDEX hook_organisation ON hook (organisation, region);

CREATE TABLE hook_queue (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  hook         BYTEA NOT NULL UNIQUE,      -- id of hook
  organisation BYTEA NOT NULL,             -- of that hook: one event at a time goes to an organisation
  due          BIGINT,                     -- when next; UTC milliseconds; NULL: nothing waits
  lease        BIGINT,                     -- until then a process is at it; UTC milliseconds
  failing      BIGINT                      -- since when nothing came through; UTC milliseconds; NULL: the last one did
);
CREATE INDEX hook_queue_due ON hook_queue (due);
CREATE INDEX hook_queue_organisation ON hook_queue (organisation, lease);

CREATE TABLE hook_event (
  id      BYTEA NOT NULL PRIMARY KEY, -- in order of time; the webhook-id
  version BIGINT NOT NULL,            -- one more at every change
  hook    BYTEA NOT NULL,             -- id of hook
  kind    TEXT NOT NULL,              -- key of hook_kind
  about   BYTEA,                      -- id of referral; NULL: a test
  made    BIGINT NOT NULL,            -- when it happened; UTC milliseconds
  due     BIGINT NOT NULL,            -- when it is tried next; UTC milliseconds
  tries   BIGINT NOT NULL,            -- how often it was sent
  sent    BIGINT,                     -- the last time; UTC milliseconds
  outcome TEXT,                       -- of that; key of hook_outcome; NULL: not sent yet
  status  BIGINT,                     -- what the receiver answered: a number of HTTP
  done    BIGINT                      -- when it arrived or was given up; UTC milliseconds; NULL: it waits
);
CREATE INDEX hook_event_waiting ON hook_event (hook, done, due);
CREATE INDEX hook_event_about ON hook_event (about, hook);
CREATE INDEX hook_event_done ON hook_event (done);
