/* The room of plans. */
#ifndef PLANS_ROOM_H
#define PLANS_ROOM_H
#include "app.h"

extern const struct room plans_room;
#endif
