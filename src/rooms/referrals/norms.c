#include "referrals_store.h"

#define NORM_ROW_(constant, key, label, unit, n) [constant] = { key, label },
const struct choices norm_choices = { NORM_COUNT, (const struct choice[]){ NORM_LIST(NORM_ROW_) } };

#define NORM_TERM_(constant, key, label, unit, n) [constant] = { unit, n },
static const struct term defaults[NORM_COUNT] = { NORM_LIST(NORM_TERM_) };

enum { AMOUNT_MOST = 8784, DAYS_MOST = 366, INCIDENT_HOURS_MOST = 24 };      /* hours of a year */

static const struct field fields[] = {
  F_ENUM(referral_norm, norm,   REQUIRED, norm, N_("Norm")),
  F_ENUM(referral_norm, unit,   REQUIRED, term_unit, N_("Counts")),
  F_INT (referral_norm, amount, REQUIRED, N_("How many"), .min = 1, .max = AMOUNT_MOST),
};
const struct record referral_norm_record = RECORD_(referral_norm, fields, .protection = REGIONAL);

int norms_of_region(struct ctx *c, struct term out[static NORM_COUNT])
{
  struct referral_norm_list set;
  TRY(norms_set(c, &set));
  memcpy(out, defaults, sizeof defaults);
  for (size_t i = 0; i < set.count; i++) out[set.at[i].norm] = (struct term){ set.at[i].unit, set.at[i].amount.n };
  return OK;
}

static int check(struct ctx *c, enum norm norm, enum term_unit unit, struct num amount)
{
  if (!amount.known || amount.n < 1) return fail(c, ERR_INVALID, "amount", N_("Fill in a number of at least 1."));
  if (unit != TERM_HOURS && amount.n > DAYS_MOST) return fail(c, ERR_INVALID, "amount", N_("Fill in a year at most."));
  if (norm != NORM_INCIDENT_CALL) return OK;
  return unit == TERM_HOURS && amount.n <= INCIDENT_HOURS_MOST ? OK
    : fail(c, ERR_INVALID, "amount", N_("After an incident the first contact is within 24 hours, weekends included. It may be sooner, not later."));
}

int norm_set(struct ctx *c, enum norm norm, enum term_unit unit, struct num amount)
{
  struct referral_norm_list set;
  TRY(check(c, norm, unit, amount));
  TRY(norms_set(c, &set));
  for (size_t i = 0; i < set.count; i++) {
    if (set.at[i].norm != norm) continue;
    set.at[i].unit = unit;
    set.at[i].amount = amount;
    return record_update(c, referral_norm, &set.at[i]);
  }
  return record_insert(c, referral_norm, (&(struct referral_norm){ .norm = norm, .unit = unit, .amount = amount }), NULL);
}
