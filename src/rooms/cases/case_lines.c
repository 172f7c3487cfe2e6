/* A part of any kind as the timeline shows it: its text first, then every other answer with its question. */
#include "cases_web.h"
#include "html.h"
#include "text.h"

static const char *const not_a_fact[] = { "place", "about", "day", "time", "struck", "household", "writer", "written", "against" };

static bool is_fact(const struct case_kind *k, const struct field *f)
{
  if ((k->main && strcmp(f->name, k->main) == 0) || (k->title && strcmp(f->name, k->title) == 0)) return false;
  for (size_t i = 0; i < COUNT(not_a_fact); i++) if (strcmp(f->name, not_a_fact[i]) == 0) return false;
  return true;
}

static void facts_of(struct ctx *c, const struct case_kind *k, const void *row, struct fact_list *out)
{
  out->at = arena_new(&c->arena, struct fact, k->rec->count);
  for (size_t i = 0; i < k->rec->count; i++) {
    const struct field *const f = &k->rec->fields[i];
    if (f->kind == FIELD_SET && !(field_set(f, row).bits >> 1)) continue;      /* nothing ticked says nothing: perhaps nobody asked */
    const char *const text = is_fact(k, f) ? field_said(c, f, row) : NULL;
    const char *const label = tr(c, f->label);
    const size_t n = strlen(label);
    if (text && *text) out->at[out->count++] = (struct fact){ n && label[n - 1] == '?' ? label : JOIN(&c->arena, label, ":"), text };
  }
}

int line_of_part(struct ctx *c, const struct case_file *f, const struct case_kind *k, const void *row, struct timeline_line *out)
{
  const struct case_part *const p = case_part_of(row);
  const struct field *const main = k->main ? record_field(k->rec, k->main) : NULL;
  *out = (struct timeline_line){ .day = p->day, .kind = k->name,
    .title = k->title ? field_said(c, record_field(k->rec, k->title), row) : NULL, .about = case_name(c, f, p->about), .text = main ? field_text(main, row) : NULL,
    .struck = case_part_counts(p) ? NULL : p->struck, .place = case_part_place(k, p->place), .row = row,
    .path = case_may_write(c) ? path_of_id(c, JOIN(&c->arena, PARTS_PATH "/", k->key), p->id, NULL) : NULL };
  if (k == &case_kinds[KIND_INCIDENT]) {
    const struct incident *const i = row;
    out->time = i->time;
    out->against = case_name(c, f, i->against);
  }
  facts_of(c, k, row, &out->facts);
  TRY(case_part_changes(c, f, k, row, &out->changes));
  return case_colleague(c, f, p->writer, &out->by);
}
