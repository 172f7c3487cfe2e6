CREATE TABLE questionnaire (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  region  TEXT NOT NULL,              -- slug
  name    TEXT NOT NULL,              -- of the definition: the same in every version
  title   TEXT NOT NULL,              -- in Dutch
  edition TEXT NOT NULL,              -- the definition's version
  state   TEXT NOT NULL,              -- key of questionnaire_state
  made_by BYTEA,                      -- id of account; NULL: it came with the program
  ready   BIGINT,                     -- since when it does not change; UTC milliseconds; NULL: a draft
  json    TEXT NOT NULL               -- FHIR R4 Questionnaire
);
CREATE INDEX questionnaire_region ON questionnaire (region, name);

CREATE TABLE survey (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  questionnaire BYTEA NOT NULL,             -- id of questionnaire
  name          TEXT NOT NULL,              -- of the questionnaire
  title         TEXT NOT NULL,              -- as those who answer see it
  intro         TEXT,                       -- likewise, before the first question; NULL: none
  anonymous     TEXT NOT NULL,              -- key of yes_no
  shared        TEXT,                       -- whether other regions may compare totals; key of yes_no
  until         TEXT NOT NULL,              -- the last day on which can be answered; ISO date
  sent          BIGINT,                     -- UTC milliseconds; NULL: a draft
  ended         BIGINT,                     -- closed by hand, so that nobody answers any more; UTC milliseconds
  closed        BIGINT,                     -- what waited is counted; UTC milliseconds; NULL: not yet
  reminding     TEXT,                       -- the last day on which a reminder was asked for; ISO date
  compartment   BYTEA NOT NULL,             -- id of compartment: what is being filled in
  made_by       BYTEA NOT NULL              -- id of account
);
CREATE INDEX survey_region ON survey (region, sent);
CREATE INDEX survey_name ON survey (name, closed);

CREATE TABLE survey_invitation (
  id        BYTEA NOT NULL PRIMARY KEY, -- random: its link is made of it
  version   BIGINT NOT NULL,            -- one more at every change
  survey    BYTEA NOT NULL,             -- id of survey
  team      TEXT,                       -- by what results are told apart; NULL: nothing
  mail      TEXT,                       -- address; NULL: the link is handed over
  offer     TEXT,                       -- slug of the offer that it is about; NULL: none
  asked     TEXT,                       -- when the message was asked for; ISO date
  reminded  TEXT,                       -- the last reminder; ISO date
  reminders BIGINT,                     -- how many
  begun     TEXT,                       -- whether something was kept; key of yes_no
  answered  TEXT                        -- key of yes_no; not when
);
CREATE INDEX survey_invitation_survey ON survey_invitation (survey, team);

CREATE TABLE survey_draft (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the survey's
  invitation  BYTEA NOT NULL,             -- id of survey_invitation
  team        TEXT,                       -- the invitation's
  answers     BYTEA NOT NULL,             -- sealed: QuestionnaireResponse
  sent        TEXT                        -- whether it waits to be counted; key of yes_no
);
CREATE INDEX survey_draft_compartment ON survey_draft (region, compartment, team);
CREATE INDEX survey_draft_invitation ON survey_draft (region, invitation);

CREATE TABLE survey_rate (
  id       BYTEA NOT NULL PRIMARY KEY, -- random
  version  BIGINT NOT NULL,            -- one more at every change
  survey   BYTEA NOT NULL,             -- id of survey
  team     TEXT,                       -- NULL: of all
  invited  BIGINT NOT NULL,            -- how many
  answered BIGINT NOT NULL             -- how many of them sent their answers
);
CREATE INDEX survey_rate_survey ON survey_rate (survey, team);

CREATE TABLE survey_response (
  id         BYTEA NOT NULL PRIMARY KEY, -- random
  version    BIGINT NOT NULL,            -- one more at every change
  survey     BYTEA NOT NULL,             -- id of survey, a named one
  invitation BYTEA NOT NULL UNIQUE,      -- id of survey_invitation
  team       TEXT,                       -- who answered
  offer      TEXT,                       -- slug of the offer that it is about
  day        TEXT NOT NULL,              -- ISO date
  answers    TEXT NOT NULL               -- FHIR R4 QuestionnaireResponse
);
CREATE INDEX survey_response_survey ON survey_response (survey, team);

CREATE TABLE survey_tally (
  id       BYTEA NOT NULL PRIMARY KEY, -- random
  version  BIGINT NOT NULL,            -- one more at every change
  survey   BYTEA NOT NULL,             -- id of survey
  team     TEXT,                       -- NULL: of all
  answered BIGINT NOT NULL,            -- answers that are counted
  counts   TEXT NOT NULL               -- a line a question: how many answered it, the sum of numbers, how often each option
);
CREATE INDEX survey_tally_survey ON survey_tally (survey, team);

CREATE TABLE survey_text (
  id      BYTEA NOT NULL PRIMARY KEY, -- random: their only order
  version BIGINT NOT NULL,            -- always 1
  survey  BYTEA NOT NULL,             -- id of survey
  item    TEXT NOT NULL,              -- linkId of the question
  team    TEXT,                       -- of a named survey
  text    TEXT NOT NULL               -- the answer
);
CREATE INDEX survey_text_item ON survey_text (survey, item, id);
