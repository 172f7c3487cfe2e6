#ifndef CHATS_ROOM_H
#define CHATS_ROOM_H
#include "app.h"

extern const struct room chats_room;
/* Opening hours, for the demonstration. */
int chats_demo(struct ctx *c);
#endif
