/* What this room says of itself in the description of the interface for programs. */
#include "openapi.h"
#include "persons_api.h"
#include "persons_web.h"

static const struct api_about abouts[] = {
  { api_households,     "listHouseholds", "The households that the key's owner is involved in, newest first.", "HouseholdPage", API_READS },
  { api_household,      "getHousehold",   "What all sides share, and the sides and persons that the key's owner is involved in. "
    "A household that was merged answers as the one it is part of now.", "HouseholdFile", API_READS },
  { api_find,           "findPersons",    "Persons by surname and birth date, by phone, or by mail. Only those that the key's owner may see; a limited number an hour.", "Found", API_READS },
  { api_person,         "getPerson",      "A person with addresses and ways to be reached.", "PersonFile", API_READS },
  { api_add_contact,    "addContact",     "Adds a way to be reached.", "ContactWay", API_ADDS },
  { api_change_contact, "changeContact",  "Changes a way to be reached: the members that are sent; the others stay.", "ContactWay", API_CHANGES },
  { .of = NULL }
};

static const struct api_schema schemas[] = {
  { "Household",       &household_record,        OPENAPI_STORED },
  { "HouseholdSide",   &household_side_record,   OPENAPI_STORED },
  { "HouseholdMember", &household_member_record, OPENAPI_STORED },
  { "Membership",      &membership_record,       OPENAPI_STORED },
  { "Person",          &person_record,           OPENAPI_STORED },
  { "Address",         &address_record,          OPENAPI_STORED },
  { "ContactWay",      &contact_way_record,      OPENAPI_STORED },
  { "ContactNew",      &contact_new_record,      OPENAPI_ASKED },
  { "ContactChange",   &contact_way_record,      OPENAPI_CHANGE },
  { "PersonSearch",    &person_search_record,    OPENAPI_ASKED },
  { .name = NULL }
};

static const struct api_member household_page[] = { { "households", "@@Household" }, { "next", "?string" }, API_END };
static const struct api_member file_members[] = { { "id", "string" }, { "shared", "@?Household" }, { "members", "@@HouseholdMember" }, { "sides", "@@HouseholdSide" },
  { "memberships", "@@Membership" }, { "persons", "@@Person" }, API_END };
static const struct api_member person_file[] = { { "person", "@Person" }, { "addresses", "@@Address" }, { "contacts", "@@ContactWay" }, API_END };
static const struct api_member found[] = { { "persons", "@@Person" }, API_END };
static const struct api_document documents[] = {
  { "HouseholdPage", household_page }, { "HouseholdFile", file_members }, { "PersonFile", person_file }, { "Found", found }, { .name = NULL } };

const struct api_part persons_api = { abouts, schemas, documents };
