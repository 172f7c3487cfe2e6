CREATE INDEX household_merged_into ON household (merged_into) WHERE merged_into IS NOT NULL;
