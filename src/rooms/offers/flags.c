#include "exchange.h"
#include "offers.h"

DEFINE_CHOICES(flag_reason, FLAG_REASONS)
DEFINE_CHOICES(flag_origin, FLAG_ORIGINS)

static const struct field flag_fields[] = {
  F_REF (offer_flag, offer,  IN_PROGRAM | REQUIRED, offer, N_("Offer")),
  F_TEXT(offer_flag, at,     IN_PROGRAM | REQUIRED, N_("When"), .max = 20),
  F_ENUM(offer_flag, reason, REQUIRED, flag_reason, N_("What is not right?")),
  F_TEXT(offer_flag, note,   LONG, N_("Do you want to say more?"), .max = 1000, .help = N_("Do not write names, addresses or what happened to somebody.")),
  F_ENUM(offer_flag, origin, IN_PROGRAM, flag_origin, N_("Who says it")),
  F_ENUM(offer_flag, low,    IN_PROGRAM, yes_no, N_("Looks like spam")),
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

static bool names_site(const char *note)
{
  static const char *const marks[] = { "http:", "https:", "www.", "[url", "href" };
  for (size_t i = 0; i < COUNT(marks); i++) if (strcasestr(note, marks[i])) return true;
  return false;
}

enum yes_no flag_low_after(int64_t ms) { return ms < FLAG_FAST_MS ? YES : YES_NO_UNKNOWN; }

/* What the words say of themselves: `again`: of this offer they were said before. */
static int judge(struct ctx *c, struct offer_flag *f, bool *again)
{
  struct offer_flag_list same;
  size_t elsewhere = 0;
  *again = false;
  if (!f->note) return OK;
  TRY(offer_flags_saying(c, f->note, &same));
  for (size_t i = 0; i < same.count; i++) {
    const bool here = id_same(same.at[i].offer, f->offer);
    elsewhere += !here;
    *again = *again || (here && same.at[i].reason == f->reason && same.at[i].origin == f->origin);
  }
  if (elsewhere >= FLAG_SAME_MOST || names_site(f->note)) f->low = YES;
  return OK;
}

static int not_too_many(struct ctx *c, struct id offer)
{
  char day[21];
  int64_t today, here;
  instant_format(c->now - DAY_MS, day);
  TRY(offer_flags_since(c, day, &today));
  TRY(offer_flags_of_since(c, offer, day, &here));
  if (today >= FLAGS_A_DAY || here >= FLAGS_A_DAY_EACH) return fail(c, ERR_OFTEN, NULL, N_("So many people wrote to us today that we cannot take more. Please try again tomorrow."));
  return OK;
}

int offer_flag_add(struct ctx *c, struct id offer, const struct offer_flag *f)
{
  struct offer_flag flag = *f;
  char *at = arena_alloc(&c->arena, 21);
  bool again;
  if (f->origin == FLAG_BY_READER) TRY(not_too_many(c, offer));
  instant_format(c->now, at);
  flag.id = ID_NONE;
  flag.offer = offer;
  flag.at = at;
  TRY(judge(c, &flag, &again));
  return again ? OK : global_insert(c, offer_flag, &flag, NULL);
}
