CREATE INDEX contact_way_of_compartment ON contact_way (region, compartment);
