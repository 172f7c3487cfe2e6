ALTER TABLE installation ADD COLUMN epoch BIGINT; -- the newest epoch: every process wraps with it from the moment this is committed

DROP TABLE lookup;
CREATE TABLE lookup (
  id      BYTEA NOT NULL PRIMARY KEY, -- keyed hash of record, kind and epoch: nobody without the keys knows whose it is
  bucket  BIGINT NOT NULL,            -- one of the many that the value has, chosen by chance: a value that many share fills none of them
  epoch   BIGINT NOT NULL,            -- whose key made it
  sealed  BYTEA NOT NULL              -- the record's id and a hash of the value, sealed
) WITHOUT ROWID;
CREATE INDEX lookup_of_bucket ON lookup (epoch, bucket);

CREATE TABLE journal_gap (
  chain    BIGINT NOT NULL, -- which chain; 0: the lines from before there were chains
  first    BIGINT NOT NULL, -- the first line that was deleted after its term
  until    BIGINT NOT NULL, -- the last one of that row of lines
  line_mac BYTEA NOT NULL,  -- of that last line: the next one goes on from it
  mac      BYTEA NOT NULL,  -- proof that the program wrote this row
  PRIMARY KEY (chain, first)
);
