CREATE TABLE relation (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- where it was put on purpose: shared by the household, or one side's own
  one         BYTEA NOT NULL,             -- sealed: id of person, or of household_member
  kind        BYTEA NOT NULL,             -- sealed: what the first is of the second
  other       BYTEA NOT NULL,             -- sealed: id of person, or of household_member
  other_name  BYTEA NOT NULL,             -- sealed: the second, where they have no file and the household does not know them
  since       BYTEA NOT NULL,             -- sealed: since
  until       BYTEA NOT NULL,             -- sealed: until; it stays when it ended
  together    BYTEA NOT NULL,             -- sealed: whether the two live together now
  note        BYTEA NOT NULL              -- sealed: note
);
CREATE INDEX relation_of_compartment ON relation (region, compartment);
CREATE INDEX household_side_of_compartment ON household_side (compartment);
