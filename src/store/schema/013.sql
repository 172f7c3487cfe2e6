CREATE INDEX compartment_living ON compartment (region, made) WHERE erased IS NULL;
