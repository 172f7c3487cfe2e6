/* The day of an appointment for somebody's own calendar. Calendars are shared, synchronised and shown on screens: the title says nothing, nor
 * does where it comes from; and each who takes it has a number of their own for it, so that two calendars do not tell that they hold the same. */
#include "calendar.h"
#include "html.h"
#include "referrals_web.h"
#include "tokens.h"
#include <stdio.h>

struct date appointment_of(const struct referral_file *f)
{
  if (f->referral.state != REFERRAL_OFFERED) return DATE_UNKNOWN;
  for (size_t i = 0; i < f->notes.count; i++) if (f->notes.at[i].act == ACT_OFFER) return f->notes.at[i].day;
  return DATE_UNKNOWN;
}

static void put_line(struct buf *b, const char *name, const char *value)
{
  put(b, name);
  put(b, value);
  put(b, "\r\n");
}

static void put_event(struct ctx *c, const char *uid, struct date day)
{
  char stamp[40], date[16];
  const struct date today = c->today;
  snprintf(stamp, sizeof stamp, "%08dT000000Z", (int)today.ymd);
  snprintf(date, sizeof date, "%08d", (int)day.ymd);
  put_line(&c->out, "BEGIN:", "VCALENDAR");
  put_line(&c->out, "VERSION:", "2.0");
  put_line(&c->out, "PRODID:", "-//agenda//NL");
  put_line(&c->out, "BEGIN:", "VEVENT");
  put_line(&c->out, "UID:", uid);
  put_line(&c->out, "DTSTAMP:", stamp);
  put_line(&c->out, "DTSTART;VALUE=DATE:", date);
  put_line(&c->out, "SUMMARY:", tr(c, N_("Appointment")));
  put_line(&c->out, "CLASS:", "PRIVATE");
  put_line(&c->out, "TRANSP:", "TRANSPARENT");
  put_line(&c->out, "END:", "VEVENT");
  put_line(&c->out, "END:", "VCALENDAR");
}

int show_calendar(struct ctx *c)
{
  struct id id, uid;
  struct referral_file f;
  char text[ID_TEXT];
  TRY(path_id(c, &id));
  TRY(referral_file(c, id, &f));
  const struct date day = appointment_of(&f);
  if (!f.open || !date_known(day)) return not_there(c);
  TRY(token_id(c, (const char *const[]){ "calendar", arg_id(&c->arena, id), arg_id(&c->arena, c->scope.actor), NULL }, &uid));
  id_format(uid, text);
  put_event(c, text, day);
  respond_header(c, "Content-Disposition", "attachment; filename=\"afspraak.ics\"");
  return respond(c, 200, "text/calendar; charset=utf-8");
}
