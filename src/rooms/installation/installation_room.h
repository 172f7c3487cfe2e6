/* What this installation does by itself, and how it fares. */
#ifndef INSTALLATION_ROOM_H
#define INSTALLATION_ROOM_H
#include "app.h"

#define JOBS_PATH "/beheer/vanzelf"

extern const struct room installation_room;
#endif
