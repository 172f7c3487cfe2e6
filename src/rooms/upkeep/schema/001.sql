CREATE TABLE offer_question (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  offer       BYTEA NOT NULL,             -- id of offer
  what        TEXT NOT NULL,              -- key of asked_what
  asked       BIGINT NOT NULL,            -- how many times
  first_asked TEXT NOT NULL,              -- ISO date
  last_asked  TEXT NOT NULL,              -- ISO date
  called      TEXT,                       -- since when it is for the coordinator to call; ISO date
  region      TEXT,                       -- whose coordinator has the task to call; slug
  answered    TEXT,                       -- ISO date; NULL: nobody answered yet
  how         TEXT,                       -- key of answer_way
  UNIQUE (offer, what, first_asked)
);
CREATE INDEX offer_question_open ON offer_question (answered, offer);

CREATE TABLE offer_decision (
  id       BYTEA NOT NULL PRIMARY KEY, -- random
  version  BIGINT NOT NULL,            -- one more at every change
  subject  BYTEA NOT NULL UNIQUE,      -- id of what was decided on; of two offers that look double, their ids laid over one another
  kind     TEXT NOT NULL,              -- key of review_kind
  offer    BYTEA NOT NULL,             -- id of offer
  decision TEXT NOT NULL,              -- key of review_decision
  reason   TEXT NOT NULL,              -- in words
  decided  TEXT NOT NULL,              -- ISO date
  by       BYTEA                       -- id of account; NULL: at the console
);

CREATE TABLE offer_funding (
  id       BYTEA NOT NULL PRIMARY KEY, -- random
  version  BIGINT NOT NULL,            -- one more at every change
  offer    BYTEA NOT NULL,             -- id of offer
  funder   TEXT NOT NULL,              -- who pays
  amount   BIGINT,                     -- euros a year
  since    TEXT,                       -- ISO date
  until    TEXT,                       -- ISO date
  nature   TEXT,                       -- key of funding_nature
  note     TEXT                        -- what else there is to know
);
CREATE INDEX offer_funding_of ON offer_funding (offer);

CREATE TABLE offer_join (
  id          BYTEA NOT NULL PRIMARY KEY, -- UUIDv7: in order of time
  version     BIGINT NOT NULL,            -- one more at every change
  kept        BYTEA NOT NULL,             -- id of the offer that stays
  gone        BYTEA NOT NULL,             -- id of the offer that ended
  kept_before TEXT NOT NULL,              -- the whole offer as JSON
  gone_before TEXT NOT NULL,              -- the whole offer as JSON
  kept_after  BIGINT NOT NULL,            -- its version afterwards
  gone_after  BIGINT NOT NULL,            -- its version afterwards
  joined      TEXT NOT NULL,              -- ISO date
  undone      TEXT                        -- ISO date
);
CREATE INDEX offer_join_kept ON offer_join (kept);
CREATE INDEX offer_join_gone ON offer_join (gone);

CREATE TABLE organisation_merger (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  old     BYTEA NOT NULL,             -- id of the organisation that is part of the other now
  new     BYTEA NOT NULL,             -- id of organisation
  merged  TEXT NOT NULL,              -- ISO date
  undone  TEXT                        -- ISO date
);
CREATE INDEX organisation_merger_old ON organisation_merger (old);
CREATE INDEX organisation_merger_new ON organisation_merger (new);

CREATE TABLE moved_offer (
  parent   BYTEA NOT NULL,  -- organisation_merger
  position BIGINT NOT NULL, -- order, from 1
  offer    BYTEA NOT NULL,  -- id of offer
  gave_as  TEXT NOT NULL,   -- key of gave_as: as what the organisation gave it
  with_new TEXT,            -- whether the other one gave it too; key of yes_no
  PRIMARY KEY (parent, position)
);
