CREATE TABLE organisation (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  name    TEXT NOT NULL,              -- as written
  folded  TEXT NOT NULL UNIQUE        -- lower case without accents: what names are compared by
);
