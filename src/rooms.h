/* THE list of rooms, one line each in rooms.c; ends with NULL. */
#ifndef ROOMS_H
#define ROOMS_H
#include "app.h"

extern const struct room *const rooms[];
#endif
