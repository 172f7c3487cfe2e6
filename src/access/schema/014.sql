CREATE TABLE shield_reach (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  compartment  BYTEA NOT NULL,             -- a side, a household's shared part, or somebody else's file
  file         BYTEA NOT NULL,             -- sealed: the shielded file for whose sake it is closed
  organisation BYTEA NOT NULL,             -- sealed: to the colleagues of which organisation
  at           BYTEA NOT NULL              -- sealed: when
);
CREATE INDEX shield_reach_of_compartment ON shield_reach (region, compartment);
