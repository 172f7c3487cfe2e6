#include "hsds_internal.h"
#include "url.h"
#include "calendar.h"
#include "text.h"

/* A service is an offer. What the standard has no member for stands in its attributes (hsds_attribute.c). */

bool hsds_shows(const struct offer *o) { return o->kind == KIND_HELP || o->kind == KIND_MEASURE || o->kind == KIND_STEP; }

static const char *status_of(const struct offer *o)
{
  static const char *const theirs[] = { [STATUS_UNKNOWN] = "inactive", [STATUS_PREPARING] = "inactive", [STATUS_PILOT] = "active",
    [STATUS_ACTIVE] = "active", [STATUS_PAUSED] = "temporarily closed", [STATUS_ENDED] = "defunct" };
  return theirs[o->status];
}

static void put_date(struct hsds *h, const char *name, struct date d)
{
  char iso[DATE_TEXT];
  if (!date_known(d)) return;
  date_format(d, iso);
  json_str(&h->j, name, iso);
}

static void put_modified(struct hsds *h, const struct offer *o)
{
  int64_t at;
  if (o->changed_at && hsds_instant(o->changed_at, &at)) json_str(&h->j, "last_modified", o->changed_at);
}

/* --- in words ------------------------------------------------------------------------------------- */

/* What it is and what it is not, for everybody; the description for professionals is an attribute, unless there is
 * nothing else. */
static void put_description(struct hsds *h, const struct offer *o)
{
  const char *const what = o->summary ? o->summary : o->description;
  json_str(&h->j, "description", what && o->limits ? JOIN(&h->c->arena, what, "\n\n", o->limits) : what ? what : o->limits);
}

static void put_eligibility(struct hsds *h, const struct offer *o)
{
  json_str(&h->j, "eligibility_description", o->target_group ? o->target_group : hsds_labels(h, &audience_choices, o->audience));
  if (o->age_from.known) json_num(&h->j, "minimum_age", o->age_from.n);
  if (o->age_to.known) json_num(&h->j, "maximum_age", o->age_to.n);
}

/* Only what a committee has recognised. */
static void put_accreditations(struct hsds *h, const struct offer *o)
{
  if (o->recognition < RECOGNITION_DESCRIBED || o->recognition > RECOGNITION_STRONG) return;
  const char *const label = tr(h->c, recognition_label(o->recognition)), *const source = o->recognition_source;
  json_str(&h->j, "accreditations", source ? JOIN(&h->c->arena, label, " (", source, ")") : label);
}

/* Example data have not been verified by anybody. */
static void put_assurance(struct hsds *h, const struct offer *o)
{
  if (o->example == YES || !date_known(o->verified_on)) return;
  put_date(h, "assured_date", o->verified_on);
  if (o->verified_by && mailbox_plain(o->verified_by)) json_str(&h->j, "assurer_email", o->verified_by);
}

static void put_one_to_one(struct hsds *h, const struct offer *o)
{
  json_id(&h->j, "id", o->id);
  json_id(&h->j, "organization_id", o->provider_id);
  json_str(&h->j, "name", o->name);
  json_str(&h->j, "status", status_of(o));
  put_description(h, o);
  hsds_write_reach(h, o);
  json_str(&h->j, "application_process", o->access_steps);
  json_str(&h->j, "fees_description", o->costs_note ? o->costs_note : hsds_labels(h, &cost_kind_choices, o->costs));
  put_accreditations(h, o);
  put_eligibility(h, o);
  put_assurance(h, o);
  if (o->status == STATUS_PAUSED) json_str(&h->j, "alert", o->status_note ? o->status_note : tr(h->c, N_("This help is paused for now.")));
  put_modified(h, o);
}

/* --- lists ------------------------------------------------------------------------------------------ */

static void put_costs(struct hsds *h, const struct offer *o)
{
  if (o->costs.bits <= 1) return;
  json_begin(&h->j, "cost_options", '[');
  for (unsigned i = 1; i < cost_kind_choices.count; i++) {
    if (!set_has(o->costs, i)) continue;
    json_begin(&h->j, NULL, '{');
    json_id(&h->j, "id", hsds_id("cost_option", o->id, cost_kind_choices.at[i].key));
    json_id(&h->j, "service_id", o->id);
    json_str(&h->j, "option", tr(h->c, cost_kind_choices.at[i].label));
    if (i == COSTS_FREE) { json_str(&h->j, "currency", "EUR"); json_num(&h->j, "amount", 0); }
    else json_str(&h->j, "amount_description", o->costs_note);
    json_close(&h->j);
  }
  json_close(&h->j);
}

