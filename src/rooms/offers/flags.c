#include "exchange.h"
#include "offers.h"

DEFINE_CHOICES(flag_reason, FLAG_REASONS)

static const struct field flag_fields[] = {
  F_REF (offer_flag, offer,  IN_PROGRAM | REQUIRED, offer, N_("Offer")),
  F_TEXT(offer_flag, at,     IN_PROGRAM | REQUIRED, N_("When"), .max = 20),
  F_ENUM(offer_flag, reason, REQUIRED, flag_reason, N_("What is not right?")),
  F_TEXT(offer_flag, note,   LONG, N_("Do you want to say more?"), .max = 1000, .help = N_("Do not write names, addresses or what happened to somebody.")),
};
/* No lines in the journal: what a reader writes is kept once, and can be deleted. */
const struct record offer_flag_record = LOG(offer_flag, flag_fields);

static const struct field line_fields[] = {
  F_TEXT(offer_flag_line, code, OPTIONAL, N_("Code"), .sql = "offer.code"),
  F_TEXT(offer_flag_line, name, OPTIONAL, N_("Name"), .sql = "offer.name"),
};
const struct record offer_flag_line_record = ROW(offer_flag_line, offer_flag, line_fields);

static int drop(struct ctx *c, const struct offer_flag_list *flags)
{
  for (size_t i = 0; i < flags->count; i++) TRY(global_delete(c, offer_flag, flags->at[i].id));
  return OK;
}

int offer_flags_drop(struct ctx *c, struct id offer)
{
  struct offer_flag_list flags;
  TRY(offer_flags_of(c, offer, &flags));
  return drop(c, &flags);
}

int offer_flags_drop_old(struct ctx *c, bool *more)
{
  struct offer_flag_list flags;
  char at[21];
  instant_format(c->now - FLAG_DAYS * DAY_MS, at);
  TRY(offer_flags_before(c, at, &flags));
  *more = flags.count > 0;
  return drop(c, &flags);
}

int offer_flag_add(struct ctx *c, struct id offer, const struct offer_flag *f)
{
  struct offer_flag flag = *f;
  char *at = arena_alloc(&c->arena, 21), day[21];
  int64_t today, here;
  instant_format(c->now - DAY_MS, day);
  TRY(offer_flags_since(c, day, &today));
  TRY(offer_flags_of_since(c, offer, day, &here));
  if (today >= FLAGS_A_DAY || here >= FLAGS_A_DAY_EACH) return fail(c, ERR_OFTEN, NULL, N_("So many people wrote to us today that we cannot take more. Please try again tomorrow."));
  instant_format(c->now, at);
  flag.id = ID_NONE;
  flag.offer = offer;
  flag.at = at;
  return global_insert(c, offer_flag, &flag, NULL);
}
