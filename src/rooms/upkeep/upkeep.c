#include "upkeep.h"
#include "permissions.h"
#include "places.h"
#include "questions.h"
#include "text.h"

DEFINE_CHOICES(answer_way, ANSWER_WAYS)
DEFINE_CHOICES(funding_nature, FUNDING_NATURES)

static const struct field givers_fields[] = {
  F_TEXT(offer_givers, provider, OPTIONAL, N_("Provider"), .max = 160, .help = N_("Name of the organisation; made if it is new.")),
  F_TEXT(offer_givers, also_by,  OPTIONAL, N_("Together with"), .max = 1000, .help = N_("Names of the other organisations that give it, with ; between.")),
};
const struct record offer_givers_record = RECORD(offer_givers, givers_fields);

static const struct field numbers_fields[] = {
  F_INT(offer_numbers, places_free, OPTIONAL, N_("Places free"), .max = 100000),
  F_INT(offer_numbers, wait_days,   OPTIONAL, N_("Waiting time"), .max = 3650, .help = N_("Days.")),
};
const struct record offer_numbers_record = RECORD(offer_numbers, numbers_fields);

static const struct field funding_fields[] = {
  F_REF (offer_funding, offer,  IN_PROGRAM | REQUIRED, offer, N_("Offer")),
  F_TEXT(offer_funding, funder, REQUIRED, N_("Who pays"), .max = 160),
  F_INT (offer_funding, amount, OPTIONAL, N_("Amount a year"), .max = 100000000, .help = N_("In whole euros.")),
  F_DATE(offer_funding, since,  OPTIONAL, N_("From")),
  F_DATE(offer_funding, until,  OPTIONAL, N_("Until")),
  F_ENUM(offer_funding, nature, OPTIONAL, funding_nature, N_("Structural or temporary")),
  F_TEXT(offer_funding, note,   LONG, N_("Note"), .max = 400),
};
const struct record offer_funding_record = RECORD(offer_funding, funding_fields);

/* --- who keeps an offer --------------------------------------------------------------------------- */

static bool at_console(const struct ctx *c) { return c->scope.reach == REACH_ALL; }
bool is_partner(const struct offer *o, struct id organisation)
{
  for (size_t i = 0; i < o->partners.count; i++) if (id_same(o->partners.at[i].organisation, organisation)) return true;
  return false;
}

static bool gives(struct id organisation, const struct offer *o)
{
  return id_known(organisation) && (id_same(o->provider_id, organisation) || is_partner(o, organisation));
}

bool keeps_offer(const struct ctx *c, const struct offer *o)
{
  if (at_console(c)) return true;
  if (!role_may(role_of_scope(c), MAY_KEEP_OFFERS)) return false;
  if (role_of_scope(c) != ROLE_REGION) return gives(c->scope.organisation, o);
  return offer_serves(o, c->scope.region);
}

bool may_name_provider(const struct ctx *c) { return at_console(c) || role_may(role_of_scope(c), MAY_REVIEW_OFFERS); }

int kept_offer(struct ctx *c, struct id id, struct offer_line *out)
{
  struct offer_line line = { 0 };
  TRY(offer_by_id(c, id, &line));
  if (!keeps_offer(c, &line.offer)) return not_there(c);
  *out = line;
  return OK;
}

/* The name under which the actor says something: of an organisation, never of a person. */
static int own_organisation(struct ctx *c, const char **name)
{
  struct organisation o = { 0 };
  *name = NULL;
  if (!id_known(c->scope.organisation)) return OK;
  TRY(organisation_get(c, c->scope.organisation, &o));
  *name = o.name;
  return OK;
}

/* --- changing -------------------------------------------------------------------------------------- */

int offer_begin(struct ctx *c, const struct offer_line *line, struct id *new_id)
{
  struct offer_line new = *line;
  if (!at_console(c) && !role_may(role_of_scope(c), MAY_KEEP_OFFERS)) return not_there(c);
  if (!may_name_provider(c)) { TRY(own_organisation(c, &new.provider)); new.also_by = NULL; }
  if (!new.offer.regions) new.offer.regions = c->scope.region;
  return offer_add(c, &new, new_id);
}

