/* Experts by experience: the room's row for rooms.c. */
#ifndef PEERS_ROOM_H
#define PEERS_ROOM_H
#include "app.h"

extern const struct room peers_room;
#endif
