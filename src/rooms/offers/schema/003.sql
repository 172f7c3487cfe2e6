ALTER TABLE offer ADD COLUMN life_areas TEXT; -- other parts of life it helps with; keys of life_area, spaces between; none: answered with nothing
ALTER TABLE offer ADD COLUMN only_for TEXT;   -- what somebody must be or have to take part; keys of only_for, spaces between; none: answered with nothing
ALTER TABLE offer ADD COLUMN not_with TEXT;   -- when it does harm or does not help; keys of not_with, spaces between; none: answered with nothing
