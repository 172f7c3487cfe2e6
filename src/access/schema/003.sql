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
