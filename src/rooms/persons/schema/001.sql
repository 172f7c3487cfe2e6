CREATE TABLE person (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- whose key seals this row: the person's own
  given_names BYTEA NOT NULL,             -- sealed: given names
  called      BYTEA NOT NULL,             -- sealed: name one uses
  prefix      BYTEA NOT NULL,             -- sealed: prefix of the surname
  surname     BYTEA NOT NULL,             -- sealed: surname
  birth       BYTEA NOT NULL,             -- sealed: birth date
  gender      BYTEA NOT NULL,             -- sealed: gender
  languages   BYTEA NOT NULL,             -- sealed: languages
  deceased    BYTEA NOT NULL,             -- sealed: died
  address_as  BYTEA NOT NULL              -- sealed: how to address them
);
CREATE INDEX person_of_compartment ON person (compartment);

CREATE TABLE address (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  compartment  BYTEA NOT NULL,             -- the person's
  person       BYTEA NOT NULL,             -- id of person; the compartment says as much
  kind         BYTEA NOT NULL,             -- sealed: what it is to them
  street       BYTEA NOT NULL,             -- sealed: street
  number       BYTEA NOT NULL,             -- sealed: house number
  postal_code  BYTEA NOT NULL,             -- sealed: postal code
  town         BYTEA NOT NULL,             -- sealed: town
  municipality BYTEA NOT NULL,             -- sealed: municipality
  secret       BYTEA NOT NULL,             -- sealed: secret address
  since        BYTEA NOT NULL,             -- sealed: since
  until        BYTEA NOT NULL,             -- sealed: until
  note         BYTEA NOT NULL              -- sealed: note
);
CREATE INDEX address_of_person ON address (person);

CREATE TABLE contact_way (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the person's
  person      BYTEA NOT NULL,             -- id of person; the compartment says as much
  kind        BYTEA NOT NULL,             -- sealed: phone, mail, other
  value       BYTEA NOT NULL,             -- sealed: number or address
  safe        BYTEA NOT NULL,             -- sealed: safe to use
  hours       BYTEA NOT NULL,             -- sealed: when
  voicemail   BYTEA NOT NULL,             -- sealed: whether a message may be left
  who_answers BYTEA NOT NULL,             -- sealed: who else may pick up
  preferred   BYTEA NOT NULL,             -- sealed: what they like best
  until       BYTEA NOT NULL              -- sealed: not used any more
);
CREATE INDEX contact_way_of_person ON contact_way (person);

CREATE TABLE household (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- shared by the household
  name        BYTEA NOT NULL,             -- sealed: name
  address     BYTEA NOT NULL,             -- sealed: address that all sides know
  note        BYTEA NOT NULL,             -- sealed: note for all sides
  opened      BIGINT NOT NULL,            -- instant in UTC, milliseconds: orders the list
  merged_into BYTEA                       -- id of household; NULL: it stands by itself
);
CREATE INDEX household_of_compartment ON household (compartment);
CREATE INDEX household_opened ON household (opened, id);

CREATE TABLE household_side (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the side's own
  household   BYTEA NOT NULL,             -- id of household
  letter      BYTEA NOT NULL,             -- sealed: A or B
  notes       BYTEA NOT NULL              -- sealed: the side's own notes
);
CREATE INDEX household_side_of ON household_side (household);

CREATE TABLE household_member (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- shared by the household
  household   BYTEA NOT NULL,             -- id of household
  shared_name BYTEA NOT NULL,             -- sealed: name as the household knows it
  role        BYTEA NOT NULL,             -- sealed: role
  relation    BYTEA NOT NULL              -- sealed: relation
);
CREATE INDEX household_member_of ON household_member (household);

CREATE TABLE membership (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the person's
  household   BYTEA NOT NULL,             -- id of household
  person      BYTEA NOT NULL,             -- id of person
  side        BYTEA NOT NULL,             -- sealed: id of household_side
  member      BYTEA NOT NULL,             -- sealed: id of household_member
  role        BYTEA NOT NULL,             -- sealed: role
  relation    BYTEA NOT NULL              -- sealed: relation
);
CREATE INDEX membership_of_household ON membership (household);
CREATE INDEX membership_of_person ON membership (person);
