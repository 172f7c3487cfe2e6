CREATE TABLE peer (
  id             BYTEA NOT NULL PRIMARY KEY, -- random
  version        BIGINT NOT NULL,            -- one more at every change
  region         TEXT NOT NULL,              -- slug
  compartment    BYTEA NOT NULL,             -- the entry's own
  organisation   BYTEA NOT NULL,             -- that coordinates this expert
  account        BYTEA,                      -- with which the expert signs in; NULL: none
  name           BYTEA NOT NULL,             -- sealed: name as who asks sees it
  reach          BYTEA NOT NULL,             -- sealed: how the coordinator reaches them
  roles          BYTEA NOT NULL,             -- sealed: what they do
  languages      BYTEA NOT NULL,             -- sealed: languages
  municipalities BYTEA NOT NULL,             -- sealed: where
  gender         BYTEA NOT NULL,             -- sealed: gender
  most           BYTEA NOT NULL,             -- sealed: people at once
  days           BYTEA NOT NULL,             -- sealed: days
  parts          BYTEA NOT NULL,             -- sealed: parts of the day
  paused_until   BYTEA NOT NULL,             -- sealed: first day after a pause
  background     BYTEA NOT NULL,             -- sealed: background in own words
  experience     BYTEA NOT NULL,             -- sealed: own experience
  may_tell       BYTEA NOT NULL,             -- sealed: whether who asks may know those two
  supervision    BYTEA NOT NULL,             -- sealed: compartment of the supervision notes
  kept_by        BYTEA NOT NULL              -- sealed: account that coordinates
);
CREATE INDEX peer_of_compartment ON peer (region, compartment);
CREATE INDEX peer_of_organisation ON peer (region, organisation);
CREATE INDEX peer_of_account ON peer (region, account);

CREATE TABLE peer_training (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- that of the entry
  peer        BYTEA NOT NULL,             -- whose
  topic       BYTEA NOT NULL,             -- sealed: in what
  done        BYTEA NOT NULL,             -- sealed: when
  until       BYTEA NOT NULL              -- sealed: last day that it counts
);
CREATE INDEX peer_training_of_compartment ON peer_training (region, compartment);
CREATE INDEX peer_training_of_peer ON peer_training (region, peer);

CREATE TABLE peer_note (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- that of the supervision
  peer        BYTEA NOT NULL,             -- about which expert
  text        BYTEA NOT NULL,             -- sealed: the note
  by          BYTEA NOT NULL,             -- sealed: account that wrote it
  made        BYTEA NOT NULL              -- sealed: when
);
CREATE INDEX peer_note_of_compartment ON peer_note (region, compartment);
CREATE INDEX peer_note_of_peer ON peer_note (region, peer);

CREATE TABLE peer_assignment (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the assignment's own
  person      BYTEA,                      -- for which person; NULL: none with a file
  referral    BYTEA,                      -- for which referral; NULL: none
  peer_name   BYTEA NOT NULL,             -- sealed: name of the expert
  role        BYTEA NOT NULL,             -- sealed: what for
  language    BYTEA NOT NULL,             -- sealed: language of the person
  called      BYTEA NOT NULL,             -- sealed: name in use
  reach       BYTEA NOT NULL,             -- sealed: safe way to be reached
  hours       BYTEA NOT NULL,             -- sealed: when that is
  voicemail   BYTEA NOT NULL,             -- sealed: whether a message may be left
  message     BYTEA NOT NULL,             -- sealed: neutral message
  parts       BYTEA NOT NULL,             -- sealed: parts of the day
  back        BYTEA NOT NULL,             -- sealed: why it was handed back
  ending      BYTEA NOT NULL,             -- sealed: why it ended
  note        BYTEA NOT NULL,             -- sealed: a line with that
  asked       BYTEA NOT NULL,             -- sealed: when it was asked
  closed      BYTEA NOT NULL              -- sealed: since when it is over
);
CREATE INDEX peer_assignment_of_compartment ON peer_assignment (region, compartment);
CREATE INDEX peer_assignment_of_person ON peer_assignment (region, person);
CREATE INDEX peer_assignment_of_referral ON peer_assignment (region, referral);

CREATE TABLE peer_clock (
  id           BYTEA NOT NULL PRIMARY KEY, -- that of the assignment
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  peer         BYTEA NOT NULL,             -- which expert
  organisation BYTEA NOT NULL,             -- that coordinates the expert
  account      BYTEA NOT NULL,             -- who does it: the expert, or the coordinator of one without an account
  asked_by     BYTEA NOT NULL,             -- account that asked
  asked_for    BYTEA NOT NULL,             -- organisation for which it was asked
  state        TEXT NOT NULL,              -- proposed, accepted, running, ended, handed_back
  gap          BIGINT NOT NULL,            -- at most so many days between contacts
  next         TEXT,                       -- day of the next answer or contact; NULL: it is over
  look         TEXT,                       -- day on which silence is looked at; NULL: not any more
  step         BIGINT NOT NULL,            -- how far silence has come: 0 nobody, 1 expert, 2 who asked, 3 coordinator
  missed       BIGINT NOT NULL             -- contacts tried since somebody was reached
);
CREATE INDEX peer_clock_look ON peer_clock (region, look);
CREATE INDEX peer_clock_of_account ON peer_clock (region, account, next);
CREATE INDEX peer_clock_of_asker ON peer_clock (region, asked_by, next);
CREATE INDEX peer_clock_of_organisation ON peer_clock (region, organisation, next);
CREATE INDEX peer_clock_of_peer ON peer_clock (region, peer, next);

CREATE TABLE peer_proposal (
  id           BYTEA NOT NULL PRIMARY KEY, -- that of the assignment
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  compartment  BYTEA NOT NULL,             -- that of the expert's entry
  peer         BYTEA NOT NULL,             -- who is asked
  role         BYTEA NOT NULL,             -- sealed: what for
  language     BYTEA NOT NULL,             -- sealed: language of the person
  municipality BYTEA NOT NULL,             -- sealed: roughly where
  parts        BYTEA NOT NULL,             -- sealed: parts of the day
  begins       BYTEA NOT NULL,             -- sealed: from which day
  gap          BYTEA NOT NULL              -- sealed: at most so many days between contacts
);
CREATE INDEX peer_proposal_of_compartment ON peer_proposal (region, compartment);

CREATE TABLE peer_contact (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- that of the assignment
  assignment  BYTEA NOT NULL,             -- with which assignment
  reached     BYTEA NOT NULL,             -- sealed: whether somebody was reached
  how         BYTEA NOT NULL,             -- sealed: by phone, met, in a group, by message
  line        BYTEA NOT NULL,             -- sealed: in one line
  next        BYTEA NOT NULL,             -- sealed: next contact
  by          BYTEA NOT NULL,             -- sealed: account that noted it
  made        BYTEA NOT NULL              -- sealed: when
);
CREATE INDEX peer_contact_of_compartment ON peer_contact (region, compartment);
CREATE INDEX peer_contact_of_assignment ON peer_contact (region, assignment);
