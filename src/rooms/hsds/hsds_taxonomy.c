#include "hsds_internal.h"

#define MEMBER(kind, type, member) .from = (kind), .at = _Generic(((struct offer *)0)->member, type: offsetof(struct offer, member))
#define SET(member, E)    MEMBER(OF_SET, struct set, member),  .choices = &E##_choices
#define PHASES_OF(member) MEMBER(OF_PHASES, struct set, member), .choices = &phase_choices
#define ENUM(member, E)   MEMBER(OF_ENUM, enum E, member),     .choices = &E##_choices

/* Keys are in ids and never change. link_type `eligibility`: whom the service is for. */
const struct hsds_taxonomy hsds_taxonomy_table[] = {
  { "phase", N_("Situation"), N_("In which situation the help fits: from first incidents to recovery."), "phase",
    "\"inferred\": the source does not state this phase, it follows from the rest. Without a value: stated.", PHASES_OF(phases) },
  { "ground", N_("Your choice or a duty"), N_("On which legal ground somebody takes part."), "ground", NULL, SET(grounds, offer_ground) },
  { "access", N_("How to get in"), N_("Which way leads to the help."), "access", NULL, SET(access, access_route) },
  { "focus", N_("About"), N_("What the help is about: the person who uses violence, the family, mental health, or other parts of life."), "focus", NULL, SET(focus, focus) },
  { "format", N_("Form"), N_("In which form the help is given."), "format", NULL, SET(formats, help_format) },
  { "group_entry", N_("Joining the group"), N_("Whether somebody can join a group that has begun."), "format", NULL, ENUM(group_entry, group_entry) },
  { "violence_type", N_("Kinds of violence"), N_("Which kinds of violence the help is meant for."), "violence_type", NULL, SET(violence_types, violence_type) },
  { "for", N_("For whom"), N_("For whom the help is meant: role in the violence at home."), "eligibility", NULL, SET(audience, audience) },
  { "gender", N_("Women or men"), N_("Whether the help is meant for women, for men or for everybody."), "eligibility", NULL, ENUM(gender, gender) },
  { "relation", N_("Violence towards whom"), N_("Towards whom the violence is that the help is about."), "eligibility", NULL, SET(relations, relation) },
  { "only_for", N_("Only for"), N_("What somebody must be or have to take part."), "eligibility", NULL, SET(only_for, only_for) },
  { "not_with", N_("Not with"), N_("When the help does harm or does not help."), "eligibility", NULL, SET(not_with, not_with) },
  { "life_area", N_("Other parts of life"), N_("What the help is for besides, or instead of, violence."), "focus", NULL, SET(life_areas, life_area) },
  { "costs", N_("Costs"), N_("What somebody who takes part pays."), "costs", NULL, SET(costs, cost_kind) },
  { "recognition", N_("Recognition"), N_("How far the method has been assessed by a recognition committee. Two scales exist: the source is a separate attribute."), "recognition",
    "The level, as the code of the term.", ENUM(recognition, recognition) },
  { "kind", N_("Kind"), N_("Help, a measure, or a step towards help. A ban is a measure, a talk during a ban a step."), "kind", NULL, ENUM(kind, offer_kind) },
  { "stage", N_("Status"), N_("Our own status, which tells a pilot from what runs."), "stage", NULL, ENUM(status, offer_status) },
  { "feature", N_("Features"), N_("What the help does or does not offer. Not listed: not known."), "feature",
    "\"yes\" or \"no\". A filter on the term finds the services that have it.", .from = OF_FEATURES },
  { "fact", N_("More facts"), N_("What the standard has no place for, in words or numbers."), "fact",
    "The fact itself. wait_days: days, then \"; \" and the date on which that was reported, if known. capacity: places in all. "
    "partners: names of the other organisations that give it, \"; \" between. Otherwise a text.", .from = OF_FACTS },
};
const size_t hsds_taxonomy_count = COUNT(hsds_taxonomy_table);

/* --- features and facts --------------------------------------------------------------- */

/* Every question of an offer that is answered by yes or no, in their order. */
const struct field *hsds_feature(unsigned number)
{
  for (size_t i = 0; i < offer_record.count; i++) {
    const struct field *const f = &offer_record.fields[i];
    if (f->kind == FIELD_ENUM && f->values == &yes_no_choices && --number == 0) return f;
  }
  return NULL;
}

const struct field *hsds_fact(unsigned number)
{
  static const char *const names[] = { "wait_days", "capacity", "duration", "frequency", "description", "contraindications",
    "recognition_source", "evidence", "status_note", "source", "partners" };
  return number <= COUNT(names) ? record_field(&offer_record, names[number - 1]) : NULL;
}

/* --- terms ------------------------------------------------------------------------------ */

static const struct field *field_behind(struct hsds_term t)
{
  return t.taxonomy->from == OF_FEATURES ? hsds_feature(t.number) : hsds_fact(t.number);
}

unsigned hsds_term_count(const struct hsds_taxonomy *t)
{
  unsigned n = 0;
  if (t->choices) return (unsigned)t->choices->count - 1;
  while (field_behind((struct hsds_term){ t, n + 1 })) n++;
  return n;
}

