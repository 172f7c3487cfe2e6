/* As RFC 5545 has it. Days stand in the order of their numbers within a day: which room they are of does not show. */
#include "own_dates.h"
#include "calendar.h"
#include "html.h"
#include "text.h"
#include "tokens.h"
#include <stdio.h>
#include <stdlib.h>

void own_date_add(struct ctx *c, struct own_date_list *to, struct id of, struct date day)
{
  if (!date_known(day) || date_before(day, c->today) || to->count == OWN_DATES_MOST) return;
  to->at[to->count++] = (struct own_date){ of, day };
}

/* Who takes it has a number of their own for it. */
static int number_of(struct ctx *c, struct id of, struct id *out)
{
  return token_id(c, (const char *const[]){ "calendar", arg_id(&c->arena, of), arg_id(&c->arena, c->scope.actor), NULL }, out);
}

static int by_day(const void *a, const void *b)
{
  const struct own_date *const x = a, *const y = b;
  return x->day.ymd != y->day.ymd ? (x->day.ymd < y->day.ymd ? -1 : 1) : memcmp(x->of.b, y->of.b, sizeof x->of.b);
}

static void put_line(struct buf *b, const char *name, const char *value)
{
  put(b, name);
  put(b, value);
  put(b, "\r\n");
}

static void put_event(struct ctx *c, const struct own_date *d, const char *title)
{
  char uid[ID_TEXT], stamp[40], day[16];
  id_format(d->of, uid);
  snprintf(stamp, sizeof stamp, "%08dT000000Z", (int)c->today.ymd);
  snprintf(day, sizeof day, "%08d", (int)d->day.ymd);
  put_line(&c->out, "BEGIN:", "VEVENT");
  put_line(&c->out, "UID:", uid);
  put_line(&c->out, "DTSTAMP:", stamp);
  put_line(&c->out, "DTSTART;VALUE=DATE:", day);
  put_line(&c->out, "SUMMARY:", tr(c, title));
  put_line(&c->out, "CLASS:", "PRIVATE");
  put_line(&c->out, "TRANSP:", "TRANSPARENT");
  put_line(&c->out, "END:", "VEVENT");
}

int respond_dates(struct ctx *c, const struct own_date_list *dates, const char *title, const char *name)
{
  struct own_date_list told = { arena_new(&c->arena, struct own_date, dates->count + 1), 0 };
  for (size_t i = 0; i < dates->count; i++) {
    struct own_date *const d = &told.at[told.count++];
    d->day = dates->at[i].day;
    TRY(number_of(c, dates->at[i].of, &d->of));
  }
  qsort(told.at, told.count, sizeof *told.at, by_day);
  put_line(&c->out, "BEGIN:", "VCALENDAR");
  put_line(&c->out, "VERSION:", "2.0");
  put_line(&c->out, "PRODID:", "-//agenda//NL");
  for (size_t i = 0; i < told.count; i++) put_event(c, &told.at[i], title);
  put_line(&c->out, "END:", "VCALENDAR");
  respond_header(c, "Content-Disposition", JOIN(&c->arena, "attachment; filename=\"", name, "\""));
  return respond(c, 200, "text/calendar; charset=utf-8");
}
