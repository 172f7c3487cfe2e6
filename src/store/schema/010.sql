CREATE TABLE commit_mark (
  session BYTEA NOT NULL PRIMARY KEY, -- random: a connection that writes
  number  BIGINT NOT NULL,            -- of its last transaction that changed something
  at      BIGINT NOT NULL             -- instant in UTC, milliseconds
);
