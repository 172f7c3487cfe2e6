ALTER TABLE right_clock ADD COLUMN limited TEXT; -- yes: it was decided that the data are only kept until it is settled
