CREATE TABLE shield (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  compartment  BYTEA NOT NULL,             -- the file of somebody who works in this region's care
  organisation BYTEA NOT NULL,             -- sealed: for which they work
  account      BYTEA NOT NULL,             -- sealed: a colleague of theirs for whom the privacy officer is asked; unknown: the shield itself
  by           BYTEA NOT NULL,             -- sealed: id of account: who set it, or asked
  at           BYTEA NOT NULL,             -- sealed: when
  allowed      BYTEA NOT NULL,             -- sealed: when the privacy officer allowed it
  ended        BYTEA NOT NULL              -- sealed: when it was taken off
);
CREATE INDEX shield_of_compartment ON shield (region, compartment);
