CREATE TABLE delphi_study (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  title       TEXT NOT NULL,              -- what experts see above every page
  question    TEXT,                       -- the open question of round 1, and what statements are rated by; NULL: not written yet
  intro       TEXT,                       -- what experts read first
  quantile    TEXT NOT NULL,              -- key of delphi_quantile: how quartiles are said
  range_limit BIGINT NOT NULL,            -- groups of so many ratings or fewer are judged by their range
  stage       TEXT NOT NULL,              -- key of delphi_stage
  until       TEXT,                       -- last day of the round that runs, or ran last; ISO date
  nudged      TEXT,                       -- last day on which somebody had everybody reminded; ISO date
  made_by     BYTEA                       -- id of account; NULL: the program
);
CREATE INDEX delphi_study_region ON delphi_study (region);
CREATE INDEX delphi_study_until ON delphi_study (stage, until);

CREATE TABLE delphi_group (
  parent   BYTEA NOT NULL,  -- delphi_study
  position BIGINT NOT NULL, -- order, from 1
  name     TEXT NOT NULL,   -- as experts and reports say it
  PRIMARY KEY (parent, position)
);

CREATE TABLE delphi_expert (
  id         BYTEA NOT NULL PRIMARY KEY, -- random: the personal link is made of it
  version    BIGINT NOT NULL,            -- one more at every change
  study      BYTEA NOT NULL,             -- id of delphi_study
  group_name TEXT NOT NULL,              -- name of delphi_group
  name       TEXT NOT NULL,              -- who it is; seen by the coordinator only
  mail       TEXT NOT NULL,              -- mail address, in lower case
  stopped    BIGINT,                     -- does not take part any more since; UTC milliseconds
  forgotten  BIGINT,                     -- name and mail were taken out; UTC milliseconds; NULL: not yet
  UNIQUE (study, group_name, mail)
);

CREATE TABLE delphi_turn (
  id       BYTEA NOT NULL PRIMARY KEY, -- random
  version  BIGINT NOT NULL,            -- one more at every change
  study    BYTEA NOT NULL,             -- id of delphi_study
  expert   BYTEA NOT NULL,             -- id of delphi_expert
  round    BIGINT NOT NULL,            -- 1 to 3
  asked    BIGINT NOT NULL,            -- when; UTC milliseconds
  reminded BIGINT,                     -- by itself, once; UTC milliseconds; NULL: not yet
  answered BIGINT,                     -- when it was sent; UTC milliseconds; NULL: not yet
  UNIQUE (expert, round)
);
CREATE INDEX delphi_turn_study ON delphi_turn (study, round);

CREATE TABLE delphi_answer (
  id        BYTEA NOT NULL PRIMARY KEY, -- random
  version   BIGINT NOT NULL,            -- one more at every change
  study     BYTEA NOT NULL,             -- id of delphi_study
  expert    BYTEA NOT NULL,             -- id of delphi_expert
  place     BIGINT NOT NULL,            -- 1 to 15, as it stood on the page
  text      TEXT NOT NULL,              -- what the expert wrote
  statement BYTEA,                      -- id of delphi_statement that it was made part of; NULL: of none
  aside     TEXT,                       -- key of delphi_aside: why it is part of none; NULL: it is, or nobody looked yet
  UNIQUE (expert, place)
);
CREATE INDEX delphi_answer_study ON delphi_answer (study);

CREATE TABLE delphi_statement (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  study   BYTEA NOT NULL,             -- id of delphi_study
  code    TEXT NOT NULL,              -- "D001", within the study
  theme   TEXT NOT NULL,              -- what it stands under
  text    TEXT NOT NULL,              -- in Dutch
  text_en TEXT,                       -- in English; NULL: the Dutch one is shown
  UNIQUE (study, code)
);

CREATE TABLE delphi_rating (
  id        BYTEA NOT NULL PRIMARY KEY, -- random
  version   BIGINT NOT NULL,            -- one more at every change
  study     BYTEA NOT NULL,             -- id of delphi_study
  expert    BYTEA NOT NULL,             -- id of delphi_expert
  statement BYTEA NOT NULL,             -- id of delphi_statement
  round     BIGINT NOT NULL,            -- 2 or 3
  rating    BIGINT NOT NULL,            -- 1 very unimportant to 7 very important
  UNIQUE (expert, round, statement)
);
CREATE INDEX delphi_rating_study ON delphi_rating (study, round);

CREATE TABLE delphi_remark (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  study   BYTEA NOT NULL,             -- id of delphi_study
  expert  BYTEA NOT NULL,             -- id of delphi_expert
  theme   TEXT NOT NULL,              -- which it is about
  text    TEXT NOT NULL,              -- what the expert wrote in round 2
  UNIQUE (expert, theme)
);
CREATE INDEX delphi_remark_study ON delphi_remark (study);

CREATE TABLE delphi_again (
  id         BYTEA NOT NULL PRIMARY KEY, -- random
  version    BIGINT NOT NULL,            -- one more at every change
  study      BYTEA NOT NULL,             -- id of delphi_study
  group_name TEXT NOT NULL,              -- name of delphi_group
  statement  BYTEA NOT NULL,             -- id of delphi_statement that this group did not agree on in round 2
  UNIQUE (study, group_name, statement)
);
