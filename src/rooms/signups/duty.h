/* Who of the desk is on duty when: by day, in the evening, at night, on which days of the week, from when until when. The norm of 24
 * hours counts in weekends too, so the roster says where nobody is. */
#ifndef DUTY_H
#define DUTY_H
#include "accounts.h"
#include "db.h"

#define WEEKDAYS(X) \
  X(WEEKDAY_UNKNOWN, NULL,  N_("Unknown")) \
  X(MONDAY,    "mon", N_("Monday")) \
  X(TUESDAY,   "tue", N_("Tuesday")) \
  X(WEDNESDAY, "wed", N_("Wednesday")) \
  X(THURSDAY,  "thu", N_("Thursday")) \
  X(FRIDAY,    "fri", N_("Friday")) \
  X(SATURDAY,  "sat", N_("Saturday")) \
  X(SUNDAY,    "sun", N_("Sunday"))
DECLARE_CHOICES(weekday, WEEKDAYS)

#define DAY_PARTS(X) \
  X(DAY_PART_UNKNOWN, NULL,  N_("Unknown")) \
  X(DAY_PART_DAY,     "day",     N_("By day, 8 to 18")) \
  X(DAY_PART_EVENING, "evening", N_("In the evening, 18 to 23")) \
  X(DAY_PART_ALL,     "all",     N_("By day and in the evening"))
DECLARE_CHOICES(day_part, DAY_PARTS)

enum { DUTY_DAY_FROM = 8 * 60, DUTY_EVENING_FROM = 18 * 60, DUTY_UNTIL = 23 * 60, DUTY_AHEAD_DAYS = 14 };

struct signup_duty {
  struct id id;
  int32_t version;
  struct id account;
  struct set days;                   /* of weekday */
  enum day_part part;
  struct date since, until;          /* until unknown: no end */
};
DECLARE_RECORD(signup_duty);         /* regional */

/* What the form asks; whose it is comes as the id of one of the desk's colleagues. */
struct duty_form { const char *colleague; struct set days; enum day_part part; struct date since, until; };
DECLARE_RECORD(duty_form);

/* The posts of the desk of the scope's region that count, one for each colleague, always in the same order. */
MUST_USE int desk_colleagues(struct ctx *c, struct post_list *out);
static inline const struct post *desk_post_of(const struct post_list *desk, struct id account)
{
  for (size_t i = 0; i < desk->count; i++) if (id_same(desk->at[i].account, account)) return &desk->at[i];
  return NULL;
}

/* Whether that row covers that part (day or evening) of a day. */
bool duty_covers(const struct signup_duty *d, struct date day, enum day_part part);
/* Adds a row. ERR_INVALID: no colleague of this desk, no days, or over before it begins. */
MUST_USE int duty_add(struct ctx *c, const struct duty_form *f);
/* ERR_NOT_FOUND. */
MUST_USE int duty_end(struct ctx *c, struct id duty);
/* Those that are not over, of colleagues who still work at the desk. */
MUST_USE int duties_now(struct ctx *c, const struct post_list *desk, struct signup_duty_list *out);
/* Who takes what comes in now: of those on duty the one with the fewest open sign-ups; if nobody is, of those who are on duty next
 * (within DUTY_AHEAD_DAYS); without a roster, of all. `loads`: open sign-ups of each in `desk`. ERR_NOT_FOUND: the desk has nobody. */
MUST_USE int duty_pick(struct ctx *c, const struct post_list *desk, const size_t *loads, struct id *out);

MUST_USE int duties_of_region(struct ctx *c, struct signup_duty_list *out);
extern const struct query *const duty_queries[];
#endif
