/* The room of people's rights over their own file. */
#ifndef RIGHTS_ROOM_H
#define RIGHTS_ROOM_H
#include "app.h"

extern const struct room rights_room;
#endif
