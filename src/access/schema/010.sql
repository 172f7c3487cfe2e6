ALTER TABLE organisation ADD COLUMN merged_into BYTEA; -- id of the organisation that it is part of; NULL: it stands by itself
