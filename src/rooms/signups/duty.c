#include "duty.h"
#include "calendar.h"

DEFINE_CHOICES(weekday, WEEKDAYS)
DEFINE_CHOICES(day_part, DAY_PARTS)

static const struct field duty_fields[] = {
  F_REF (signup_duty, account, REQUIRED, account, N_("Colleague")),
  F_SET (signup_duty, days,    REQUIRED, weekday, N_("Days")),
  F_ENUM(signup_duty, part,    REQUIRED, day_part, N_("Part of the day")),
  F_DATE(signup_duty, since,   REQUIRED, N_("From")),
  F_DATE(signup_duty, until,   OPTIONAL, N_("Until and with")),
};
const struct record signup_duty_record = RECORD_(signup_duty, duty_fields, .protection = REGIONAL);

static const struct field form_fields[] = {
  F_TEXT(duty_form, colleague, REQUIRED, N_("Colleague"), .max = 60),
  F_SET (duty_form, days,      REQUIRED, weekday, N_("Days")),
  F_ENUM(duty_form, part,      REQUIRED, day_part, N_("Part of the day")),
  F_DATE(duty_form, since,     OPTIONAL, N_("From"), .help = N_("Empty: from today on.")),
  F_DATE(duty_form, until,     OPTIONAL, N_("Until and with"), .help = N_("Empty: until somebody changes it.")),
};
const struct record duty_form_record = PART(duty_form, form_fields);

int desk_colleagues(struct ctx *c, struct post_list *out)
{
  struct post_list all;
  TRY(posts_of_role(c, ROLE_DESK, &all));
  struct post_list here = { { arena_new(&c->arena, struct post, all.count + 1) }, 0 };
  for (size_t i = 0; i < all.count; i++) {
    const struct post *const p = &all.at[i];
    if (post_counts(p) && p->region && strcmp(p->region, c->scope.region) == 0 && !desk_post_of(&here, p->account)) here.at[here.count++] = *p;
  }
  *out = here;
  return OK;
}

bool duty_covers(const struct signup_duty *d, struct date day, enum day_part part)
{
  const bool then = !date_before(day, d->since) && (!date_known(d->until) || !date_before(d->until, day));
  return then && set_has(d->days, (unsigned)date_weekday(day)) && (d->part == DAY_PART_ALL || d->part == part);
}

int duty_add(struct ctx *c, const struct duty_form *f)
{
  struct signup_duty new = { .days = f->days, .part = f->part, .since = date_known(f->since) ? f->since : c->today, .until = f->until };
  struct post_list desk;
  TRY(desk_colleagues(c, &desk));
  if (!f->colleague || !id_parse(f->colleague, &new.account) || !desk_post_of(&desk, new.account)) return fail(c, ERR_INVALID, "colleague", NOT_IN_LIST);
  if (!(f->days.bits & ~UINT64_C(1))) return fail(c, ERR_INVALID, "days", N_("Choose at least one day."));
  if (date_known(new.until) && date_before(new.until, new.since)) return fail(c, ERR_INVALID, "until", N_("This date is before the first one."));
  return record_insert(c, signup_duty, &new, NULL);
}

int duty_end(struct ctx *c, struct id duty) { return record_delete(c, signup_duty, duty); }

int duties_now(struct ctx *c, const struct post_list *desk, struct signup_duty_list *out)
{
  struct signup_duty_list all;
  size_t n = 0;
  TRY(duties_of_region(c, &all));
  for (size_t i = 0; i < all.count; i++) {
    const struct signup_duty *const d = &all.at[i];
    if ((!date_known(d->until) || !date_before(d->until, c->today)) && desk_post_of(desk, d->account)) all.at[n++] = *d;
  }
  all.count = n;
  *out = all;
  return OK;
}

/* The part of a day at a minute of it; unknown: nobody works then. */
static enum day_part part_at(int minute)
{
  if (minute < DUTY_DAY_FROM || minute >= DUTY_UNTIL) return DAY_PART_UNKNOWN;
  return minute < DUTY_EVENING_FROM ? DAY_PART_DAY : DAY_PART_EVENING;
}

static bool on_duty(const struct signup_duty_list *duties, struct id account, struct date day, enum day_part part)
{
  for (size_t i = 0; i < duties->count; i++) if (id_same(duties->at[i].account, account) && duty_covers(&duties->at[i], day, part)) return true;
  return false;
}

/* Of those on duty then the one with the fewest. */
static bool pick_then(const struct post_list *desk, const size_t *loads, const struct signup_duty_list *duties, struct date day, enum day_part part, struct id *out)
{
  size_t best = desk->count;
  for (size_t i = 0; i < desk->count; i++)
    if ((!duties || on_duty(duties, desk->at[i].account, day, part)) && (best == desk->count || loads[i] < loads[best])) best = i;
  if (best == desk->count) return false;
  *out = desk->at[best].account;
  return true;
}

int duty_pick(struct ctx *c, const struct post_list *desk, const size_t *loads, struct id *out)
{
  struct signup_duty_list duties;
  const int now = minute_at(c->now);
  const enum day_part part = part_at(now);
  TRY(duties_now(c, desk, &duties));
  if (part && pick_then(desk, loads, &duties, c->today, part, out)) return OK;
  for (int ahead = 0; ahead <= DUTY_AHEAD_DAYS; ahead++) {
    const struct date day = date_plus_days(c->today, ahead);
    if ((ahead || now < DUTY_DAY_FROM) && pick_then(desk, loads, &duties, day, DAY_PART_DAY, out)) return OK;
    if ((ahead || now < DUTY_EVENING_FROM) && pick_then(desk, loads, &duties, day, DAY_PART_EVENING, out)) return OK;
  }
  return pick_then(desk, loads, NULL, c->today, DAY_PART_ALL, out) ? OK : not_there(c);
}
