CREATE TABLE rights_request (
  id            BYTEA NOT NULL PRIMARY KEY, -- random
  version       BIGINT NOT NULL,            -- one more at every change
  region        TEXT NOT NULL,              -- slug
  compartment   BYTEA NOT NULL,             -- that of the person
  person        BYTEA NOT NULL,             -- whose file it is about; the compartment says as much
  side          BYTEA NOT NULL,             -- sealed: id of the side it came in by
  kind          BYTEA NOT NULL,             -- sealed: what is asked
  asker         BYTEA NOT NULL,             -- sealed: who asks
  asker_name    BYTEA NOT NULL,             -- sealed: their name, if it is not the person
  identity      BYTEA NOT NULL,             -- sealed: how it was checked who asks
  identity_note BYTEA NOT NULL,             -- sealed: by whom and when that was
  received      BYTEA NOT NULL,             -- sealed: day on which it came
  statement     BYTEA NOT NULL,             -- sealed: what is asked, or the own statement
  about         BYTEA NOT NULL,             -- sealed: which row it is about, "table:id"
  child_view    BYTEA NOT NULL,             -- sealed: the child's interest, and what the child thinks
  child_agrees  BYTEA NOT NULL,             -- sealed: whether the child agrees
  extension     BYTEA NOT NULL,             -- sealed: why it takes longer
  outcome       BYTEA NOT NULL,             -- sealed: yes or no
  weighing      BYTEA NOT NULL,             -- sealed: what was weighed
  facts         BYTEA NOT NULL,             -- sealed: facts that the letter tells
  changed       BYTEA NOT NULL,             -- sealed: what was put right
  until         BYTEA NOT NULL,             -- sealed: until when it is refused
  decided_by    BYTEA NOT NULL,             -- sealed: id of account
  agreed_by     BYTEA NOT NULL,             -- sealed: id of account, another one
  decided       BYTEA NOT NULL,             -- sealed: when
  agreed        BYTEA NOT NULL,             -- sealed: when
  digest        BYTEA NOT NULL,             -- sealed: hash of what was decided and agreed to
  returned      BYTEA NOT NULL              -- sealed: why the second person did not agree
);
CREATE INDEX rights_request_of_compartment ON rights_request (region, compartment);
CREATE INDEX rights_request_of_person ON rights_request (region, person);

CREATE TABLE right_clock (
  id           BYTEA NOT NULL PRIMARY KEY, -- that of the request
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  kind         TEXT NOT NULL,              -- copy, note, rectify, objection, destruction
  state        TEXT NOT NULL,              -- received, making, second, given, refused, withdrawn
  organisation BYTEA NOT NULL,             -- that handles it
  account      BYTEA NOT NULL,             -- who handles it
  asked        TEXT NOT NULL,              -- day on which it came
  due          TEXT NOT NULL,              -- last day of the term, or day on which it is looked at again
  closed       TEXT                        -- day on which it was closed; NULL: it is open
);
CREATE INDEX right_clock_open ON right_clock (region, closed, due);

CREATE TABLE rights_decision (
  id           BYTEA NOT NULL PRIMARY KEY, -- random
  version      BIGINT NOT NULL,            -- one more at every change
  region       TEXT NOT NULL,              -- slug
  compartment  BYTEA NOT NULL,             -- that of the side that handles it
  request      BYTEA NOT NULL,             -- of which request
  item         BYTEA NOT NULL,             -- sealed: which row, "table:id"
  item_version BYTEA NOT NULL,             -- sealed: the row's version when it was decided
  choice       BYTEA NOT NULL,             -- sealed: give, partly, withhold
  ground       BYTEA NOT NULL,             -- sealed: why something is left out
  reason       BYTEA NOT NULL,             -- sealed: in words
  tell         BYTEA NOT NULL,             -- sealed: whether the copy may name the ground
  until        BYTEA NOT NULL,             -- sealed: last day of an investigation
  words        BYTEA NOT NULL,             -- sealed: words that are left out
  by           BYTEA NOT NULL,             -- sealed: id of account
  made         BYTEA NOT NULL              -- sealed: when
);
CREATE INDEX rights_decision_of_compartment ON rights_decision (region, compartment);
CREATE INDEX rights_decision_of_request ON rights_decision (region, request);

CREATE TABLE rights_copy (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL,            -- one more at every change
  region      TEXT NOT NULL,              -- slug
  compartment BYTEA NOT NULL,             -- that of the person
  request     BYTEA NOT NULL,             -- which request it answers
  digest      BYTEA NOT NULL,             -- sealed: hash of the copy
  items       BYTEA NOT NULL,             -- sealed: what was in it, "table:id version" a line
  count       BYTEA NOT NULL,             -- sealed: how many
  by          BYTEA NOT NULL,             -- sealed: id of account that gave it
  given       BYTEA NOT NULL              -- sealed: when
);
CREATE INDEX rights_copy_of_compartment ON rights_copy (region, compartment);
CREATE INDEX rights_copy_of_request ON rights_copy (region, request);
