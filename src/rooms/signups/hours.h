/* When the desk of a region is open for a talk by chat: on which days of the week, from when until when. On a holiday it is closed. Known
 * to processes without keys: the page that begins a talk reads it. The talks themselves are another room's (chats). */
#ifndef HOURS_H
#define HOURS_H
#include "duty.h"
#include "places.h"

#define CHAT_PATH "/chat"

enum { DAY_MINUTES = 24 * 60, HOURS_MOST = 20, HOURS_AHEAD_DAYS = 21 };

struct desk_hours {
  struct id id;
  int32_t version;
  const char *region;                /* slug */
  struct set days;                   /* of weekday */
  struct num opens, closes;          /* minutes of the day; closes: at most DAY_MINUTES */
};
DECLARE_RECORD(desk_hours);

/* As it is typed: "9:00", "09.00" or "9". */
struct hours_form { struct set days; const char *opens, *closes; };
DECLARE_RECORD(hours_form);

/* In the region of the scope. ERR_INVALID: no day, no such time, over before it begins, or as many rows as may be. */
MUST_USE int hours_add(struct ctx *c, const struct hours_form *f);
/* ERR_NOT_FOUND: none of the region of the scope. */
MUST_USE int hours_end(struct ctx *c, struct id hours);

/* Whether the desk is open by its hours at this moment. */
bool hours_open(const struct ctx *c, const struct desk_hours_list *of);
/* When it opens next: unknown: not within HOURS_AHEAD_DAYS. */
struct instant hours_next(const struct ctx *c, const struct desk_hours_list *of);
/* "monday to friday: 9.00 to 17.00", in c->arena. */
const char *hours_in_words(struct ctx *c, const struct desk_hours *h);

/* --- store ----------------------------------------------------------------------------------------------------------- */
MUST_USE int hours_of_region(struct ctx *c, const char *region, struct desk_hours_list *out);      /* by when they open */
/* Whether any desk that takes sign-ups in has hours. */
MUST_USE int hours_anywhere(struct ctx *c, bool *out);
extern const struct query *const hours_queries[];
#endif
