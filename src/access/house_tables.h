/* The tables below the rooms: those of store/ and access/. A table that is missing here is neither verified nor made findable again. */
#ifndef HOUSE_TABLES_H
#define HOUSE_TABLES_H
#include "fields.h"

extern const struct record *const house_tables[];          /* ends with NULL */
#endif
