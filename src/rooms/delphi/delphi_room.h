/* Delphi studies: what experts say, group by group. */
#ifndef DELPHI_ROOM_H
#define DELPHI_ROOM_H
#include "app.h"

extern const struct room delphi_room;
#endif
