CREATE TABLE offer (
  id                   BYTEA NOT NULL PRIMARY KEY, -- random, or fixed in the example data
  version              BIGINT NOT NULL,            -- one more at every change
  code                 TEXT UNIQUE,                -- code
  slug                 TEXT NOT NULL UNIQUE,       -- part of the address
  name                 TEXT NOT NULL,              -- name
  provider_id          BYTEA,                      -- provider; id of organisation
  kind                 TEXT NOT NULL,              -- kind; key of offer_kind
  status               TEXT NOT NULL,              -- status; key of offer_status
  status_note          TEXT,                       -- about the status
  summary              TEXT,                       -- what it is
  description          TEXT,                       -- description for professionals
  limits               TEXT,                       -- what it is not
  regions              TEXT,                       -- regions
  municipalities       TEXT,                       -- municipalities
  phases               TEXT,                       -- situation; keys of phase, spaces between; none: answered with nothing
  phases_inferred      TEXT,                       -- situation, inferred; keys of phase, spaces between; none: answered with nothing
  grounds              TEXT,                       -- your choice or a duty; keys of ground, spaces between; none: answered with nothing
  access               TEXT,                       -- how to get in; keys of access_route, spaces between; none: answered with nothing
  access_steps         TEXT,                       -- step by step
  formats              TEXT,                       -- form; keys of help_format, spaces between; none: answered with nothing
  group_entry          TEXT,                       -- joining the group; key of group_entry
  duration             TEXT,                       -- how long
  frequency            TEXT,                       -- how often
  costs                TEXT,                       -- costs; keys of cost_kind, spaces between; none: answered with nothing
  costs_note           TEXT,                       -- about the costs
  focus                TEXT,                       -- about; keys of focus, spaces between; none: answered with nothing
  audience             TEXT,                       -- for whom; keys of audience, spaces between; none: answered with nothing
  target_group         TEXT,                       -- for whom, in words
  gender               TEXT,                       -- women or men; key of gender
  age_from             BIGINT,                     -- age from
  age_to               BIGINT,                     -- age to
  relations            TEXT,                       -- violence towards whom; keys of relation, spaces between; none: answered with nothing
  parents              TEXT,                       -- made for parents; key of yes_no
  lvb_suited           TEXT,                       -- suited to people with a mild intellectual disability; key of yes_no
  languages            TEXT,                       -- languages
  violence_types       TEXT,                       -- kinds of violence; keys of violence_type, spaces between; none: answered with nothing
  contraindications    TEXT,                       -- not suited when
  recognition          TEXT,                       -- recognition; key of recognition
  recognition_source   TEXT,                       -- scale and source of the recognition
  evidence             TEXT,                       -- studies
  capacity             BIGINT,                     -- places in all
  places_free          BIGINT,                     -- places free
  places_free_on       TEXT,                       -- places reported on; ISO date
  wait_days            BIGINT,                     -- waiting time
  wait_days_on         TEXT,                       -- waiting time reported on; ISO date
  evenings             TEXT,                       -- evenings or weekends; key of yes_no
  self_registration    TEXT,                       -- you can sign up yourself; key of yes_no
  anonymous            TEXT,                       -- contact without giving your name; key of yes_no
  bridging             TEXT,                       -- contact while you wait; key of yes_no
  aftercare            TEXT,                       -- help afterwards; key of yes_no
  expert_by_experience TEXT,                       -- people who have been through it; key of yes_no
  partner_contact      TEXT,                       -- keeps contact with the partner or her worker; key of yes_no
  child_policy         TEXT,                       -- child protection policy; key of yes_no
  victim_help          TEXT,                       -- works together with help for the other; key of yes_no
  discreet             TEXT,                       -- neutral and discreet place; key of yes_no
  source               TEXT,                       -- source
  verified_on          TEXT,                       -- verified on; ISO date
  verified_by          TEXT,                       -- verified by
  example              TEXT,                       -- example data; key of yes_no
  changed_at           TEXT                        -- changed at
);

CREATE TABLE offer_contact (
  parent   BYTEA NOT NULL,  -- offer
  position BIGINT NOT NULL, -- order, from 1
  channel  TEXT NOT NULL,   -- way of contact; key of channel
  value    TEXT NOT NULL,   -- number or address
  hours    TEXT,            -- hours
  PRIMARY KEY (parent, position)
);

CREATE TABLE offer_place (
  parent       BYTEA NOT NULL,  -- offer
  position     BIGINT NOT NULL, -- order, from 1
  name         TEXT,            -- name of the place
  street       TEXT,            -- street and number
  postal_code  TEXT,            -- postal code
  town         TEXT NOT NULL,   -- town
  municipality TEXT,            -- municipality
  PRIMARY KEY (parent, position)
);

CREATE TABLE offer_import (
  id      BYTEA NOT NULL PRIMARY KEY, -- UUIDv7: in order of time
  version BIGINT NOT NULL,            -- one more at every change
  at      TEXT NOT NULL,              -- instant, UTC, ISO 8601
  file    TEXT,                       -- as named on the command line
  added   BIGINT NOT NULL,            -- offers added
  changed BIGINT NOT NULL,            -- offers changed
  undone  TEXT NOT NULL               -- key of yes_no
);

CREATE TABLE offer_import_row (
  id             BYTEA NOT NULL PRIMARY KEY, -- UUIDv7: in order of time
  version        BIGINT NOT NULL,            -- one more at every change
  import         BYTEA NOT NULL,             -- id of offer_import
  offer          BYTEA NOT NULL,             -- id of offer
  before         TEXT,                       -- the whole offer as JSON; NULL: it was new
  version_before BIGINT,                     -- of the offer; NULL: it was new
  version_after  BIGINT NOT NULL             -- of the offer, to see whether somebody changed it since
);
CREATE INDEX offer_import_row_of ON offer_import_row (import, id);
CREATE INDEX offer_import_row_offer ON offer_import_row (offer, version_after);

CREATE TABLE offer_flag (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- always 1: a flag never changes
  offer   BYTEA NOT NULL,             -- id of offer
  at      TEXT NOT NULL,              -- instant, UTC, ISO 8601
  reason  TEXT NOT NULL,              -- key of flag_reason
  note    TEXT                        -- what the reader adds
);
CREATE INDEX offer_flag_at ON offer_flag (at);
CREATE INDEX offer_flag_of ON offer_flag (offer, at);

CREATE TABLE offers_state (
  id      BYTEA NOT NULL PRIMARY KEY, -- random; there is one row at most
  version BIGINT NOT NULL,            -- one more at every change
  changes BIGINT NOT NULL             -- one more whenever an offer is added, changed or removed: what is kept in memory is of which
);
