/* THE list of rooms, one line each in rooms.c; ends with NULL. */
#ifndef ROOMS_H
#define ROOMS_H
#include "app.h"
#include "record_walk.h"

extern const struct room *const rooms[];
/* The tables below the rooms; ends with NULL. */
extern const struct record *const house_tables[];

/* The tables of house and rooms together. */
struct records all_records(struct arena *a);
#endif
