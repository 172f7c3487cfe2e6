ALTER TABLE questionnaire ADD COLUMN about_person TEXT; -- yes: it is filled in in a dossier, and not sent to many; NULL: stored before this was told apart, no