const char *hsds_term_key(struct hsds_term t)
{
  return t.taxonomy->choices ? t.taxonomy->choices->at[t.number].key : field_behind(t)->name;
}
const char *hsds_term_label(struct hsds_term t)
{
  return t.taxonomy->choices ? t.taxonomy->choices->at[t.number].label : field_behind(t)->label;
}

/* Where the label alone does not tell enough. */
const char *hsds_term_description(struct hsds_term t)
{
  static const struct { const char *taxonomy, *key, *text; } more[] = {
    { "phase", "early", N_("There have been first incidents, or somebody fears that it goes wrong.") },
    { "phase", "direct", N_("Somebody at home is in danger now; first everybody must be safe.") },
    { "phase", "riskcare", N_("Whoever helps works on the risks behind the violence, so that it stays safe at home.") },
    { "phase", "recovery", N_("It has become safe; people recover from what happened.") },
    { "recognition", "described", N_("The method is well described.") },
    { "recognition", "founded", N_("The method is well founded in theory (level I).") },
    { "recognition", "first_indications", N_("There are first indications that the method works (level II).") },
    { "recognition", "good_indications", N_("There are good indications that the method works (level III).") },
    { "recognition", "strong_indications", N_("There are strong indications that the method works (level IV).") },
    { "recognition", "treatment", N_("A treatment, which is not a method in a database of interventions.") },
    { "recognition", "not_assessed", N_("No committee has assessed the method.") },
    { "kind", "help", N_("Help to stop violence, or to recover from it.") },
    { "kind", "measure", N_("A duty or a ban that an authority lays on somebody.") },
    { "kind", "step", N_("A moment of contact that leads to help, and is not help itself.") },
    { "feature", "example", N_("Example data from public reports, not verified by the provider.") },
  };
  for (size_t i = 0; i < COUNT(more); i++)
    if (strcmp(more[i].taxonomy, t.taxonomy->key) == 0 && strcmp(more[i].key, hsds_term_key(t)) == 0) return more[i].text;
  return hsds_term_label(t);
}

struct id hsds_taxonomy_id(const struct hsds_taxonomy *t) { return hsds_id("taxonomy", ID_NONE, t->key); }
struct id hsds_term_id(struct hsds_term t) { return hsds_id("taxonomy_term", hsds_taxonomy_id(t.taxonomy), hsds_term_key(t)); }

const struct hsds_taxonomy *hsds_taxonomy_find(struct id id)
{
  for (size_t i = 0; i < hsds_taxonomy_count; i++)
    if (id_same(hsds_taxonomy_id(&hsds_taxonomy_table[i]), id)) return &hsds_taxonomy_table[i];
  return NULL;
}

bool hsds_term_find(struct id id, struct hsds_term *out)
{
  for (size_t i = 0; i < hsds_taxonomy_count; i++) {
    const struct hsds_taxonomy *const t = &hsds_taxonomy_table[i];
    for (unsigned n = 1, count = hsds_term_count(t); n <= count; n++) {
      const struct hsds_term term = { t, n };
      if (!id_same(hsds_term_id(term), id)) continue;
      *out = term;
      return true;
    }
  }
  return false;
}

const char *hsds_labels(struct hsds *h, const struct choices *values, struct set v)
{
  struct buf b = { 0 };
  for (unsigned i = 1; i < values->count; i++) {
    if (!set_has(v, i)) continue;
    if (b.len) put(&b, ", ");
    put(&b, tr(h->c, values->at[i].label));
  }
  return b.len ? buf_to_arena(&h->c->arena, &b) : NULL;
}

/* --- writing ------------------------------------------------------------------------------ */

static void put_taxonomy(struct hsds *h, const struct hsds_taxonomy *t)
{
  json_id(&h->j, "id", hsds_taxonomy_id(t));
  json_str(&h->j, "name", tr(h->c, t->label));
  json_str(&h->j, "description", tr(h->c, t->description));
}

void hsds_write_taxonomy(struct hsds *h, const void *taxonomy)
{
  json_open(&h->j, '{');
  put_taxonomy(h, taxonomy);
  json_close(&h->j);
}

static void put_term(struct hsds *h, struct hsds_term term)
{
  json_id(&h->j, "id", hsds_term_id(term));
  json_str(&h->j, "code", hsds_term_key(term));
  json_str(&h->j, "name", tr(h->c, hsds_term_label(term)));
  json_str(&h->j, "description", tr(h->c, hsds_term_description(term)));
  json_id(&h->j, "taxonomy_id", hsds_taxonomy_id(term.taxonomy));
  json_str(&h->j, "taxonomy", tr(h->c, term.taxonomy->label));
  json_str(&h->j, "language", h->c->lang == LANG_EN ? "en" : "nl");
}

void hsds_write_term_of(struct hsds *h, struct hsds_term term)
{
  json_open(&h->j, '{');
  put_term(h, term);
  json_close(&h->j);
}

void hsds_write_term(struct hsds *h, const void *item)
{
  const struct hsds_term term = *(const struct hsds_term *)item;
  json_open(&h->j, '{');
  put_term(h, term);
  json_begin(&h->j, "taxonomy_detail", '{');
  put_taxonomy(h, term.taxonomy);
  json_close(&h->j);
  json_close(&h->j);
}
