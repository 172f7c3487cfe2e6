#include "hsds_internal.h"

/* Attributes: which of our terms hold for an offer, and the facts that the standard has no member for. */

static enum yes_no answer(const struct field *f, const struct offer *o) { return (enum yes_no)field_enum(f, o); }

/* Facts that stand in a member of the standard already. */
static bool said_elsewhere(const struct field *f, const struct offer *o)
{
  if (strcmp(f->name, "capacity") == 0) return o->places_free.known && date_known(o->places_free_on);
  if (strcmp(f->name, "status_note") == 0) return o->status == STATUS_PAUSED;
  return strcmp(f->name, "description") == 0 && !o->summary;
}

/* Bit n for the nth feature that is known; `yes_only` leaves the noes out. */
static uint64_t features_of(const struct offer *o, bool yes_only)
{
  uint64_t bits = 0;
  const struct field *f;
  for (unsigned n = 1; n < 64 && (f = hsds_feature(n)); n++)
    if (field_known(f, o) && !(yes_only && answer(f, o) == NO)) bits |= (uint64_t)1 << n;
  return bits;
}
static uint64_t facts_of(const struct offer *o)
{
  uint64_t bits = 0;
  const struct field *f;
  for (unsigned n = 1; n < 64 && (f = hsds_fact(n)); n++)
    if (field_known(f, o) && !said_elsewhere(f, o)) bits |= (uint64_t)1 << n;
  return bits;
}

static uint64_t terms_of(const struct hsds_taxonomy *t, const struct offer *o, bool held_only)
{
  const char *const at = (const char *)o + t->at;
  struct set set;
  unsigned choice;
  switch (t->from) {
  case OF_SET:      memcpy(&set, at, sizeof set); return set.bits & ~(uint64_t)1;
  case OF_PHASES:   return offer_all_phases(o).bits & ~(uint64_t)1;
  case OF_ENUM:     memcpy(&choice, at, sizeof choice); return choice ? (uint64_t)1 << choice : 0;
  case OF_FEATURES: return features_of(o, held_only);
  case OF_FACTS:    return facts_of(o);
  }
  return 0;
}
uint64_t hsds_terms_held(const struct hsds_taxonomy *t, const struct offer *o) { return terms_of(t, o, true); }

/* --- writing -------------------------------------------------------------------------------- */

static const char *fact_value(struct hsds *h, const struct field *f, const struct offer *o)
{
  struct buf b = { 0 };
  char iso[DATE_TEXT];
  if (strcmp(f->name, "partners") == 0) return ((const struct offer_line *)o)->also_by;      /* offers stand in lines here; the list holds ids */
  field_print(f, o, &b);
  if (strcmp(f->name, "wait_days") == 0 && date_known(o->wait_days_on)) {
    date_format(o->wait_days_on, iso);
    put(&b, "; ");
    put(&b, iso);
  }
  return buf_to_arena(&h->c->arena, &b);
}

static const char *value_of(struct hsds *h, struct hsds_term t, const struct offer *o)
{
  switch (t.taxonomy->from) {
  case OF_PHASES:   return set_has(o->phases, t.number) ? NULL : "inferred";
  case OF_FEATURES: return yes_no_key(answer(hsds_feature(t.number), o));
  case OF_FACTS:    return fact_value(h, hsds_fact(t.number), o);
  case OF_ENUM:     return t.taxonomy->choices == &recognition_choices ? hsds_term_key(t) : NULL;
  case OF_SET:      return NULL;
  }
  return NULL;
}

/* Whom the service is for, told from what it is. */
static const char *link_type_of(struct hsds_term t)
{
  static const char *const eligibility[] = { "parents", "lvb_suited", "contraindications" };
  for (size_t i = 0; !t.taxonomy->choices && i < COUNT(eligibility); i++)
    if (strcmp(hsds_term_key(t), eligibility[i]) == 0) return "eligibility";
  return t.taxonomy->link_type;
}

static void put_attribute(struct hsds *h, struct hsds_term t, const struct offer *o)
{
  const struct id term = hsds_term_id(t);
  const char *const value = value_of(h, t, o);
  char key[ID_TEXT];
  id_format(term, key);
  json_begin(&h->j, NULL, '{');
  json_id(&h->j, "id", hsds_id("attribute", o->id, key));
  json_id(&h->j, "link_id", o->id);
  json_id(&h->j, "taxonomy_term_id", term);
  json_str(&h->j, "link_type", link_type_of(t));
  json_str(&h->j, "link_entity", "service");
  json_str(&h->j, "value", value);
  if (t.taxonomy->from == OF_PHASES && value) json_str(&h->j, "label", tr(h->c, N_("Situation, inferred")));
  json_key(&h->j, "taxonomy_term");
  hsds_write_term_of(h, t);
  json_close(&h->j);
}

void hsds_write_attributes(struct hsds *h, const struct offer *o)
{
  json_begin(&h->j, "attributes", '[');
  for (size_t i = 0; i < hsds_taxonomy_count; i++) {
    const struct hsds_taxonomy *const t = &hsds_taxonomy_table[i];
    const uint64_t bits = terms_of(t, o, false);
    for (unsigned n = 1; n < 64; n++)
      if (bits >> n & 1) put_attribute(h, (struct hsds_term){ t, n }, o);
  }
  json_close(&h->j);
}
