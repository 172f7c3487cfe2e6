CREATE INDEX journal_of_change ON journal (record_id, record_version) WHERE verb <> 'read';
DROP INDEX journal_versions;
