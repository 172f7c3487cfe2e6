CREATE TABLE job (
  id       BYTEA NOT NULL PRIMARY KEY, -- UUIDv7: in order of time
  version  BIGINT NOT NULL,            -- one more at every change
  kind     TEXT NOT NULL,              -- what is to be done
  name     TEXT NOT NULL UNIQUE,       -- which one: asked for twice, it is one; a standing one has the name of its kind
  outside  TEXT NOT NULL,              -- whether it waits for another server; key of yes_no
  about    BYTEA,                      -- the record that it is about
  due      BIGINT,                     -- not before; instant in UTC, milliseconds; NULL: there is nothing more to do
  process  BYTEA,                      -- who is at it
  lease    BIGINT,                     -- until when; then another one may
  tries    BIGINT NOT NULL,            -- begun since it last went well
  problem  TEXT,                       -- why it failed, the last time
  done     BIGINT,                     -- when it last went well; instant in UTC, milliseconds
  dead     BIGINT                      -- since when nobody tries any more
);
CREATE INDEX job_due ON job (dead, due);
CREATE INDEX job_done ON job (due, done);
