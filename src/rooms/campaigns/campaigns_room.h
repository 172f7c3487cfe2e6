#ifndef CAMPAIGNS_ROOM_H
#define CAMPAIGNS_ROOM_H
#include "app.h"

extern const struct room campaigns_room;
/* serve --demo: a campaign with a story, of people who do not exist. */
int campaigns_demo(struct ctx *c, bool *made);
#endif
