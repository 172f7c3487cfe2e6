-- What somebody began and did not finish is found for their work list.
ALTER TABLE assessment ADD COLUMN unfinished BYTEA; -- id of account that began it; NULL: it is finished or struck out
CREATE INDEX assessment_unfinished ON assessment (region, unfinished);
