/* What the offers room keeps in memory while it serves, and what other rooms may ask of it. */
#ifndef OFFERS_ROOM_H
#define OFFERS_ROOM_H
#include "app.h"
#include "snapshot.h"

extern const struct room offers_room;

/* The offers as they are now; held until the request ends. Never NULL in a process that serves. */
const struct snapshot *offers_snapshot(struct ctx *c);

/* What everybody may see of the help in one's own region and `fits` (NULL: all), and what was `chosen` before (slug, or NULL): slugs with names,
 * after no offer, which is called `none` (English). In the request's arena. */
struct choices offers_to_choose(struct ctx *c, const char *none, const char *chosen, bool (*fits)(const struct offer *o));
#endif
