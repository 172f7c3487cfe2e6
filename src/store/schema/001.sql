CREATE TABLE journal (
  id        BYTEA NOT NULL PRIMARY KEY, -- UUIDv7: in order of time
  version   BIGINT NOT NULL,            -- always 1: a line never changes
  at        TEXT NOT NULL,              -- instant in UTC, ISO 8601
  actor     BYTEA,                      -- account; NULL: the public, or the administrator at the console
  record    TEXT NOT NULL,              -- table
  record_id BYTEA NOT NULL,             -- row
  verb      TEXT NOT NULL,              -- insert, update, delete
  changes   TEXT NOT NULL               -- JSON: {"field": [before, after]}
);
CREATE INDEX journal_of_record ON journal (record_id, at);
