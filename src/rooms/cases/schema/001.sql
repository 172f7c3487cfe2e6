CREATE TABLE incident (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL, -- one more at every change
  region       TEXT NOT NULL, -- slug
  compartment  BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household    BYTEA NOT NULL, -- sealed: id of household through which it was written
  place        BYTEA NOT NULL, -- sealed: who reads it
  about        BYTEA NOT NULL, -- sealed: id of the person or member it is about
  day          BYTEA NOT NULL, -- sealed: day
  writer       BYTEA NOT NULL, -- sealed: account
  written      BYTEA NOT NULL, -- sealed: when it was written
  struck       BYTEA NOT NULL, -- sealed: why it does not count any more
  time         BYTEA NOT NULL, -- sealed: time of day as told
  against      BYTEA NOT NULL, -- sealed: to whom
  others       BYTEA NOT NULL, -- sealed: who else
  facts        BYTEA NOT NULL, -- sealed: what happened
  behaviours   BYTEA NOT NULL, -- sealed: kinds of violence
  source       BYTEA NOT NULL, -- sealed: where it is known from
  told_by      BYTEA NOT NULL, -- sealed: who told it, or the number of the report
  injury       BYTEA NOT NULL, -- sealed: how bad
  injuries     BYTEA NOT NULL, -- sealed: which injuries
  weapon       BYTEA NOT NULL, -- sealed: whether there was one
  weapons      BYTEA NOT NULL, -- sealed: which
  children     BYTEA NOT NULL, -- sealed: whether children were there
  children_who BYTEA NOT NULL, -- sealed: which children
  police       BYTEA NOT NULL -- sealed: whether the police came
);
CREATE INDEX incident_of_compartment ON incident (region, compartment);

CREATE TABLE case_note (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household   BYTEA NOT NULL, -- sealed: id of household through which it was written
  place       BYTEA NOT NULL, -- sealed: who reads it
  about       BYTEA NOT NULL, -- sealed: id of the person or member it is about
  day         BYTEA NOT NULL, -- sealed: day
  writer      BYTEA NOT NULL, -- sealed: account
  written     BYTEA NOT NULL, -- sealed: when it was written
  struck      BYTEA NOT NULL, -- sealed: why it does not count any more
  kind        BYTEA NOT NULL, -- sealed: what kind of contact
  company      BYTEA NOT NULL, -- sealed: with whom
  text        BYTEA NOT NULL -- sealed: what was said, seen or decided
);
CREATE INDEX case_note_of_compartment ON case_note (region, compartment);

CREATE TABLE safety_score (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household   BYTEA NOT NULL, -- sealed: id of household through which it was written
  place       BYTEA NOT NULL, -- sealed: who reads it
  about       BYTEA NOT NULL, -- sealed: id of the person or member it is about
  day         BYTEA NOT NULL, -- sealed: day
  writer      BYTEA NOT NULL, -- sealed: account
  written     BYTEA NOT NULL, -- sealed: when it was written
  struck      BYTEA NOT NULL, -- sealed: why it does not count any more
  score       BYTEA NOT NULL, -- sealed: 0 to 10
  by          BYTEA NOT NULL, -- sealed: who gave the number
  why         BYTEA NOT NULL, -- sealed: why
  better      BYTEA NOT NULL -- sealed: what would make it higher
);
CREATE INDEX safety_score_of_compartment ON safety_score (region, compartment);

CREATE TABLE risk (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household   BYTEA NOT NULL, -- sealed: id of household through which it was written
  place       BYTEA NOT NULL, -- sealed: who reads it
  about       BYTEA NOT NULL, -- sealed: id of the person or member it is about
  day         BYTEA NOT NULL, -- sealed: day
  writer      BYTEA NOT NULL, -- sealed: account
  written     BYTEA NOT NULL, -- sealed: when it was written
  struck      BYTEA NOT NULL, -- sealed: why it does not count any more
  factor      BYTEA NOT NULL, -- sealed: which risk
  state       BYTEA NOT NULL, -- sealed: whether it is there
  text        BYTEA NOT NULL -- sealed: what is known of it
);
CREATE INDEX risk_of_compartment ON risk (region, compartment);

