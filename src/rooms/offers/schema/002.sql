ALTER TABLE offer ADD COLUMN verify_months BIGINT; -- after so many months it must be confirmed again; NULL: the default
ALTER TABLE offer ADD COLUMN capacity_days BIGINT; -- so long reported places and waiting time count as current; NULL: the default
ALTER TABLE offer ADD COLUMN ask_at TEXT;          -- mail address or mobile number that is asked whether all is still right; never public
ALTER TABLE offer ADD COLUMN joined_into BYTEA;    -- id of the offer that this one was a double of

CREATE TABLE offer_partner (
  parent       BYTEA NOT NULL,  -- offer
  position     BIGINT NOT NULL, -- order, from 1
  organisation BYTEA NOT NULL,  -- who gives it together with the provider; id of organisation
  PRIMARY KEY (parent, position)
);
CREATE INDEX offer_partner_of ON offer_partner (organisation);
CREATE INDEX offer_provider ON offer (provider_id);

ALTER TABLE offer_flag ADD COLUMN origin TEXT;     -- key of flag_origin; NULL: a reader
ALTER TABLE offer_flag ADD COLUMN low TEXT;        -- key of yes_no; yes: it looks like spam, and is read last
CREATE INDEX offer_flag_note ON offer_flag (note);