/* No box ticked says nothing: it stays unknown, and what was known becomes so. Only an import says "none of these". */
static void take_field(const struct field *f, struct offer *stored, const struct offer *given)
{
  const bool nothing = f->kind == FIELD_SET && field_set(f, given).bits == 1 && field_set(f, stored).bits != 1;
  if (nothing) field_clear(f, stored);
  else field_copy(f, stored, given);
}

int offer_section_change(struct ctx *c, enum offer_section section, const struct offer *given)
{
  const struct record *const rec = &offer_sections[section];
  struct offer_line line = { 0 };
  TRY(kept_offer(c, given->id, &line));
  line.offer.version = given->version;
  for (size_t i = 0; i < rec->count; i++) if (!(rec->fields[i].flags & IN_PROGRAM)) take_field(&rec->fields[i], &line.offer, given);
  if (!keeps_offer(c, &line.offer)) return fail(c, ERR_INVALID, "regions", N_("Then you would not keep this offer any more. Leave your own region in the list."));
  return offer_change(c, &line);
}

int offer_givers_change(struct ctx *c, const struct offer_givers *g)
{
  struct offer_line line = { 0 };
  if (!may_name_provider(c)) return not_there(c);
  TRY(kept_offer(c, g->id, &line));
  line.offer.version = g->version;
  line.provider = g->provider;
  line.also_by = g->also_by;
  return offer_change(c, &line);
}

/* --- still right ------------------------------------------------------------------------------------- */

void tell_line(const struct ctx *c, struct offer_line *line, const struct offer_numbers *n)
{
  if (n->places_free.known) { line->offer.places_free = n->places_free; line->offer.places_free_on = c->today; }
  if (n->wait_days.known) { line->offer.wait_days = n->wait_days; line->offer.wait_days_on = c->today; }
}

void confirm_line(const struct ctx *c, struct offer_line *line, const char *by)
{
  line->offer.verified_on = c->today;
  line->offer.verified_by = by;
  if (line->offer.example == YES) line->offer.example = NO;      /* somebody who knows has looked at it now */
  tell_line(c, line, &(struct offer_numbers){ .places_free = line->offer.places_free, .wait_days = line->offer.wait_days });
}

int offer_confirm(struct ctx *c, struct id id, int32_t version, enum answer_way how)
{
  struct offer_line line = { 0 };
  const char *by;
  TRY(kept_offer(c, id, &line));
  TRY(own_organisation(c, &by));
  line.offer.version = version;
  confirm_line(c, &line, by ? by : line.provider ? line.provider : tr(c, N_("the administrator")));
  TRY(offer_change(c, &line));
  return questions_answered(c, &line.offer, true, how);
}

int offer_tell_numbers(struct ctx *c, const struct offer_numbers *n, enum answer_way how)
{
  struct offer_line line = { 0 };
  if (!n->places_free.known && !n->wait_days.known) return fail(c, ERR_INVALID, "places_free", N_("Write one of the two, or both."));
  TRY(kept_offer(c, n->id, &line));
  line.offer.version = n->version;
  tell_line(c, &line, n);
  TRY(offer_change(c, &line));
  return questions_answered(c, &line.offer, false, how);
}

/* --- who pays ------------------------------------------------------------------------------------------ */

static int check_funding(struct ctx *c, const struct offer_funding *f)
{
  struct offer_line line = { 0 };
  if (date_known(f->since) && date_known(f->until) && date_before(f->until, f->since)) return fail(c, ERR_INVALID, "until", N_("This day is before the first one."));
  return kept_offer(c, f->offer, &line);
}

int funding_add(struct ctx *c, const struct offer_funding *f, struct id *out)
{
  TRY(check_funding(c, f));
  return global_insert(c, offer_funding, f, out);
}

int funding_change(struct ctx *c, const struct offer_funding *f)
{
  struct offer_funding stored, changed = *f;
  TRY(funding_get(c, f->id, &stored));
  changed.offer = stored.offer;
  TRY(check_funding(c, &changed));
  return global_update(c, offer_funding, &changed);
}

int funding_remove(struct ctx *c, struct id funding)
{
  struct offer_funding stored;
  TRY(funding_get(c, funding, &stored));
  TRY(check_funding(c, &stored));
  return global_delete(c, offer_funding, funding);
}
