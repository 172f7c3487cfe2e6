CREATE TABLE kin_relation (
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
CREATE INDEX kin_relation_of_compartment ON kin_relation (region, compartment);
CREATE INDEX household_side_of_compartment ON household_side (compartment);

CREATE TABLE child_wish (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the child's own
  person      BYTEA NOT NULL,             -- id of person; the compartment says as much
  about       BYTEA NOT NULL,             -- sealed: contact with whom
  wish        BYTEA NOT NULL,             -- sealed: what the child wants
  words       BYTEA NOT NULL,             -- sealed: in the child's own words
  said_on     BYTEA NOT NULL,             -- sealed: when the child said it
  asked_by    BYTEA NOT NULL              -- sealed: who asked
);
CREATE INDEX child_wish_of_compartment ON child_wish (region, compartment);
CREATE INDEX child_wish_of_person ON child_wish (person);

CREATE TABLE child_trust (
  id             BYTEA NOT NULL PRIMARY KEY, -- random
  version        BIGINT NOT NULL,            -- one more at every change
  region         TEXT NOT NULL,              -- slug
  compartment    BYTEA NOT NULL,             -- the child's own
  person         BYTEA NOT NULL,             -- id of person; the compartment says as much
  trusted_name   BYTEA NOT NULL,             -- sealed: whom the child trusts
  trusted_reach  BYTEA NOT NULL,             -- sealed: how to reach them
  authority      BYTEA NOT NULL,             -- sealed: who has parental authority
  authority_note BYTEA NOT NULL              -- sealed: which of them, since when, by which decision
);
CREATE INDEX child_trust_of_compartment ON child_trust (region, compartment);
CREATE INDEX child_trust_of_person ON child_trust (person);

CREATE TABLE parent_access (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the child's own
  person      BYTEA NOT NULL,             -- id of person; the compartment says as much
  parent      BYTEA NOT NULL,             -- sealed: which parent
  decision    BYTEA NOT NULL,             -- sealed: whether they may see the file
  reason      BYTEA NOT NULL,             -- sealed: why
  weighed_on  BYTEA NOT NULL,             -- sealed: when it was weighed
  weighed_by  BYTEA NOT NULL              -- sealed: id of account
);
CREATE INDEX parent_access_of_compartment ON parent_access (region, compartment);
CREATE INDEX parent_access_of_person ON parent_access (person);
