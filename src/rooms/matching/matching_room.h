/* Screening and matching: what fits this person, now, safely, and why. One line in rooms.c. */
#ifndef MATCHING_ROOM_H
#define MATCHING_ROOM_H
#include "app.h"
#include "gaps.h"

extern const struct room matching_room;

/* The matcher as it is now, held until the request ends. */
const struct matcher *matching_now(struct ctx *c);
/* What this process counted of screenings without a fit; NULL where the room did not start. */
struct gaps *matching_gaps(struct ctx *c);
#endif
