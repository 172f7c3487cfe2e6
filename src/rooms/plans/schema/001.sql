CREATE TABLE plan (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  compartment  BYTEA NOT NULL,             -- of the person's side, of a child, or what all read: finds it
  household    BYTEA NOT NULL,             -- sealed: id of household through which it was made
  place        BYTEA NOT NULL,             -- sealed: who reads it
  kind         BYTEA NOT NULL,             -- sealed: safety, help, recovery
  person       BYTEA NOT NULL,             -- sealed: id of person or household_member
  title        BYTEA NOT NULL,             -- sealed: title
  why          BYTEA NOT NULL,             -- sealed: why now
  coordinator  BYTEA NOT NULL,             -- id of account: finds what is to be looked at
  organisation BYTEA NOT NULL,             -- sealed: for which the coordinator works
  start        BYTEA NOT NULL,             -- sealed: first day
  review       TEXT NOT NULL,              -- day on which it is looked at again
  state        TEXT NOT NULL,              -- draft, final, replaced, ended
  versions     BYTEA NOT NULL,             -- sealed: how often it was made final
  closed       BYTEA NOT NULL,             -- sealed: day on which it ended
  outcome      BYTEA NOT NULL,             -- sealed: what came of it
  replaced_by  BYTEA NOT NULL,             -- sealed: id of plan
  stop         BYTEA NOT NULL,             -- sealed: its person used violence, as it was known when it was made
  writer       BYTEA NOT NULL              -- sealed: id of account
);
CREATE INDEX plan_of_compartment ON plan (region, compartment);
CREATE INDEX plan_due ON plan (region, coordinator, state, review);

CREATE TABLE plan_stop (
  id             BYTEA NOT NULL PRIMARY KEY, -- random
  version        BIGINT NOT NULL,            -- one more at every change
  region         TEXT NOT NULL,              -- slug
  compartment    BYTEA NOT NULL,             -- the plan's
  plan           BYTEA NOT NULL,             -- id of plan
  triggers       BYTEA NOT NULL,             -- sealed: what goes before
  body           BYTEA NOT NULL,             -- sealed: early signals of the body
  thoughts       BYTEA NOT NULL,             -- sealed: early signals in thoughts
  behaviour      BYTEA NOT NULL,             -- sealed: early signals in behaviour
  timeout_long   BYTEA NOT NULL,             -- sealed: how long a time-out lasts
  timeout_where  BYTEA NOT NULL,             -- sealed: where the person goes then
  timeout_said   BYTEA NOT NULL,             -- sealed: how it is said
  timeout_back   BYTEA NOT NULL,             -- sealed: how the person comes back
  help           BYTEA NOT NULL,             -- sealed: which help is used
  checks         BYTEA NOT NULL,             -- sealed: who looks whether it holds
  checks_often   BYTEA NOT NULL,             -- sealed: how often
  if_not         BYTEA NOT NULL              -- sealed: what happens when it does not work
);
CREATE UNIQUE INDEX plan_stop_of ON plan_stop (plan);
CREATE INDEX plan_stop_of_compartment ON plan_stop (region, compartment);

CREATE TABLE plan_safety (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the plan's
  plan        BYTEA NOT NULL,             -- id of plan
  signals     BYTEA NOT NULL,             -- sealed: signals of danger
  call        BYTEA NOT NULL,             -- sealed: who is called
  place       BYTEA NOT NULL,             -- sealed: where it is safe
  word        BYTEA NOT NULL,             -- sealed: code word
  take        BYTEA NOT NULL,             -- sealed: what is taken along
  children    BYTEA NOT NULL,             -- sealed: what the children do and know
  afterwards  BYTEA NOT NULL              -- sealed: what is done afterwards
);
CREATE UNIQUE INDEX plan_safety_of ON plan_safety (plan);
CREATE INDEX plan_safety_of_compartment ON plan_safety (region, compartment);

CREATE TABLE plan_contact (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the plan's
  plan        BYTEA NOT NULL,             -- id of plan
  apart       BYTEA NOT NULL,             -- sealed: they live apart, or there is a ban
  safe_first  BYTEA NOT NULL,             -- sealed: what must be safe first
  decides     BYTEA NOT NULL,             -- sealed: who decides
  look_on     BYTEA NOT NULL,             -- sealed: when it is looked at
  told        BYTEA NOT NULL,             -- sealed: what the person who is put out may know
  told_safe   BYTEA NOT NULL              -- sealed: telling that is safe
);
CREATE UNIQUE INDEX plan_contact_of ON plan_contact (plan);
CREATE INDEX plan_contact_of_compartment ON plan_contact (region, compartment);

CREATE TABLE plan_prompts (
  id              BYTEA NOT NULL PRIMARY KEY, -- random
  version         BIGINT NOT NULL,            -- one more at every change
  region          TEXT NOT NULL,              -- slug
  compartment     BYTEA NOT NULL,             -- the plan's
  plan            BYTEA NOT NULL,             -- id of plan
  gender          BYTEA NOT NULL,             -- sealed: looked at or not
  gender_said     BYTEA NOT NULL,             -- sealed: what was seen, or why not
  culture         BYTEA NOT NULL,             -- sealed: looked at or not
  culture_said    BYTEA NOT NULL,             -- sealed: what was seen, or why not
  trauma          BYTEA NOT NULL,             -- sealed: looked at or not
  trauma_said     BYTEA NOT NULL,             -- sealed: what was seen, or why not
  network         BYTEA NOT NULL,             -- sealed: looked at or not
  network_said    BYTEA NOT NULL,             -- sealed: what was seen, or why not
  practical       BYTEA NOT NULL,             -- sealed: looked at or not
  practical_said  BYTEA NOT NULL,             -- sealed: what was seen, or why not
  dependence      BYTEA NOT NULL,             -- sealed: looked at or not
  dependence_said BYTEA NOT NULL              -- sealed: what was seen, or why not
);
CREATE UNIQUE INDEX plan_prompts_of ON plan_prompts (plan);
CREATE INDEX plan_prompts_of_compartment ON plan_prompts (region, compartment);

