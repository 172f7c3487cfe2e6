CREATE TABLE offer_face (
  id        BYTEA NOT NULL PRIMARY KEY, -- random
  version   BIGINT NOT NULL,            -- one more at every change
  offer     BYTEA NOT NULL UNIQUE,      -- id of offer
  colleague TEXT NOT NULL,              -- whose face it is: the offer's colleague when it was made
  photo     TEXT NOT NULL,              -- JPEG, base64
  agreed    BIGINT NOT NULL             -- when it was written down that this colleague agrees; UTC milliseconds
);
