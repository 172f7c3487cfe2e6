/* The day of an appointment for somebody's own calendar (own_dates.h). */
#include "own_dates.h"
#include "referrals_web.h"

struct date appointment_of(const struct referral_file *f)
{
  if (f->referral.state != REFERRAL_OFFERED) return DATE_UNKNOWN;
  for (size_t i = 0; i < f->notes.count; i++) if (f->notes.at[i].act == ACT_OFFER) return f->notes.at[i].day;
  return DATE_UNKNOWN;
}

int show_calendar(struct ctx *c)
{
  struct id id;
  struct referral_file f;
  TRY(path_id(c, &id));
  TRY(referral_file(c, id, &f));
  struct own_date day = { id, appointment_of(&f) };
  if (!f.open || !date_known(day.day)) return not_there(c);
  return respond_dates(c, &(struct own_date_list){ &day, 1 }, N_("Appointment"), "afspraak.ics");
}
