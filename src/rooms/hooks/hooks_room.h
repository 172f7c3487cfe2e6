/* The room of web hooks. */
#ifndef HOOKS_ROOM_H
#define HOOKS_ROOM_H
#include "app.h"

extern const struct room hooks_room;
#endif
