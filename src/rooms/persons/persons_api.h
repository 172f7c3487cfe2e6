/* The interface for programs: the same files as the pages show, as JSON, to whoever's key it is. docs/api.md tells how to use it. */
#ifndef PERSONS_API_H
#define PERSONS_API_H
#include "openapi.h"

/* Which page of a list. */
struct api_page { const char *after; };
DECLARE_RECORD(api_page);

handler api_households, api_household, api_find, api_person, api_add_contact, api_change_contact;
extern const struct api_part persons_api;
#endif
