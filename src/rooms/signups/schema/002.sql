CREATE TABLE desk_hours (
  id      BYTEA NOT NULL PRIMARY KEY, -- random
  version BIGINT NOT NULL,            -- one more at every change
  region  TEXT NOT NULL,              -- slug: whose desk is open for a talk by chat then
  days    TEXT NOT NULL,              -- keys of weekday, spaces between
  opens   BIGINT NOT NULL,            -- minute of the day
  closes  BIGINT NOT NULL             -- minute of the day
);
CREATE INDEX desk_hours_region ON desk_hours (region);
