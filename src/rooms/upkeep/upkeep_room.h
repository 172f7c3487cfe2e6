#ifndef UPKEEP_ROOM_H
#define UPKEEP_ROOM_H
#include "app.h"

extern const struct room upkeep_room;
#endif
