ALTER TABLE offer ADD COLUMN colleague TEXT;       -- name and function of somebody whom professionals may call, and who agreed; never public
ALTER TABLE offer ADD COLUMN colleague_phone TEXT; -- their number; never public
