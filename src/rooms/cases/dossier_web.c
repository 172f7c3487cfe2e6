/* The dossier: what is known now, the curves, and the timeline with its filters. */
#include "cases_web.h"
#include "html.h"
#include "text.h"

static const struct field query_fields[] = {
  F_TEXT(timeline_query, kind,  OPTIONAL, N_("What"), .max = 40),
  F_TEXT(timeline_query, about, OPTIONAL, N_("About whom"), .max = 40),
  F_DATE(timeline_query, since, OPTIONAL, N_("From")),
  F_DATE(timeline_query, until, OPTIONAL, N_("Up to and including")),
};
const struct record timeline_query_record = PART(timeline_query, query_fields);

enum { LINES_MOST = 200 };

/* --- the timeline ------------------------------------------------------------------------------------------- */

struct found { const struct case_kind *kind; const void *row; };

static bool wanted(const struct timeline_query *q, const struct case_kind *k, const void *row, struct id about)
{
  const struct case_part *const p = case_part_of(row);
  if (q->kind && strcmp(q->kind, k->key) != 0) return false;
  if (date_known(q->since) && date_before(p->day, q->since)) return false;
  if (date_known(q->until) && date_before(q->until, p->day)) return false;
  if (!id_known(about)) return true;
  return id_same(p->about, about) || (k == &case_kinds[KIND_INCIDENT] && id_same(((const struct incident *)row)->against, about));
}

static int newest_first(const void *a, const void *b)
{
  const struct found *const x = a, *const y = b;
  return case_part_order(case_part_of(x->row), case_part_of(y->row));
}

static int timeline_of(struct ctx *c, const struct case_file *f, const struct list rows[static KIND_COUNT], struct dossier_view *v)
{
  size_t all = 0, n = 0;
  struct id about = ID_NONE;
  if (v->query->about) (void)!id_parse(v->query->about, &about);
  for (int k = 0; k < KIND_COUNT; k++) all += rows[k].count;
  struct found *const found = arena_new(&c->arena, struct found, all + 1);
  for (int k = 0; k < KIND_COUNT; k++)
    for (size_t i = 0; i < rows[k].count; i++) {
      const void *const row = list_row(case_kinds[k].rec, rows[k], i);
      if (wanted(v->query, &case_kinds[k], row, about)) found[n++] = (struct found){ &case_kinds[k], row };
    }
  if (n) qsort(found, n, sizeof *found, newest_first);
  v->more = n > LINES_MOST ? n - LINES_MOST : 0;
  v->lines = (struct timeline_line_list){ arena_new(&c->arena, struct timeline_line, n + 1), 0 };
  for (size_t i = 0; i < n - v->more; i++) TRY(line_of_part(c, f, found[i].kind, found[i].row, &v->lines.at[v->lines.count++]));
  return OK;
}

/* --- what is known now -------------------------------------------------------------------------------------- */

/* The newest of a kind that counts, of each person; of risks each that is there. */
static int add_now(struct ctx *c, const struct case_file *f, const struct list rows[static KIND_COUNT], int kind, struct timeline_line_list *out)
{
  const struct case_kind *const k = &case_kinds[kind];
  for (size_t i = 0; i < rows[kind].count; i++) {
    const void *const row = list_row(k->rec, rows[kind], i);
    bool newer = false;
    for (size_t n = 0; n < i && !newer; n++) {
      const void *const before = list_row(k->rec, rows[kind], n);
      newer = case_part_counts(before) && id_same(case_part_of(before)->about, case_part_of(row)->about) &&
        (kind != KIND_RISK || ((const struct risk *)before)->factor == ((const struct risk *)row)->factor);
    }
    if (!case_part_counts(row) || newer || (kind == KIND_RISK && ((const struct risk *)row)->state > RISK_SUSPECTED)) continue;
    TRY(line_of_part(c, f, k, row, &out->at[out->count++]));
  }
  return OK;
}

static const char *motivated(struct ctx *c, const void *row)
{
  const enum motivation type = ((const struct motivation_note *)row)->type;
  return type ? tr(c, motivation_label(type)) : NULL;
}
static const char *scored(struct ctx *c, const void *row) { return tr(c, scored_by_label(((const struct safety_score *)row)->by)); }

static int now_of(struct ctx *c, const struct case_file *f, const struct list rows[static KIND_COUNT], struct dossier_view *v)
{
  static const struct curve safety = { scored, offsetof(struct safety_score, score) }, wish = { motivated, offsetof(struct motivation_note, wish) };
  v->now.at = arena_new(&c->arena, struct timeline_line, rows[KIND_PROFILE].count + rows[KIND_PATTERN].count + rows[KIND_RISK].count + rows[KIND_GENERATION].count + 1);
  TRY(add_now(c, f, rows, KIND_PROFILE, &v->now));
  TRY(add_now(c, f, rows, KIND_PATTERN, &v->now));
  TRY(add_now(c, f, rows, KIND_RISK, &v->now));
  TRY(add_now(c, f, rows, KIND_GENERATION, &v->now));
  charts_of(c, f, &safety_score_record, rows[KIND_SAFETY], &safety, &v->safety);
  charts_of(c, f, &motivation_note_record, rows[KIND_MOTIVATION], &wish, &v->motivation);
  return OK;
}

/* --- the page ------------------------------------------------------------------------------------------------ */

static void choices_of(struct ctx *c, const struct case_file *f, struct dossier_view *v)
{
  const struct choices abouts = case_abouts_of(c, f, NULL);
  v->adds.at = arena_new(&c->arena, struct add_link, KIND_COUNT);
  v->kinds.at = arena_new(&c->arena, struct kind_option, KIND_COUNT);
  v->abouts.at = arena_new(&c->arena, struct about_option, abouts.count + 1);
  for (int k = 0; k < KIND_COUNT; k++) {
    const struct case_kind *const kind = &case_kinds[k];
    v->adds.at[v->adds.count++] = (struct add_link){ kind->add, path_of_id(c, HOUSEHOLDS, f->file.household.id, JOIN(&c->arena, "/", kind->key)) };
    v->kinds.at[v->kinds.count++] = (struct kind_option){ kind->key, kind->name, v->query->kind && strcmp(v->query->kind, kind->key) == 0 };
  }
  for (size_t i = 1; i < abouts.count; i++)
    v->abouts.at[v->abouts.count++] = (struct about_option){ abouts.at[i].key, abouts.at[i].label, v->query->about && strcmp(v->query->about, abouts.at[i].key) == 0 };
}

int show_dossier(struct ctx *c)
{
  struct case_file f;
  struct list rows[KIND_COUNT];
  struct dossier_view v = { .may_write = case_may_write(c), .query = form_row(c, timeline_query) };
  TRY(case_of_path(c, &f));
  for (int k = 0; k < KIND_COUNT; k++) TRY(case_parts_of(c, &case_kinds[k], &f, &rows[k]));
  v.household = &f.file.household;
  v.narrowed = v.query->kind || v.query->about || date_known(v.query->since) || date_known(v.query->until);
  TRY(together_now(c, &f, &v.together));
  TRY(timeline_of(c, &f, rows, &v));
  TRY(now_of(c, &f, rows, &v));
  choices_of(c, &f, &v);
  const struct page page = { .title = tr(c, N_("Dossier")), .current = HOUSEHOLDS, .noindex = true, .work = true };
  page_begin(c, &page);
  view_dossier(c, &v);
  return page_end(c, &page);
}
