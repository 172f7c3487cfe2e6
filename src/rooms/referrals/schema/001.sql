CREATE TABLE referral (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  compartment   BYTEA NOT NULL,             -- what seals who it is about
  offer         BYTEA,                      -- to which offer; NULL: none was chosen
  provider      BYTEA,                      -- organisation that gives it
  referrer      BYTEA NOT NULL,             -- account that refers
  origin        BYTEA NOT NULL,             -- organisation that account works for
  follows       BYTEA,                      -- the returned referral that it follows
  state         TEXT NOT NULL,              -- how far it is
  urgent        TEXT,                       -- whether first contact is within 24 hours
  by_link       TEXT,                       -- whether the provider answers without an account
  next          TEXT,                       -- what is to be done; NULL: closed
  responsible   BYTEA NOT NULL,             -- account that does it
  holder        BYTEA NOT NULL,             -- organisation that account does it for
  stands_in_for BYTEA,                      -- account that is away
  next_at       BIGINT,                     -- too late from this instant on, UTC milliseconds; NULL: closed
  counts        TEXT,                       -- what the term until then counts
  level         BIGINT NOT NULL,            -- of being late: 0 to 3
  rises_at      BIGINT,                     -- instant at which the level rises, or a closed one is let go; NULL: never
  registered    BIGINT,                     -- instant since which the first clocks run
  made          BIGINT NOT NULL,            -- instant at which it was begun
  written       BIGINT NOT NULL,            -- instant at which it was last written as a draft
  sent          BIGINT,                     -- instant at which it was sent
  received      BIGINT,                     -- instant at which the provider first acted
  contacted     BIGINT,                     -- instant of the first contact
  offered       BIGINT,                     -- instant at which an appointment was made
  arrived       BIGINT,                     -- instant at which the provider told of the arrival
  started       BIGINT,                     -- instant at which the provider told of the start
  ended         BIGINT,                     -- instant at which it was closed
  bridge_at     BIGINT,                     -- instant before which there must be contact while waiting; NULL: no need
  arrival_seen  TEXT                        -- what the referrer or the person says of the arrival
);
CREATE INDEX referral_of_responsible ON referral (region, responsible, next_at);
CREATE INDEX referral_of_holder ON referral (region, holder, ended, next_at);
CREATE INDEX referral_of_holder_late ON referral (region, holder, level);
CREATE INDEX referral_of_provider ON referral (region, provider, ended);
CREATE INDEX referral_of_referrer ON referral (region, referrer, ended);
CREATE INDEX referral_of_level ON referral (region, level, next_at);
CREATE INDEX referral_that_rises ON referral (region, rises_at);
CREATE INDEX referral_to_bridge ON referral (region, bridge_at);
CREATE INDEX referral_of_offer ON referral (region, offer, state);
CREATE INDEX referral_of_absent ON referral (region, stands_in_for);

CREATE TABLE referral_person (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  compartment   BYTEA NOT NULL,             -- the referral's
  referral      BYTEA NOT NULL,             -- which one
  called        BYTEA NOT NULL,             -- name one uses; sealed
  phone         BYTEA NOT NULL,             -- number that is safe to call; sealed
  mail          BYTEA NOT NULL,             -- address that is safe to write to; sealed
  hours         BYTEA NOT NULL,             -- when; sealed
  voicemail     BYTEA NOT NULL,             -- whether a message may be left; sealed
  who_answers   BYTEA NOT NULL,             -- who else may pick up; sealed
  neutral       BYTEA NOT NULL,             -- neutral message beforehand; sealed
  languages     BYTEA NOT NULL,             -- ISO 639-1, spaces between; sealed
  interpreter   BYTEA NOT NULL,             -- which one is needed; sealed
  place         BYTEA NOT NULL,             -- first place to meet; sealed
  handover      BYTEA NOT NULL,             -- hand-over together; sealed
  answer_at     BYTEA NOT NULL,             -- where links for the provider go; sealed
  consent       BYTEA NOT NULL,             -- how permission was given; sealed
  consent_on    BYTEA NOT NULL,             -- when; sealed
  consent_words BYTEA NOT NULL,             -- in which words; sealed
  hears         BYTEA NOT NULL              -- what the referrer hears; sealed
);
CREATE INDEX referral_person_of_compartment ON referral_person (region, compartment);
CREATE INDEX referral_person_of_referral ON referral_person (region, referral);

CREATE TABLE referral_item (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  compartment   BYTEA NOT NULL,             -- the referral's
  referral      BYTEA NOT NULL,             -- which one
  item          BYTEA NOT NULL,             -- what is shared; sealed
  text          BYTEA NOT NULL,             -- the words; sealed
  ground        BYTEA NOT NULL,             -- legal ground; sealed
  until         BYTEA NOT NULL              -- last day on which it is shared; sealed
);
CREATE INDEX referral_item_of_compartment ON referral_item (region, compartment);
CREATE INDEX referral_item_of_referral ON referral_item (region, referral);

