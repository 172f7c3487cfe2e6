CREATE TABLE signup_desk (
  id         BYTEA NOT NULL PRIMARY KEY, -- random
  version    BIGINT NOT NULL,            -- one more at every change
  region     TEXT NOT NULL UNIQUE,       -- slug: its desk takes sign-ups in
  epoch      BIGINT NOT NULL,            -- whose key the pair was made from
  public_key TEXT NOT NULL,              -- what is sealed to; base64url
  kept_days  BIGINT NOT NULL             -- how long a sign-up is kept after it is closed, as the page says it
);

CREATE TABLE signup_follow (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  region  TEXT NOT NULL,              -- slug
  code    TEXT NOT NULL UNIQUE,       -- hash of the code
  state   TEXT NOT NULL,              -- key of follow_state
  made    BIGINT NOT NULL,            -- UTC milliseconds
  due     BIGINT NOT NULL,            -- called before; UTC milliseconds
  changes BIGINT,                     -- how often who signed up changed it
  over    BIGINT                      -- since when it is closed or withdrawn; UTC milliseconds
);
CREATE INDEX signup_follow_made ON signup_follow (made);
CREATE INDEX signup_follow_region ON signup_follow (region, made);

CREATE TABLE signup_box (
  id      BYTEA NOT NULL PRIMARY KEY, -- UUIDv7: in order of time
  version BIGINT NOT NULL,            -- one more at every change
  region  TEXT NOT NULL,              -- slug
  follow  BYTEA NOT NULL,             -- id of signup_follow
  kind    TEXT NOT NULL,              -- key of box_kind
  epoch   BIGINT,                     -- whose key it was sealed to
  at      BIGINT NOT NULL,            -- UTC milliseconds
  sealed  TEXT                        -- sealed to the desk, padded; base64url
);
CREATE INDEX signup_box_follow ON signup_box (follow);

CREATE TABLE signup (
  id             BYTEA NOT NULL PRIMARY KEY, -- random
  version        BIGINT NOT NULL,            -- one more at every change
  region         TEXT NOT NULL,              -- slug
  file           BYTEA NOT NULL,             -- the compartment that holds what was written
  follow         BYTEA NOT NULL,             -- id of signup_follow
  made           BIGINT NOT NULL,            -- UTC milliseconds
  urgent         TEXT,                       -- whether there was violence just now; key of yes_no
  due            BIGINT NOT NULL,            -- the first call is late from then on; UTC milliseconds
  called         BIGINT,                     -- the first try; UTC milliseconds
  state          TEXT NOT NULL,              -- key of signup_state
  responsible    BYTEA,                      -- id of account; NULL: closed
  next           TEXT,                       -- next date; NULL: closed
  tries          BIGINT,                     -- to call, in all
  tried_on       TEXT,                       -- the last day with a try; ISO date
  tries_that_day BIGINT,                     -- how many that day
  same           BYTEA NOT NULL,             -- shared by the sign-ups with one number that are open together; random
  more           BIGINT,                     -- sign-ups with this number that were only counted
  stopped        TEXT,                       -- whether this number said before: never call again; key of yes_no
  outcome        TEXT,                       -- key of signup_outcome
  closed         BIGINT,                     -- UTC milliseconds
  touched        BIGINT NOT NULL             -- the last time anything happened; UTC milliseconds
);
CREATE INDEX signup_state ON signup (region, state, next);
CREATE INDEX signup_same ON signup (region, same);
CREATE INDEX signup_follow_of ON signup (region, follow);
CREATE INDEX signup_file ON signup (region, file);
CREATE INDEX signup_touched ON signup (region, touched);

CREATE TABLE signup_said (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- whose key seals this row: the sign-up's own
  reach       BYTEA NOT NULL,             -- sealed: phone number or mail address
  hours       BYTEA NOT NULL,             -- sealed: when
  place       BYTEA NOT NULL,             -- sealed: where, roughly
  for_whom    BYTEA NOT NULL,             -- sealed: for whom help is asked
  alias       BYTEA NOT NULL,             -- sealed: how to call the person
  language    BYTEA NOT NULL,             -- sealed: language
  voicemail   BYTEA NOT NULL,             -- sealed: whether a message may be left
  who_answers BYTEA NOT NULL,             -- sealed: who else may pick up
  remark      BYTEA NOT NULL,             -- sealed: remark
  offer       BYTEA NOT NULL,             -- sealed: the help it began at
  word        BYTEA NOT NULL,             -- sealed: the word that the desk says first
  changed     BYTEA NOT NULL              -- sealed: when the way to be reached was changed
);
CREATE INDEX signup_said_compartment ON signup_said (region, compartment);

CREATE TABLE signup_step (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- whose key seals this row: the sign-up's own
  at          BYTEA NOT NULL,             -- sealed: when
  by          BYTEA NOT NULL,             -- sealed: account
  kind        BYTEA NOT NULL,             -- sealed: what was done
  note        BYTEA NOT NULL              -- sealed: note
);
CREATE INDEX signup_step_compartment ON signup_step (region, compartment);

CREATE TABLE signup_stop (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  region  TEXT NOT NULL,              -- slug
  tag     TEXT NOT NULL,              -- keyed hash of a number or address
  since   TEXT NOT NULL,              -- ISO date
  times   BIGINT                      -- sign-ups with it since
);
CREATE UNIQUE INDEX signup_stop_tag ON signup_stop (region, tag);

CREATE TABLE signup_duty (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  account      BYTEA NOT NULL,             -- id of account
  days         TEXT NOT NULL,              -- keys of weekday, spaces between
  part         TEXT NOT NULL,              -- key of day_part
  since        TEXT NOT NULL,              -- ISO date
  until        TEXT                        -- ISO date; NULL: no end
);
CREATE INDEX signup_duty_region ON signup_duty (region);

CREATE TABLE signup_count (
  id       BYTEA NOT NULL PRIMARY KEY, -- random
  version  BIGINT NOT NULL,            -- one more at every change
  region   TEXT NOT NULL,              -- slug
  month    TEXT NOT NULL,              -- "2026-11": when it was sent
  for_whom TEXT NOT NULL,              -- key of signup_for, or "unknown"
  outcome  TEXT NOT NULL,              -- key of signup_outcome
  signups  BIGINT NOT NULL,            -- how many
  UNIQUE (region, month, for_whom, outcome)
);
