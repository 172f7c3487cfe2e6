CREATE TABLE job (
  id       BYTEA NOT NULL PRIMARY KEY, -- UUIDv7: in order of time
  version  BIGINT NOT NULL,            -- one more at every change
  kind     TEXT NOT NULL,              -- what is to be done
  name     TEXT NOT NULL UNIQUE,       -- which one: asked for twice, it is one
  about    BYTEA,                      -- the record that it is about
  due      BIGINT NOT NULL,            -- not before; instant in UTC, milliseconds
  process  BYTEA,                      -- who is at it
  lease    BIGINT,                     -- until when; then another one may
  tries    BIGINT NOT NULL,            -- how often it failed
  problem  TEXT,                       -- why, the last time
  done     BIGINT,                     -- instant in UTC, milliseconds
  dead     BIGINT                      -- since when nobody tries any more
);
CREATE INDEX job_due ON job (done, dead, due);
