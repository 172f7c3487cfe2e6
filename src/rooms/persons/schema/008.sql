ALTER TABLE household ADD COLUMN split_from BYTEA; -- id of the household that its side was part of; NULL: it was opened by itself
CREATE INDEX household_split_from ON household (split_from) WHERE split_from IS NOT NULL;
