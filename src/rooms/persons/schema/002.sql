CREATE TABLE household_director (
  id                 BYTEA NOT NULL PRIMARY KEY, -- the household's own id: one director at any moment
  version            BIGINT NOT NULL,            -- one more at every change
  region             TEXT NOT NULL,              -- slug
  compartment        BYTEA NOT NULL,             -- shared by the household
  account            BYTEA NOT NULL,             -- id of account: who directs
  organisation       BYTEA NOT NULL,             -- for which organisation
  since              BYTEA NOT NULL,             -- sealed: since when
  asked              BYTEA,                      -- id of account: who was asked to take over; NULL: nobody
  asked_organisation BYTEA,                      -- for which organisation
  asked_at           BYTEA NOT NULL,             -- sealed: when
  why                BYTEA NOT NULL              -- sealed: why it goes over, or was taken up
);
CREATE INDEX household_director_of_compartment ON household_director (region, compartment);
CREATE INDEX household_director_of_account ON household_director (region, account);
CREATE INDEX household_director_asked ON household_director (region, asked);
