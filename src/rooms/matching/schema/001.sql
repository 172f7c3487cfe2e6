CREATE TABLE screening (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  compartment   BYTEA NOT NULL,             -- whose key seals this row: the person's own
  person        BYTEA NOT NULL,             -- id of person; the compartment says as much
  answers       BYTEA NOT NULL,             -- sealed: the profile as JSON
  dont_know     BYTEA NOT NULL,             -- sealed: questions answered with "I don't know"
  rather_not    BYTEA NOT NULL,             -- sealed: questions answered with "I would rather not say"
  behaviour     BYTEA NOT NULL,             -- sealed: pattern, step one
  impact        BYTEA NOT NULL,             -- sealed: pattern, step two
  protects      BYTEA NOT NULL,             -- sealed: pattern, step three: what this person does to protect
  complicating  BYTEA NOT NULL,             -- sealed: pattern, step four
  rules_version TEXT NOT NULL,              -- which rules gave the advice; says nothing of anybody
  advice        BYTEA NOT NULL,             -- sealed: the lists, as they were given
  by            BYTEA NOT NULL,             -- sealed: id of account
  made          BYTEA NOT NULL              -- sealed: when
);
CREATE INDEX screening_of_person ON screening (person);

CREATE TABLE talk_alone (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- that of the person who was spoken to
  person      BYTEA NOT NULL,             -- id of person: who was spoken to; the compartment says as much
  screening   BYTEA NOT NULL,             -- id of screening: of the other, whom the talks together would be with
  spoken_by   BYTEA NOT NULL,             -- sealed: who spoke to them
  spoken_on   BYTEA NOT NULL,             -- sealed: when
  consents    BYTEA NOT NULL,             -- sealed: whether they want talks together
  by          BYTEA NOT NULL,             -- sealed: id of account
  made        BYTEA NOT NULL              -- sealed: when it was written down
);
CREATE INDEX talk_alone_of_person ON talk_alone (person);
CREATE INDEX talk_alone_of_screening ON talk_alone (screening);

CREATE TABLE control_set_aside (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- the person's own
  person      BYTEA NOT NULL,             -- id of person; the compartment says as much
  reason      BYTEA NOT NULL,             -- sealed: why
  asked_by    BYTEA NOT NULL,             -- sealed: id of account
  asked       BYTEA NOT NULL,             -- sealed: when
  agreed_by   BYTEA NOT NULL,             -- sealed: id of account, another one
  agreed      BYTEA NOT NULL,             -- sealed: since when it counts
  ended       BYTEA NOT NULL              -- sealed: since when it does not count any more
);
CREATE INDEX control_set_aside_of_person ON control_set_aside (person);
