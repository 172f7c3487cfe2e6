/* A part of any kind as the timeline shows it: its text first, then every other answer with its question. */
#include "cases_web.h"
#include "html.h"
#include "text.h"

static const char *const not_a_fact[] = { "place", "about", "day", "time", "struck", "household", "writer", "written", "against" };

static bool is_fact(const struct case_kind *k, const struct field *f)
{
  if (k->main && strcmp(f->name, k->main) == 0) return false;
  for (size_t i = 0; i < COUNT(not_a_fact); i++) if (strcmp(f->name, not_a_fact[i]) == 0) return false;
  return true;
}

static void facts_of(struct ctx *c, const struct case_kind *k, const void *row, struct fact_list *out)
{
  out->at = arena_new(&c->arena, struct fact, k->rec->count);
  for (size_t i = 0; i < k->rec->count; i++) {
    const struct field *const f = &k->rec->fields[i];
    const char *const text = is_fact(k, f) ? field_said(c, f, row) : NULL;
    if (text && *text) out->at[out->count++] = (struct fact){ f->label, text };
  }
}

/* What names a line beside its kind: the choice that says most of it. */
static const char *title_of(struct ctx *c, const struct case_kind *k, const void *row)
{
  const size_t kind = (size_t)(k - case_kinds);
  switch (kind) {
  case KIND_NOTE:    return tr(c, contact_note_label(((const struct case_note *)row)->kind));
  case KIND_RISK:    return tr(c, risk_factor_label(((const struct risk *)row)->factor));
  case KIND_PROFILE: return tr(c, family_profile_label(((const struct profile_note *)row)->profile));
  case KIND_HELPER:  return ((const struct helper *)row)->name;
  default:           return NULL;
  }
}

int line_of_part(struct ctx *c, struct case_file *f, const struct case_kind *k, const void *row, struct timeline_line *out)
{
  const struct case_part *const p = case_part_of(row);
  const struct field *const main = k->main ? record_field(k->rec, k->main) : NULL;
  *out = (struct timeline_line){ .day = p->day, .kind = k->name, .title = title_of(c, k, row), .about = case_name(c, f, p->about), .text = main ? field_text(main, row) : NULL,
    .struck = p->struck && *p->struck ? p->struck : NULL, .place = case_place_label(p->place), .row = row,
    .path = case_may_write(c) ? path_of_id(c, JOIN(&c->arena, PARTS_PATH "/", k->key), p->id, NULL) : NULL };
  if (k == &case_kinds[KIND_INCIDENT]) {
    const struct incident *const i = row;
    out->time = i->time;
    out->against = case_name(c, f, i->against);
  }
  facts_of(c, k, row, &out->facts);
  return case_colleague(c, f, p->writer, &out->by);
}
