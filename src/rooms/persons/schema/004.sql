CREATE TABLE household_move (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  compartment  BYTEA NOT NULL,             -- shared by the household that was merged into another
  kind         BYTEA NOT NULL,             -- sealed: what moved, or was given
  thing        BYTEA NOT NULL,             -- sealed: id of it
  copy         BYTEA NOT NULL,             -- sealed: of a split: the member that stands for it in the new household
  at           BYTEA NOT NULL,             -- sealed: when
  kept_words   BYTEA NOT NULL,             -- sealed: of a merge: a hash of the texts of the shared part that went on
  kept_members BYTEA NOT NULL              -- sealed: of a merge: how many that one knew itself
);
CREATE INDEX household_move_of_compartment ON household_move (region, compartment);
