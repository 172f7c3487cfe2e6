CREATE TABLE campaign (
  id        BYTEA NOT NULL PRIMARY KEY, -- random
  version   BIGINT NOT NULL,            -- one more at every change
  region    TEXT NOT NULL,              -- slug
  slug      TEXT NOT NULL UNIQUE,       -- last part of the address of its page
  title     TEXT NOT NULL,              -- in Dutch
  text      TEXT NOT NULL,              -- in Dutch
  title_en  TEXT,                       -- in English; NULL: the Dutch one is shown
  text_en   TEXT,                       -- likewise
  since     TEXT NOT NULL,              -- first day; ISO date
  until     TEXT NOT NULL,              -- last day; ISO date
  offer     TEXT,                       -- slug of the help it points at; NULL: signing up only
  story     BYTEA,                      -- id of campaign_story; NULL: none
  state     TEXT NOT NULL,              -- key of campaign_state
  published BIGINT                      -- the first time; UTC milliseconds; NULL: never
);
CREATE INDEX campaign_region ON campaign (region, until);

CREATE TABLE campaign_count (
  id       BYTEA NOT NULL PRIMARY KEY, -- random
  version  BIGINT NOT NULL,            -- one more at every change
  campaign BYTEA NOT NULL,             -- id of campaign
  month    TEXT NOT NULL,              -- "2026-11": when they were sent
  signups  BIGINT NOT NULL,            -- how many
  UNIQUE (campaign, month)
);

CREATE TABLE campaign_picture (
  id       BYTEA NOT NULL PRIMARY KEY, -- random
  version  BIGINT NOT NULL,            -- one more at every change
  campaign BYTEA NOT NULL UNIQUE,      -- id of campaign
  nl       TEXT NOT NULL,              -- PNG for social media, base64url
  en       TEXT                        -- likewise, with the English title; NULL: the Dutch one serves
);

CREATE TABLE campaign_story (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  peer         BYTEA NOT NULL,             -- id of peer: whose it is; the name is sealed there
  organisation BYTEA NOT NULL,             -- id of organisation: who keeps that entry
  compartment  BYTEA NOT NULL,             -- id of compartment: erased when permission is withdrawn, so that no backup brings it back
  called       TEXT,                       -- first name that the expert chose; NULL: none is shown
  text         TEXT NOT NULL,              -- in Dutch, as it is published
  text_en      TEXT,                       -- in English
  given        TEXT NOT NULL,              -- how permission was given; key of permission_way
  asked        TEXT NOT NULL,              -- when; ISO date
  until        TEXT NOT NULL,              -- last day on which it may be shown; ISO date
  asked_by     BYTEA NOT NULL              -- id of account: who asked
);
CREATE INDEX campaign_story_region ON campaign_story (region, until);
CREATE INDEX campaign_story_peer ON campaign_story (peer);
