CREATE TABLE partner_ground (
  id          BYTEA NOT NULL PRIMARY KEY, -- random
  version     BIGINT NOT NULL, -- one more at every change
  region      TEXT NOT NULL, -- slug
  compartment BYTEA NOT NULL, -- where the action lies
  action      BYTEA NOT NULL, -- id of case_action: finds what was written down for one
  ask         BYTEA NOT NULL, -- sealed: id of partner_ask
  whom        BYTEA NOT NULL, -- sealed: id of the person or member it is for
  until       BYTEA NOT NULL, -- sealed: the last day on which the ground stands
  gone        BYTEA NOT NULL, -- sealed: the day on which it was withdrawn
  by          BYTEA NOT NULL -- sealed: account that wrote that down
);
CREATE INDEX partner_ground_of_compartment ON partner_ground (region, compartment);
CREATE INDEX partner_ground_of_action ON partner_ground (region, action);

ALTER TABLE partner_link ADD COLUMN groundless TEXT; -- the day on which colleagues hear that the ground ended; NULL: it has no end, or they heard
CREATE INDEX partner_link_groundless ON partner_link (region, groundless);
CREATE INDEX partner_link_until ON partner_link (until);
