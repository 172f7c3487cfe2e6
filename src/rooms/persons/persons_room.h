/* The room of persons and households. */
#ifndef PERSONS_ROOM_H
#define PERSONS_ROOM_H
#include "app.h"

extern const struct room persons_room;
#endif
