CREATE INDEX task_of_nobody ON task (region, organisation, role) WHERE account IS NULL AND done IS NULL;
CREATE INDEX task_untold ON task (region, made) WHERE done IS NULL AND told IS NULL;
