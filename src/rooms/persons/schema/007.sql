CREATE INDEX membership_of_compartment ON membership (compartment);
