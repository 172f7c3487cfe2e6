/* The room that watches over privacy. */
#ifndef PRIVACY_ROOM_H
#define PRIVACY_ROOM_H
#include "app.h"

extern const struct room privacy_room;
#endif
