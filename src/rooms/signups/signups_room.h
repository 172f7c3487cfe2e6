#ifndef SIGNUPS_ROOM_H
#define SIGNUPS_ROOM_H
#include "app.h"

extern const struct room signups_room;
/* A desk on duty and two sign-ups, for the demonstration. */
int signups_demo(struct ctx *c);
#endif
