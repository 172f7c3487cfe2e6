CREATE TABLE gate_words (
  id          BYTEA NOT NULL PRIMARY KEY, -- that of the case_move or gate_judgement that they belong to
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- where that lies
  words       BYTEA NOT NULL -- sealed: who looked at the safety of anybody else concerned, or why safe enough with a low score
);
CREATE INDEX gate_words_of_compartment ON gate_words (region, compartment);
