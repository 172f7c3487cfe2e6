CREATE TABLE identity_check (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the person's
  person      BYTEA NOT NULL,             -- id of person; the compartment says as much
  account     BYTEA NOT NULL,             -- sealed: who confirmed
  at          BYTEA NOT NULL,             -- sealed: when
  facts       BYTEA NOT NULL              -- sealed: by which facts
);
CREATE INDEX identity_check_of_compartment ON identity_check (region, compartment);
CREATE INDEX identity_check_of_person ON identity_check (person);