CREATE TABLE plan_goal (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the plan's
  plan        BYTEA NOT NULL,             -- id of plan
  goal        BYTEA NOT NULL,             -- sealed: what is to be reached
  provider    BYTEA NOT NULL,             -- sealed: another provider who has a goal beside it
  their_goal  BYTEA NOT NULL,             -- sealed: that goal
  fit         BYTEA NOT NULL,             -- sealed: whether they fit together
  settling    BYTEA NOT NULL              -- sealed: id of the action by which a clash is settled
);
CREATE INDEX plan_goal_of ON plan_goal (plan);
CREATE INDEX plan_goal_of_compartment ON plan_goal (region, compartment);

CREATE TABLE plan_voice (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the person's own: finds it
  plan        BYTEA NOT NULL,             -- sealed: id of plan
  person      BYTEA NOT NULL,             -- sealed: id of person
  part        BYTEA NOT NULL,             -- sealed: how the person took part
  why_not     BYTEA NOT NULL,             -- sealed: why not
  agrees      BYTEA NOT NULL,             -- sealed: whether the person agrees
  words       BYTEA NOT NULL,             -- sealed: with what not, or why not asked
  said_on     BYTEA NOT NULL,             -- sealed: day on which it was said
  written     BYTEA NOT NULL,             -- sealed: when it was written down
  writer      BYTEA NOT NULL              -- sealed: id of account that wrote it down
);
CREATE INDEX plan_voice_of_compartment ON plan_voice (region, compartment);

CREATE TABLE plan_holder (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the plan's
  plan        BYTEA NOT NULL,             -- id of plan
  holder      BYTEA NOT NULL,             -- sealed: organisation whose client file holds it
  since       BYTEA NOT NULL,             -- sealed: since
  until       BYTEA NOT NULL              -- sealed: not any more since
);
CREATE INDEX plan_holder_of ON plan_holder (plan);
CREATE INDEX plan_holder_of_compartment ON plan_holder (region, compartment);

CREATE TABLE plan_review (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the plan's
  plan        BYTEA NOT NULL,             -- id of plan
  seen_on     BYTEA NOT NULL,             -- sealed: day on which it was looked at
  words       BYTEA NOT NULL,             -- sealed: what was seen
  next        BYTEA NOT NULL,             -- sealed: when again
  writer      BYTEA NOT NULL              -- sealed: id of account
);
CREATE INDEX plan_review_of ON plan_review (plan);
CREATE INDEX plan_review_of_compartment ON plan_review (region, compartment);

CREATE TABLE plan_version (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the plan's
  plan        BYTEA NOT NULL,             -- id of plan
  number      BYTEA NOT NULL,             -- sealed: from 1
  made        BYTEA NOT NULL,             -- sealed: when it was made final
  writer      BYTEA NOT NULL,             -- sealed: id of account
  body        BYTEA NOT NULL              -- sealed: the items as JSON
);
CREATE INDEX plan_version_of ON plan_version (plan);
CREATE INDEX plan_version_of_compartment ON plan_version (region, compartment);

CREATE TABLE plan_release (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the plan's
  plan        BYTEA NOT NULL,             -- id of plan
  item        BYTEA NOT NULL,             -- sealed: key of what is released
  person      BYTEA NOT NULL,             -- sealed: id of person or household_member who released it
  words       BYTEA NOT NULL,             -- sealed: as it will be read
  was         BYTEA NOT NULL,             -- sealed: what the item said at that moment
  said_on     BYTEA NOT NULL,             -- sealed: day
  taken_back  BYTEA NOT NULL,             -- sealed: day on which it was taken back
  writer      BYTEA NOT NULL              -- sealed: id of account that wrote it down
);
CREATE INDEX plan_release_of ON plan_release (plan);
CREATE INDEX plan_release_of_compartment ON plan_release (region, compartment);

CREATE TABLE plan_phone (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the plan's
  plan        BYTEA NOT NULL,             -- id of plan
  signals     BYTEA NOT NULL,             -- sealed: how I notice it, in the person's own words
  steps       BYTEA NOT NULL,             -- sealed: what I do
  calls       BYTEA NOT NULL,             -- sealed: whom I call
  reason      BYTEA NOT NULL,             -- sealed: what I do it for
  released    BYTEA NOT NULL,             -- sealed: day on which the person said yes to these words
  own_phone   BYTEA NOT NULL              -- sealed: nobody else looks at the phone
);
CREATE UNIQUE INDEX plan_phone_of ON plan_phone (plan);
CREATE INDEX plan_phone_of_compartment ON plan_phone (region, compartment);

CREATE TABLE plan_link (
  id      BYTEA NOT NULL PRIMARY KEY, -- random: with our keyed hash it is the link
  version BIGINT NOT NULL,            -- one more at every change
  region  TEXT NOT NULL,              -- slug
  plan    BYTEA NOT NULL,             -- id of plan
  made    BIGINT NOT NULL,            -- instant in UTC, milliseconds
  until   BIGINT NOT NULL,            -- until when it opens
  ended   BIGINT                      -- it was ended; NULL: it was not
);
CREATE INDEX plan_link_of ON plan_link (plan);