CREATE TABLE pattern (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL, -- one more at every change
  region       TEXT NOT NULL, -- slug
  compartment  BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household    BYTEA NOT NULL, -- sealed: id of household through which it was written
  place        BYTEA NOT NULL, -- sealed: who reads it
  about        BYTEA NOT NULL, -- sealed: id of the person or member it is about
  day          BYTEA NOT NULL, -- sealed: day
  writer       BYTEA NOT NULL, -- sealed: account
  written      BYTEA NOT NULL, -- sealed: when it was written
  struck       BYTEA NOT NULL, -- sealed: why it does not count any more
  behaviour    BYTEA NOT NULL, -- sealed: the behaviour
  impact       BYTEA NOT NULL, -- sealed: what it does to each
  protects     BYTEA NOT NULL, -- sealed: what the other parent does to protect
  complicating BYTEA NOT NULL, -- sealed: what makes it more difficult
  control      BYTEA NOT NULL, -- sealed: coercive control
  stalking     BYTEA NOT NULL -- sealed: stalking
);
CREATE INDEX pattern_of_compartment ON pattern (region, compartment);

CREATE TABLE generation (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household   BYTEA NOT NULL, -- sealed: id of household through which it was written
  place       BYTEA NOT NULL, -- sealed: who reads it
  about       BYTEA NOT NULL, -- sealed: id of the person or member it is about
  day         BYTEA NOT NULL, -- sealed: day
  writer      BYTEA NOT NULL, -- sealed: account
  written     BYTEA NOT NULL, -- sealed: when it was written
  struck      BYTEA NOT NULL, -- sealed: why it does not count any more
  violence    BYTEA NOT NULL, -- sealed: violence in youth
  what        BYTEA NOT NULL, -- sealed: what happened
  meaning     BYTEA NOT NULL -- sealed: what it means now
);
CREATE INDEX generation_of_compartment ON generation (region, compartment);

CREATE TABLE profile_note (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household   BYTEA NOT NULL, -- sealed: id of household through which it was written
  place       BYTEA NOT NULL, -- sealed: who reads it
  day         BYTEA NOT NULL, -- sealed: day
  writer      BYTEA NOT NULL, -- sealed: account
  written     BYTEA NOT NULL, -- sealed: when it was written
  struck      BYTEA NOT NULL, -- sealed: why it does not count any more
  profile     BYTEA NOT NULL, -- sealed: which profile
  why         BYTEA NOT NULL -- sealed: why
);
CREATE INDEX profile_note_of_compartment ON profile_note (region, compartment);

CREATE TABLE motivation_note (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household   BYTEA NOT NULL, -- sealed: id of household through which it was written
  place       BYTEA NOT NULL, -- sealed: who reads it
  about       BYTEA NOT NULL, -- sealed: id of the person or member it is about
  day         BYTEA NOT NULL, -- sealed: day
  writer      BYTEA NOT NULL, -- sealed: account
  written     BYTEA NOT NULL, -- sealed: when it was written
  struck      BYTEA NOT NULL, -- sealed: why it does not count any more
  wish        BYTEA NOT NULL, -- sealed: own wish, 0 to 10
  pressure    BYTEA NOT NULL, -- sealed: pressure from outside, 0 to 10
  doubt       BYTEA NOT NULL, -- sealed: doubt, 0 to 10
  type        BYTEA NOT NULL, -- sealed: what drives
  words       BYTEA NOT NULL -- sealed: in own words
);
CREATE INDEX motivation_note_of_compartment ON motivation_note (region, compartment);

CREATE TABLE scale_up (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household   BYTEA NOT NULL, -- sealed: id of household through which it was written
  place       BYTEA NOT NULL, -- sealed: who reads it
  day         BYTEA NOT NULL, -- sealed: day
  writer      BYTEA NOT NULL, -- sealed: account
  written     BYTEA NOT NULL, -- sealed: when it was written
  struck      BYTEA NOT NULL, -- sealed: why it does not count any more
  sign        BYTEA NOT NULL, -- sealed: what is seen
  steps      BYTEA NOT NULL, -- sealed: what happens then
  decides     BYTEA NOT NULL, -- sealed: who decides
  told        BYTEA NOT NULL, -- sealed: who knows of it
  review      BYTEA NOT NULL, -- sealed: when it is looked at again
  used        BYTEA NOT NULL -- sealed: when it was scaled up
);
CREATE INDEX scale_up_of_compartment ON scale_up (region, compartment);

CREATE TABLE helper (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL, -- one more at every change
  region       TEXT NOT NULL, -- slug
  compartment  BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household    BYTEA NOT NULL, -- sealed: id of household through which it was written
  place        BYTEA NOT NULL, -- sealed: who reads it
  about        BYTEA NOT NULL, -- sealed: id of the person or member it is about
  day          BYTEA NOT NULL, -- sealed: day
  writer       BYTEA NOT NULL, -- sealed: account
  written      BYTEA NOT NULL, -- sealed: when it was written
  struck       BYTEA NOT NULL, -- sealed: why it does not count any more
  name         BYTEA NOT NULL, -- sealed: name
  organisation BYTEA NOT NULL, -- sealed: organisation
  branch       BYTEA NOT NULL, -- sealed: from where
  work         BYTEA NOT NULL, -- sealed: on what
  reach        BYTEA NOT NULL, -- sealed: how to reach
  several      BYTEA NOT NULL, -- sealed: works for both parties
  fair         BYTEA NOT NULL, -- sealed: how they stand beside each
  until        BYTEA NOT NULL -- sealed: until when
);
CREATE INDEX helper_of_compartment ON helper (region, compartment);

