/* Which texts of an offer can be searched, and how much a word weighs there. Left out on purpose: what an offer is not
 * and for whom it is not meant (`limits`, `contraindications`), which would find the opposite of what was asked, what a row
 * tells about getting in (`access_steps`: "say it if you are afraid"), and where it comes from (`source`, `evidence`). */
#include "snapshot_internal.h"
#include "text.h"

#define TEXT_FIELD(member, impact) { offsetof(struct offer, member), impact }
static const struct { size_t at; unsigned impact; } text_fields[] = {
  TEXT_FIELD(name, IN_NAME),
  TEXT_FIELD(summary, IN_SUMMARY), TEXT_FIELD(target_group, IN_SUMMARY),
  TEXT_FIELD(description, IN_DESCRIPTION),
  TEXT_FIELD(code, IN_REST), TEXT_FIELD(duration, IN_REST), TEXT_FIELD(frequency, IN_REST), TEXT_FIELD(costs_note, IN_REST),
};

/* Choices whose Dutch labels count as words of the offer; `leave` is one that does not. */
#define SET_FIELD(member, E, leave) { offsetof(struct offer, member), &E##_choices, leave }
static const struct { size_t at; const struct choices *values; unsigned leave; } set_fields[] = {
  SET_FIELD(access, access_route, ACCESS_FREE),            /* "without a referral" is not about referrals */
  SET_FIELD(costs, cost_kind, COSTS_UNKNOWN),
  SET_FIELD(formats, help_format, FORMAT_JOINT),           /* nobody is led to talks with the other by such a word */
  SET_FIELD(violence_types, violence_type, VIOLENCE_OTHER),
};
static const char *const yes_fields[] = { "evenings", "anonymous", "lvb_suited", "expert_by_experience", "aftercare", "self_registration" };

static void label_text(const char *label, each_text *each, void *of)
{
  const char *dutch = po_find(LANG_NL, label);
  if (dutch) each(of, dutch, IN_REST);
}

static void choice_texts(const struct offer *o, each_text *each, void *of)
{
  for (size_t i = 0; i < COUNT(set_fields); i++) {
    const struct set chosen = *(const struct set *)((const char *)o + set_fields[i].at);
    for (unsigned v = 1; v < set_fields[i].values->count; v++)
      if (set_has(chosen, v) && v != set_fields[i].leave) label_text(set_fields[i].values->at[v].label, each, of);
  }
  for (size_t i = 0; i < COUNT(yes_fields); i++) {
    const struct field *f = record_field(&offer_record, yes_fields[i]);
    if (f && field_enum(f, o) == YES) label_text(f->label, each, of);
  }
}

static void place_texts(const struct offer *o, const struct places *places, each_text *each, void *of)
{
  size_t n;
  for (const char *s = text_word(o->regions, &n); s; s = text_word(s + n, &n)) {
    const struct region *r = region_find(places, s, n);
    if (r) { each(of, r->name, IN_SUMMARY); each(of, r->slug, IN_REST); }
  }
  for (const char *s = text_word(o->municipalities, &n); s; s = text_word(s + n, &n)) {
    const struct municipality *m = municipality_find(places, s, n);
    if (m) { each(of, m->name, IN_SUMMARY); each(of, m->slug, IN_REST); }
  }
  for (size_t i = 0; i < o->places.count; i++) {
    if (o->places.at[i].town) each(of, o->places.at[i].town, IN_SUMMARY);
    if (o->places.at[i].name) each(of, o->places.at[i].name, IN_REST);
  }
}

void offer_texts(const struct offer_line *row, const struct places *places, each_text *each, void *of)
{
  for (size_t i = 0; i < COUNT(text_fields); i++) {
    const char *text = *(const char *const *)((const char *)&row->offer + text_fields[i].at);
    if (text) each(of, text, text_fields[i].impact);
  }
  if (row->provider) each(of, row->provider, IN_SUMMARY);
  if (row->also_by) each(of, row->also_by, IN_SUMMARY);
  choice_texts(&row->offer, each, of);
  if (places) place_texts(&row->offer, places, each, of);
}
