CREATE TABLE message (
  id       BYTEA NOT NULL PRIMARY KEY, -- UUIDv7: in order of time
  version  BIGINT NOT NULL,            -- one more at every change
  template TEXT NOT NULL,              -- which text; it is written when it is sent
  channel  TEXT NOT NULL,              -- key of message_channel
  account  BYTEA,                      -- to whom; their address is read when it is sent
  address  TEXT,                       -- or to which address: sealed, base64url
  language TEXT,                       -- of who receives it
  about    BYTEA,                      -- the record that the text tells of
  made     BIGINT NOT NULL             -- instant in UTC, milliseconds
);
CREATE INDEX message_made ON message (made, id);

ALTER TABLE task ADD COLUMN told BIGINT; -- when it was put on the list of who is told by mail; instant in UTC, milliseconds
