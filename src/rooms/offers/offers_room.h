/* What the offers room keeps in memory while it serves, and what other rooms may ask of it. */
#ifndef OFFERS_ROOM_H
#define OFFERS_ROOM_H
#include "app.h"
#include "snapshot.h"

extern const struct room offers_room;

/* The offers as they are now; held until the request ends. Never NULL in a process that serves. */
const struct snapshot *offers_snapshot(struct ctx *c);
#endif
