CREATE TABLE screening_gap (
  id         BYTEA NOT NULL PRIMARY KEY, -- random
  version    BIGINT NOT NULL,            -- one more at every change
  region     TEXT NOT NULL,              -- slug of a region
  month      TEXT NOT NULL,              -- "2026-11"; nothing finer is kept
  dimension  TEXT NOT NULL,              -- key of gap_dimension: each is counted on its own, so that answers never stand together
  code       TEXT NOT NULL,              -- of a phase, a group or a rule, as the dimension says
  screenings BIGINT NOT NULL,            -- how many found nothing that fits
  UNIQUE (region, month, dimension, code)
);
