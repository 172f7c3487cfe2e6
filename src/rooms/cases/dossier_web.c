/* The dossier: what is known now, the curves, and the timeline with its filters. */
#include "cases_web.h"
#include "html.h"
#include "text.h"
#include "timeline.h"

static const struct field query_fields[] = {
  F_TEXT(timeline_query, kind,  OPTIONAL, N_("What"), .max = 40),
  F_TEXT(timeline_query, about, OPTIONAL, N_("About whom"), .max = 40),
  F_DATE(timeline_query, since, OPTIONAL, N_("From")),
  F_DATE(timeline_query, until, OPTIONAL, N_("Up to and including")),
  F_TEXT(timeline_query, after, OPTIONAL, N_("Page"), .max = 80),
};
const struct record timeline_query_record = PART(timeline_query, query_fields);

/* --- the timeline ------------------------------------------------------------------------------------------- */

static const char *page_path(struct ctx *c, const struct case_file *f, const struct timeline_query *of, const char *after)
{
  struct timeline_query q = *of;
  struct buf b = { 0 };
  q.after = after;
  form_query(timeline_query, &q, &b);
  const char *const query = buf_to_arena(&c->arena, &b);
  return JOIN(&c->arena, path_of_id(c, HOUSEHOLDS, f->file.household.id, "/dossier"), *query ? "?" : "", query);
}

/* What of the filter cannot be read. Then nothing is shown, rather than what was not asked for. */
static const char *filter_wrong(struct ctx *c, const struct timeline_query *q, const struct timeline_ask *ask)
{
  if ((q->kind && !ask->kind) || (q->about && !id_known(ask->about)) || c->form->errors) return tr(c, N_("Part of what you chose cannot be read. Choose again."));
  if (date_known(q->since) && date_known(q->until) && date_before(q->until, q->since)) return tr(c, N_("The last day lies before the first. Choose again."));
  return NULL;
}

static int lines_of(struct ctx *c, const struct case_file *f, const struct list rows[static KIND_COUNT], struct dossier_view *v)
{
  const struct timeline_query *const q = v->query;
  struct timeline_part_list found;
  struct timeline_ask ask = { .since = q->since, .until = q->until };
  const char *next;
  if (q->about) (void)!id_parse(q->about, &ask.about);
  if (q->kind) ask.kind = case_kind_named(q->kind);
  v->wrong = filter_wrong(c, q, &ask);
  if (v->wrong) return OK;
  timeline_of(c, f, rows, &ask, &found);
  timeline_cut(c, &found, q->after, &next);
  if (next) v->older = page_path(c, f, q, next);
  if (q->after) v->newest = page_path(c, f, q, NULL);
  v->lines = (struct timeline_line_list){ arena_new(&c->arena, struct timeline_line, found.count + 1), 0 };
  for (size_t i = 0; i < found.count; i++) TRY(line_of_part(c, f, found.at[i].kind, found.at[i].row, &v->lines.at[v->lines.count++]));
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
      newer = case_part_counts(before) && file_same(&f->file, case_part_of(before)->about, case_part_of(row)->about) &&
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
  static const struct series score[] = { { N_("Safety, 0 to 10"), offsetof(struct safety_score, score) } };
  static const struct series drives[] = { { N_("Own wish"), offsetof(struct motivation_note, wish) }, { N_("Outside pressure"), offsetof(struct motivation_note, pressure) },
    { N_("Doubt"), offsetof(struct motivation_note, doubt) } };
  static const struct curve safety = { scored, { score, COUNT(score) } }, motivation = { motivated, { drives, COUNT(drives) } };
  v->now.at = arena_new(&c->arena, struct timeline_line, rows[KIND_PROFILE].count + rows[KIND_PATTERN].count + rows[KIND_RISK].count + rows[KIND_GENERATION].count + 1);
  TRY(add_now(c, f, rows, KIND_PROFILE, &v->now));
  TRY(add_now(c, f, rows, KIND_PATTERN, &v->now));
  TRY(add_now(c, f, rows, KIND_RISK, &v->now));
  TRY(add_now(c, f, rows, KIND_GENERATION, &v->now));
  charts_of(c, f, &safety_score_record, rows[KIND_SAFETY], &safety, &v->safety);
  charts_of(c, f, &motivation_note_record, rows[KIND_MOTIVATION], &motivation, &v->motivation);
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
  TRY(timeline_rows(c, &f, NULL, rows));
  v.household = &f.file.household;
  v.narrowed = v.query->kind || v.query->about || date_known(v.query->since) || date_known(v.query->until);
  TRY(together_said(c, &f, &v.together));
  TRY(lines_of(c, &f, rows, &v));
  TRY(now_of(c, &f, rows, &v));
  choices_of(c, &f, &v);
  const struct page page = { .title = tr(c, N_("Dossier")), .current = HOUSEHOLDS, .noindex = true, .work = true };
  page_begin(c, &page);
  view_dossier(c, &v);
  return page_end(c, &page);
}
