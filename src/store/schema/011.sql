CREATE INDEX involvement_ended ON involvement (region, compartment) WHERE ended IS NOT NULL;