CREATE TABLE referral_note (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  compartment   BYTEA NOT NULL,             -- the referral's
  referral      BYTEA NOT NULL,             -- which one
  act           BYTEA NOT NULL,             -- what was done; sealed
  at            BYTEA NOT NULL,             -- when; sealed
  by            BYTEA NOT NULL,             -- account that did it; sealed
  organisation  BYTEA NOT NULL,             -- for which organisation; sealed
  day           BYTEA NOT NULL,             -- which day it is about; sealed
  with_whom     BYTEA NOT NULL,             -- who receives; sealed
  reason        BYTEA NOT NULL,             -- why; sealed
  alternative   BYTEA NOT NULL,             -- offer that fits better; sealed
  note          BYTEA NOT NULL              -- one line; sealed
);
CREATE INDEX referral_note_of_compartment ON referral_note (region, compartment);
CREATE INDEX referral_note_of_referral ON referral_note (region, referral);

CREATE TABLE referral_link (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  compartment   BYTEA NOT NULL,             -- the person's
  person        BYTEA NOT NULL,             -- whose
  referral      BYTEA NOT NULL              -- which one; sealed
);
CREATE INDEX referral_link_of_compartment ON referral_link (region, compartment);
CREATE INDEX referral_link_of_person ON referral_link (region, person);

CREATE TABLE referral_norm (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  norm          TEXT NOT NULL,              -- which step
  unit          TEXT NOT NULL,              -- hours, working days or days
  amount        BIGINT NOT NULL             -- how many
);
CREATE INDEX referral_norm_of_region ON referral_norm (region);

CREATE TABLE absence (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  account       BYTEA NOT NULL,             -- who is away
  organisation  BYTEA NOT NULL,             -- from which organisation
  since         TEXT NOT NULL,              -- first day
  until         TEXT NOT NULL,              -- last day
  replacement   BYTEA,                      -- account that stands in; NULL: whoever has the fewest
  begun         BIGINT,                     -- instant at which it was handed over; NULL: not yet
  over          BIGINT                      -- instant at which it was given back; NULL: not yet
);
CREATE INDEX absence_of_account ON absence (region, account);
CREATE INDEX absence_that_ends ON absence (region, over);

CREATE TABLE referral_letter (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug of the referral's region
  referral      BYTEA NOT NULL,             -- which one
  made          BIGINT NOT NULL,            -- instant at which it was made
  until         BIGINT NOT NULL,            -- instant at which it runs out
  opened        BIGINT,                     -- instant at which it was read; NULL: not yet
  answered      BIGINT                      -- instant at which it was answered; NULL: not yet
);
CREATE INDEX referral_letter_of_referral ON referral_letter (referral, made);

CREATE TABLE safety_wish (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  compartment   BYTEA NOT NULL,             -- that of the person who wishes it
  person        BYTEA NOT NULL,             -- who wishes it
  wants         BYTEA NOT NULL,             -- whether safety is looked at again when help of the other starts, stops or ends; sealed
  at            BYTEA NOT NULL,             -- when it was said; sealed
  by            BYTEA NOT NULL              -- account that wrote it down; sealed
);
CREATE INDEX safety_wish_of_compartment ON safety_wish (region, compartment);
CREATE INDEX safety_wish_of_person ON safety_wish (region, person);

CREATE TABLE safety_look (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  compartment   BYTEA NOT NULL,             -- that of the person whose safety was looked at
  person        BYTEA NOT NULL,             -- whose
  note          BYTEA NOT NULL,             -- what was seen; sealed
  why           BYTEA NOT NULL,             -- why the other stopped or did not begin, as this person sees it; sealed
  words         BYTEA NOT NULL,             -- likewise, in words; sealed
  at            BYTEA NOT NULL,             -- when; sealed
  by            BYTEA NOT NULL              -- account that looked; sealed
);
CREATE INDEX safety_look_of_compartment ON safety_look (region, compartment);
CREATE INDEX safety_look_of_person ON safety_look (region, person);

CREATE TABLE referral_home (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  compartment   BYTEA NOT NULL,             -- the referral's
  referral      BYTEA NOT NULL,             -- which one
  person        BYTEA NOT NULL,             -- whose file it comes from; sealed
  household     BYTEA NOT NULL              -- in which household; sealed
);
CREATE INDEX referral_home_of_compartment ON referral_home (region, compartment);
CREATE INDEX referral_home_of_referral ON referral_home (region, referral);
