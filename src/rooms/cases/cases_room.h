/* The room of cases: the timeline of a household, what is agreed and due, who directs, the phase. */
#ifndef CASES_ROOM_H
#define CASES_ROOM_H
#include "app.h"

extern const struct room cases_room;
#endif