CREATE TABLE meldcode (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household   BYTEA NOT NULL, -- sealed: id of household through which it was written
  place       BYTEA NOT NULL, -- sealed: who reads it
  about       BYTEA NOT NULL, -- sealed: id of the person or member it is about
  day         BYTEA NOT NULL, -- sealed: day
  writer      BYTEA NOT NULL, -- sealed: account
  written     BYTEA NOT NULL, -- sealed: when it was written
  struck      BYTEA NOT NULL, -- sealed: why it does not count any more
  signals     BYTEA NOT NULL, -- sealed: step 1
  consulted   BYTEA NOT NULL, -- sealed: step 2
  talk        BYTEA NOT NULL, -- sealed: step 3
  weighing    BYTEA NOT NULL, -- sealed: step 4
  decision    BYTEA NOT NULL, -- sealed: step 5
  why         BYTEA NOT NULL -- sealed: why so
);
CREATE INDEX meldcode_of_compartment ON meldcode (region, compartment);

CREATE TABLE case_action (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL, -- one more at every change
  region       TEXT NOT NULL, -- slug
  compartment  BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household    BYTEA NOT NULL, -- id of household: finds what is to be done for one
  plan         BYTEA NOT NULL, -- sealed: id of plan; none: of the case as a whole
  place        BYTEA NOT NULL, -- sealed: who reads it
  what         BYTEA NOT NULL, -- sealed: what is to be done
  form         BYTEA NOT NULL, -- sealed: alone, with children, together
  phase        BYTEA NOT NULL, -- sealed: in which phase
  account      BYTEA,          -- id of account that does it; NULL: no colleague
  organisation BYTEA,          -- for which organisation
  person       BYTEA NOT NULL, -- sealed: id of the person or member who does it
  somebody     BYTEA NOT NULL, -- sealed: who else does it
  whom         BYTEA NOT NULL, -- sealed: for whom
  due          TEXT NOT NULL,  -- last day
  state        TEXT NOT NULL,  -- open, done, dropped
  result       BYTEA NOT NULL, -- sealed: what came of it
  closed       BYTEA NOT NULL, -- sealed: when
  writer       BYTEA NOT NULL  -- sealed: account
);
CREATE INDEX case_action_of_compartment ON case_action (region, compartment);
CREATE INDEX case_action_of_household ON case_action (region, household);
CREATE INDEX case_action_of_account ON case_action (region, account, state, due);
CREATE INDEX case_action_due ON case_action (region, state, due);

CREATE TABLE case_phase (
  id          BYTEA NOT NULL PRIMARY KEY, -- the household's own id: one phase at any moment
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- shared by the household
  state       BYTEA NOT NULL, -- sealed: the phase
  since       BYTEA NOT NULL, -- sealed: since when
  by          BYTEA NOT NULL, -- sealed: account that decided it
  why         BYTEA NOT NULL -- sealed: why
);
CREATE INDEX case_phase_of_compartment ON case_phase (region, compartment);

CREATE TABLE case_move (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- shared by the household
  household   BYTEA NOT NULL, -- sealed: id of household
  before      BYTEA NOT NULL, -- sealed: the phase before
  state       BYTEA NOT NULL, -- sealed: the phase from then on
  at          BYTEA NOT NULL, -- sealed: when
  by          BYTEA NOT NULL, -- sealed: account that decided it
  why         BYTEA NOT NULL, -- sealed: why
  without     BYTEA NOT NULL -- sealed: why the person who uses violence did nothing in the phase before
);
CREATE INDEX case_move_of_compartment ON case_move (region, compartment);

CREATE TABLE gate_judgement (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- the person's
  household   BYTEA NOT NULL, -- sealed: id of household
  person      BYTEA NOT NULL, -- sealed: id of person
  towards     BYTEA NOT NULL, -- sealed: for which phase
  enough      BYTEA NOT NULL, -- sealed: safe enough
  why         BYTEA NOT NULL, -- sealed: why
  by          BYTEA NOT NULL, -- sealed: account
  at          BYTEA NOT NULL -- sealed: when
);
CREATE INDEX gate_judgement_of_compartment ON gate_judgement (region, compartment);
