CREATE TABLE assessment (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL, -- one more at every change
  region        TEXT NOT NULL, -- slug
  compartment   BYTEA NOT NULL, -- where it lies: a side, a person, or what all share
  household     BYTEA NOT NULL, -- sealed: id of household through which it was begun
  place         BYTEA NOT NULL, -- sealed: who reads it
  about         BYTEA NOT NULL, -- sealed: id of the person or member it is about
  day           BYTEA NOT NULL, -- sealed: day
  writer        BYTEA NOT NULL, -- sealed: account
  written       BYTEA NOT NULL, -- sealed: when it was begun
  struck        BYTEA NOT NULL, -- sealed: why it does not count any more
  questionnaire BYTEA NOT NULL, -- sealed: id of the version of the questionnaire that is answered
  answers       BYTEA NOT NULL, -- sealed: FHIR R4 QuestionnaireResponse
  done          BYTEA NOT NULL, -- sealed: yes: finished, and does not change any more
  score         BYTEA NOT NULL, -- sealed: the sum of what was chosen, since it is finished
  most          BYTEA NOT NULL, -- sealed: what that sum could have been
  conclusion    BYTEA NOT NULL -- sealed: what whoever finished it concludes
);
CREATE INDEX assessment_of_compartment ON assessment (region, compartment);
