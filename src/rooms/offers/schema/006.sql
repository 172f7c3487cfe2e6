ALTER TABLE offer ADD COLUMN quality_on TEXT; -- when the provider answered the questions on quality and gender; ISO date

CREATE TABLE offer_quality (
  parent   BYTEA NOT NULL,  -- offer
  position BIGINT NOT NULL, -- order, from 1
  question TEXT NOT NULL,   -- as it was asked, in Dutch
  answer   TEXT NOT NULL,   -- what was chosen or written
  PRIMARY KEY (parent, position)
);
