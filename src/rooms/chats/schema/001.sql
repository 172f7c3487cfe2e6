CREATE TABLE chat (
  id         BYTEA NOT NULL PRIMARY KEY, -- random
  version    BIGINT NOT NULL,            -- one more at every change
  region     TEXT NOT NULL,              -- slug: whose desk
  state      TEXT NOT NULL,              -- key of chat_state
  made       BIGINT NOT NULL,            -- UTC milliseconds
  touched    BIGINT NOT NULL,            -- the visitor's page asked for news; UTC milliseconds
  spoken     BIGINT NOT NULL,            -- the last line, or when it was taken; UTC milliseconds
  account    BYTEA,                      -- the colleague who has it
  secret     TEXT NOT NULL UNIQUE,       -- hash of what the visitor's cookie holds
  public_key TEXT NOT NULL,              -- what is sealed to the visitor; base64url
  lines      BIGINT,                     -- how many there are
  danger     TEXT,                       -- acute danger, by a colleague; key of yes_no
  done       TEXT                        -- what was done about it; key of danger_done
);
CREATE INDEX chat_region ON chat (region, made);

CREATE TABLE chat_line (
  id         BYTEA NOT NULL PRIMARY KEY, -- random
  version    BIGINT NOT NULL,            -- one more at every change
  chat       BYTEA NOT NULL,             -- id of chat
  number     BIGINT NOT NULL,            -- its place in the talk, from 1
  at         BIGINT NOT NULL,            -- UTC milliseconds
  by_desk    TEXT NOT NULL,              -- by a colleague, else by the visitor; key of yes_no
  epoch      BIGINT NOT NULL,            -- whose key to_desk was sealed to
  to_desk    TEXT NOT NULL,              -- sealed to the desk, padded; base64url
  to_visitor TEXT NOT NULL,              -- sealed to the visitor, padded; base64url
  UNIQUE (chat, number)
);

CREATE TABLE chat_presence (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  region  TEXT NOT NULL,              -- slug
  account BYTEA NOT NULL,             -- a colleague of the desk who switched the chat on
  seen    BIGINT NOT NULL,            -- a page of theirs asked for news; UTC milliseconds
  UNIQUE (region, account)
);

CREATE TABLE chat_count (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  region  TEXT NOT NULL,              -- slug
  month   TEXT NOT NULL,              -- "2026-11": when it began
  outcome TEXT NOT NULL,              -- key of chat_outcome
  chats   BIGINT NOT NULL,            -- how many
  UNIQUE (region, month, outcome)
);
