CREATE TABLE partner_ask (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL, -- one more at every change
  region       TEXT NOT NULL, -- slug
  compartment  BYTEA NOT NULL, -- where the action lies
  action       BYTEA NOT NULL, -- id of case_action: finds what was asked for one
  whom         BYTEA NOT NULL, -- sealed: id of the person or member it is for
  name         BYTEA NOT NULL, -- sealed: name of the partner
  organisation BYTEA NOT NULL, -- sealed: where the partner works
  branch       BYTEA NOT NULL, -- sealed: from where
  mail         BYTEA NOT NULL, -- sealed: mail address of the partner
  request      BYTEA NOT NULL, -- sealed: what the partner reads
  due          BYTEA NOT NULL, -- sealed: by when
  ground       BYTEA NOT NULL, -- sealed: legal ground on which it is shared
  how          BYTEA NOT NULL, -- sealed: how it was given, or the facts
  since        BYTEA NOT NULL, -- sealed: since when that stands
  asker        BYTEA NOT NULL, -- sealed: account that asked
  office       BYTEA NOT NULL, -- sealed: organisation that asked
  asked        BYTEA NOT NULL, -- sealed: when
  ended        BYTEA NOT NULL, -- sealed: when it was taken back
  why          BYTEA NOT NULL -- sealed: why it was taken back
);
CREATE INDEX partner_ask_of_compartment ON partner_ask (region, compartment);
CREATE INDEX partner_ask_of_action ON partner_ask (region, action);

CREATE TABLE partner_answer (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- where the action lies
  action      BYTEA NOT NULL, -- id of case_action: finds what was answered for one
  ask         BYTEA NOT NULL, -- sealed: id of partner_ask
  whom        BYTEA NOT NULL, -- sealed: id of the person or member it is for
  answer      BYTEA NOT NULL, -- sealed: taken on, done, cannot, a question
  words       BYTEA NOT NULL, -- sealed: what the partner wrote
  held        BYTEA NOT NULL, -- sealed: whether words were left out because they name a secret place
  at          BYTEA NOT NULL -- sealed: when
);
CREATE INDEX partner_answer_of_compartment ON partner_answer (region, compartment);
CREATE INDEX partner_answer_of_action ON partner_answer (region, action);

CREATE TABLE partner_link (
  id      BYTEA NOT NULL PRIMARY KEY, -- random: with our keyed hash it is the link
  version BIGINT NOT NULL,            -- one more at every change
  region  TEXT NOT NULL,              -- slug
  ask     BYTEA NOT NULL,             -- id of partner_ask
  made    BIGINT NOT NULL,            -- instant in UTC, milliseconds
  until   BIGINT NOT NULL,            -- until when it opens
  silent  TEXT,                       -- the day on which colleagues hear that nobody answered; NULL: somebody did, or they heard
  ended   BIGINT                      -- it was ended; NULL: it was not
);
CREATE INDEX partner_link_of ON partner_link (ask);
CREATE INDEX partner_link_silent ON partner_link (region, silent);
