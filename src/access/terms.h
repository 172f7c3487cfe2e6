/* Terms: how long something may take, and what it counts: hours, working days or days of the calendar. A working day is no Saturday,
 * Sunday or holiday of the region's file (places.h). Source: DOMAIN 4.3 (clocks say what they count); Algemene termijnenwet art. 1-3. */
#ifndef TERMS_H
#define TERMS_H
#include "places.h"

#define TERM_UNITS(X) \
  X(TERM_UNIT_UNKNOWN, NULL,           N_("Unknown")) \
  X(TERM_HOURS,        "hours",        N_("Hours, also at night and in weekends")) \
  X(TERM_WORKING_DAYS, "working_days", N_("Working days")) \
  X(TERM_DAYS,         "days",         N_("Days"))
DECLARE_CHOICES(term_unit, TERM_UNITS)

struct term { enum term_unit unit; int32_t n; };

bool is_working_day(const struct places *p, struct date day);
/* The n-th working day after a day; n 0: the day itself, or the first working day after it. */
struct date working_day_after(const struct places *p, struct date day, int32_t n);
/* Working days after `from`, up to and with `to`; negative if `to` is earlier. */
int32_t working_days_between(const struct places *p, struct date from, struct date to);
/* The first moment at which it is too late: hours by the clock, days when the last of them is over. `from`: UTC milliseconds. */
struct instant term_ends(const struct places *p, int64_t from, struct term t);
/* What is left until then, or how late it is, in the reader's words: "today", "1 working day left", "3 hours left", "2 working days late".
 * Within a day of an hour's term hours are counted. In c->arena; an unknown instant: "". */
const char *term_left(struct ctx *c, struct instant end, enum term_unit unit);
/* "2 working days", in c->arena. */
const char *term_in_words(struct ctx *c, struct term t);
#endif