/* The standard wants a moment; only the day is known, so it is the first of that day in UTC. */
static void put_capacity(struct hsds *h, const struct offer *o)
{
  char updated[DATE_TEXT + sizeof "T00:00:00.000Z"];
  if (!o->places_free.known || !date_known(o->places_free_on)) return;
  date_format(o->places_free_on, updated);
  memcpy(updated + DATE_TEXT - 1, "T00:00:00.000Z", sizeof "T00:00:00.000Z");
  json_begin(&h->j, "capacities", '[');
  json_begin(&h->j, NULL, '{');
  json_id(&h->j, "id", hsds_id("service_capacity", o->id, ""));
  json_id(&h->j, "service_id", o->id);
  json_begin(&h->j, "unit", '{');
  json_id(&h->j, "id", hsds_id("unit", ID_NONE, "places"));
  json_str(&h->j, "name", "places");
  json_close(&h->j);
  json_num(&h->j, "available", o->places_free.n);
  if (o->capacity.known) json_num(&h->j, "maximum", o->capacity.n);
  json_str(&h->j, "updated", updated);
  json_close(&h->j);
  json_close(&h->j);
}

/* The name of a language as the filter of the public map has it, NULL if it is not among those. */
static const char *language_name(const struct hsds *h, const char *code)
{
  const struct facet_info *const facet = snapshot_facet(h->offers, FACET_LANGUAGE);
  for (size_t i = 0; facet && i < facet->count; i++)
    if (strcmp(facet->values[i].key, code) == 0) return tr(h->c, facet->values[i].label);
  return NULL;
}

static void put_languages(struct hsds *h, const struct offer *o)
{
  size_t n;
  if (!o->languages) return;
  json_begin(&h->j, "languages", '[');
  for (const char *s = text_word(o->languages, &n); s; s = text_word(s + n, &n)) {
    const char *const code = arena_text(&h->c->arena, s, n);
    json_begin(&h->j, NULL, '{');
    json_id(&h->j, "id", hsds_id("language", o->id, code));
    json_id(&h->j, "service_id", o->id);
    json_str(&h->j, "name", language_name(h, code));
    json_str(&h->j, "code", code);
    json_close(&h->j);
  }
  json_close(&h->j);
}

static void put_sites(struct hsds *h, const struct offer_line *line)
{
  struct hsds_site *sites;
  const size_t count = hsds_sites_of(h, line, &sites);
  if (!count) return;
  json_begin(&h->j, "service_at_locations", '[');
  for (size_t i = 0; i < count; i++) {
    json_item(&h->j);
    hsds_write_site_of(h, &sites[i]);
  }
  json_close(&h->j);
}

static void put_lists(struct hsds *h, const struct offer_line *line)
{
  const struct offer *const o = &line->offer;
  hsds_write_contacts(h, o);
  hsds_write_areas(h, o);
  put_sites(h, line);
  put_languages(h, o);
  put_costs(h, o);
  put_capacity(h, o);
  hsds_write_attributes(h, o);
}

/* --- the service ------------------------------------------------------------------------------------- */

void hsds_write_service_whole(struct hsds *h, const struct offer_line *line)
{
  json_open(&h->j, '{');
  put_one_to_one(h, &line->offer);
  hsds_write_provider(h, line);
  put_lists(h, line);
  json_close(&h->j);
}

void hsds_write_service(struct hsds *h, const void *item)
{
  const struct offer_line *const line = item;
  if (h->ask.full == SWITCH_ON && h->ask.minimal != SWITCH_ON) { hsds_write_service_whole(h, line); return; }
  json_open(&h->j, '{');
  if (h->ask.minimal == SWITCH_ON) {
    json_id(&h->j, "id", line->offer.id);
    put_modified(h, &line->offer);
  } else {
    put_one_to_one(h, &line->offer);
    hsds_write_provider(h, line);
  }
  json_close(&h->j);
}

void hsds_write_service_of(struct hsds *h, const struct offer_line *line)
{
  json_open(&h->j, '{');
  if (h->ask.full_service == SWITCH_ON) {
    put_one_to_one(h, &line->offer);
    put_lists(h, line);
  } else {
    json_id(&h->j, "id", line->offer.id);
    json_str(&h->j, "name", line->offer.name);
    json_str(&h->j, "status", status_of(&line->offer));
  }
  json_close(&h->j);
}
