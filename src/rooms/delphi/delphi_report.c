#include "delphi_report.h"
#include "delphi_rounds.h"
#include "csv.h"
#include "html.h"
#include "text.h"
#include "verdicts_json.h"

/* --- ratings, as the analysis counts them ------------------------------------------------------------------------------------ */

/* Experts as numbers, in the order of their ratings and anew for each group, statement and round: one number everywhere would tell what somebody
 * rated by what they left out. */
enum { CELL_MOST = 400 };
struct reading_ratings { struct ratings to; struct buf *b; size_t count, expert; char cell[CELL_MOST]; };

static struct rating rating_of(struct ctx *c, struct reading_ratings *r, const struct delphi_line *l)
{
  const char *const cell = JOIN(&c->arena, arg_num(c, l->round), "|", l->code, "|", l->group_name);
  if (strncmp(cell, r->cell, CELL_MOST - 1) != 0) { snprintf(r->cell, CELL_MOST, "%s", cell); r->expert = 0; }
  return (struct rating){ .round = l->round, .group = l->group_name, .expert = arg_size(&c->arena, ++r->expert), .statement = l->code, .rating = l->rating };
}

static int count_one(struct ctx *c, const void *row, void *arg)
{
  struct reading_ratings *const r = arg;
  const struct rating one = rating_of(c, r, row);
  r->count++;
  return ratings_add(c, &r->to, &one);
}

static int write_one(struct ctx *c, const void *row, void *arg)
{
  struct reading_ratings *const r = arg;
  const struct rating one = rating_of(c, r, row);
  csv_row(&rating_record, &one, r->b);
  return r->b->failed ? fail(c, ERR_FULL, NULL, N_("There are too many ratings for one file.")) : OK;
}

bool delphi_has_results(const struct delphi_study *s) { return s->stage == DELPHI_BETWEEN || s->stage == DELPHI_CLOSED; }

int delphi_ratings_csv(struct ctx *c, const struct delphi_study *s, struct buf *b)
{
  struct reading_ratings r = { .b = b };
  csv_head(&rating_record, b);
  return delphi_ratings_each(c, s->id, write_one, &r);
}

static void release(void *of)
{
  struct reading_ratings *const r = of;
  ratings_release(&r->to);
}

/* Counted for as long as the request lasts: verdicts point into it. */
static int judge(struct ctx *c, const struct delphi_study *s, struct verdicts *out, size_t *count)
{
  struct reading_ratings *const r = arena_new(&c->arena, struct reading_ratings, 1);
  ctx_defer(c, release, r);
  TRY(delphi_ratings_each(c, s->id, count_one, r));
  *out = ratings_judge(c, &r->to, delphi_terms(s));
  *count = r->count;
  return OK;
}

int delphi_verdicts_json(struct ctx *c, const struct delphi_study *s, struct buf *b)
{
  struct verdicts v;
  size_t count;
  TRY(judge(c, s, &v, &count));
  verdicts_json(&v, delphi_terms(s), b);
  return OK;
}

/* --- the report ------------------------------------------------------------------------------------------------------------------- */

static const struct statement_verdict *verdict_on(const struct verdicts *v, const char *code)
{
  size_t from = 0, to = v->count;                              /* by name */
  while (from < to) {
    const size_t at = from + (to - from) / 2;
    const int d = strcmp(code, v->at[at].statement);
    if (d == 0) return &v->at[at];
    if (d < 0) to = at; else from = at + 1;
  }
  return NULL;
}

static struct delphi_finding finding_of(struct ctx *c, const struct delphi_study *s, const struct delphi_statement *statement, const struct statement_verdict *v)
{
  struct delphi_finding f = { .statement = statement, .groups = arena_new(&c->arena, struct group_verdict, s->groups.count + 1) };
  int32_t lowest = INT32_MAX, highest = 0;
  for (size_t i = 0; i < s->groups.count; i++) {
    f.groups[i].group = s->groups.at[i].name;
    for (size_t k = 0; v && k < v->count; k++) if (strcmp(v->groups[k].group, f.groups[i].group) == 0) f.groups[i] = v->groups[k];
    const struct group_verdict *const g = &f.groups[i];
    if (!g->round) continue;
    f.unsettled += !g->is.agreed;
    if (g->is.median < lowest) lowest = g->is.median;
    if (g->is.median > highest) highest = g->is.median;
  }
  f.important = v ? v->important : 0;
  f.apart = highest > lowest ? highest - lowest : 0;
  return f;
}

static int by_code(const struct delphi_finding *a, const struct delphi_finding *b) { return strcmp(a->statement->code, b->statement->code); }
static int by_importance(const void *a, const void *b)
{
  const struct delphi_finding *const x = a, *const y = b;
  return x->important != y->important ? (x->important > y->important ? -1 : 1) : by_code(x, y);
}
static int by_distance(const void *a, const void *b)
{
  const struct delphi_finding *const x = a, *const y = b;
  if (x->apart != y->apart) return x->apart > y->apart ? -1 : 1;
  return x->unsettled != y->unsettled ? (x->unsettled > y->unsettled ? -1 : 1) : by_code(x, y);
}

static size_t raters_of(const struct delphi_study *s, const struct delphi_finding *f)
{
  size_t n = 0;
  for (size_t i = 0; i < s->groups.count; i++) n += f->groups[i].round != 0;
  return n;
}

/* A statement about which groups, or everybody within them, see it otherwise. */
static bool is_apart(const struct delphi_study *s, const struct delphi_finding *f) { return f->apart >= QUARTERS || (raters_of(s, f) && f->unsettled == raters_of(s, f)); }

/* Themes as they first come, so that what belongs together stands together. */
static void sort_by_theme(struct ctx *c, const struct delphi_statement_list *in, const struct delphi_statement **out)
{
  bool *const taken = arena_new(&c->arena, bool, in->count + 1);
  size_t n = 0;
  for (size_t i = 0; i < in->count; i++)
    for (size_t k = i; !taken[i] && k < in->count; k++) {
      if (taken[k] || strcmp(in->at[k].theme, in->at[i].theme) != 0) continue;
      out[n++] = &in->at[k];
      if (k > i) taken[k] = true;
    }
}

int delphi_report(struct ctx *c, const struct delphi_study *s, struct delphi_report *out)
{
  struct delphi_statement_list statements;
  struct verdicts v;
  struct delphi_report r = { .ratings = 0 };
  TRY(delphi_statements_of(c, s->id, &statements));
  TRY(judge(c, s, &v, &r.ratings));
  const struct delphi_statement **const sorted = arena_new(&c->arena, const struct delphi_statement *, statements.count + 1);
  sort_by_theme(c, &statements, sorted);
  r.all.at = arena_new(&c->arena, struct delphi_finding, statements.count + 1);
  r.table.at = arena_new(&c->arena, struct delphi_finding, statements.count + 1);
  r.apart.at = arena_new(&c->arena, struct delphi_finding, statements.count + 1);
  for (size_t i = 0; i < statements.count; i++) {
    struct delphi_finding *const f = &r.all.at[r.all.count++];
    *f = finding_of(c, s, sorted[i], verdict_on(&v, sorted[i]->code));
    f->by_theme = i == 0 || strcmp(sorted[i]->theme, sorted[i - 1]->theme) != 0;
    if (f->important >= IMPORTANT_GROUPS_LEAST) r.table.at[r.table.count++] = *f;
    if (is_apart(s, f)) r.apart.at[r.apart.count++] = *f;
  }
  qsort(r.table.at, r.table.count, sizeof *r.table.at, by_importance);
  qsort(r.apart.at, r.apart.count, sizeof *r.apart.at, by_distance);
  if (r.apart.count > DELPHI_APART_MOST) r.apart.count = DELPHI_APART_MOST;
  *out = r;
  return OK;
}

int delphi_agreed(struct ctx *c, struct id study, struct delphi_agreed_list *out)
{
  struct delphi_study s;
  struct delphi_report r;
  TRY(delphi_study_get(c, study, &s));
  if (s.stage != DELPHI_CLOSED) return fail(c, ERR_INVALID, NULL, N_("This study is not finished yet."));
  TRY(delphi_report(c, &s, &r));
  *out = (struct delphi_agreed_list){ arena_new(&c->arena, struct delphi_agreed, r.table.count + 1), r.table.count };
  for (size_t i = 0; i < r.table.count; i++) {
    const struct delphi_statement *const of = r.table.at[i].statement;
    out->at[i] = (struct delphi_agreed){ of->code, of->theme, of->text, of->text_en, r.table.at[i].important };
  }
  return OK;
}

/* --- what is asked again ------------------------------------------------------------------------------------------------------------- */

/* Statements of that group's ratings in that round alone: what it agreed on then does not change by what comes later. */
int delphi_unsettled(struct ctx *c, const struct delphi_study *s, const char *group, int round, struct id_list *out)
{
  struct delphi_statement_list statements;
  struct delphi_count_list counts;
  const struct consensus_terms terms = delphi_terms(s);
  TRY(delphi_statements_of(c, s->id, &statements));
  TRY(delphi_counts_of_group(c, s->id, group, round, &counts));
  struct id_list list = { arena_new(&c->arena, struct id, statements.count + 1), 0 };
  for (size_t i = 0; i < statements.count; i++) {
    struct tally t = { { 0 } };
    for (size_t k = 0; k < counts.count; k++)
      if (id_same(counts.at[k].statement, statements.at[i].id)) t.of[counts.at[k].rating.n - RATING_LEAST] = (uint32_t)counts.at[k].n.n;
    if (!consensus_of(&t, terms.quantile, terms.range_limit).agreed) list.at[list.count++] = statements.at[i].id;
  }
  *out = list;
  return OK;
}

static bool takes_part(const struct delphi_expert_list *experts, const char *group)
{
  for (size_t i = 0; i < experts->count; i++) if (!instant_known(experts->at[i].stopped) && strcmp(experts->at[i].group_name, group) == 0) return true;
  return false;
}

/* Of groups in which somebody can still be asked. */
int delphi_keep_again(struct ctx *c, const struct delphi_study *s, size_t *count)
{
  struct delphi_expert_list experts;
  *count = 0;
  TRY(delphi_experts_of(c, s->id, &experts));
  for (size_t g = 0; g < s->groups.count; g++) {
    struct id_list left;
    if (!takes_part(&experts, s->groups.at[g].name)) continue;
    TRY(delphi_unsettled(c, s, s->groups.at[g].name, ROUND_RATED_FIRST, &left));
    for (size_t i = 0; i < left.count; i++)
      TRY(global_insert(c, delphi_again, &((struct delphi_again){ .study = s->id, .group_name = s->groups.at[g].name, .statement = left.at[i] }), NULL));
    *count += left.count;
  }
  return OK;
}

/* --- statements, with what stands behind them ------------------------------------------------------------------------------------------ */

struct statement_line { const char *code, *theme, *text, *text_en, *answers; };
DECLARE_RECORD(statement_line);
static const struct field statement_line_fields[] = {
  F_TEXT(statement_line, code,    OPTIONAL, N_("Code")),
  F_TEXT(statement_line, theme,   OPTIONAL, N_("Theme")),
  F_TEXT(statement_line, text,    OPTIONAL, N_("Statement")),
  F_TEXT(statement_line, text_en, OPTIONAL, N_("In English")),
  F_TEXT(statement_line, answers, OPTIONAL, N_("Answers")),
};
const struct record statement_line_record = PART(statement_line, statement_line_fields);

/* "zorgprofessionals 3, bestuurders 1" */
static const char *answers_behind(struct ctx *c, const struct delphi_study *s, const struct delphi_coded_list *answers, struct id statement)
{
  struct buf b = { 0 };
  for (size_t g = 0; g < s->groups.count; g++) {
    size_t n = 0;
    for (size_t i = 0; i < answers->count; i++) n += id_same(answers->at[i].answer.statement, statement) && strcmp(answers->at[i].group, s->groups.at[g].name) == 0;
    if (!n) continue;
    if (b.len) put(&b, ", ");
    put(&b, s->groups.at[g].name);
    put_char(&b, ' ');
    put_int(&b, (int64_t)n);
  }
  return b.len ? buf_to_arena(&c->arena, &b) : NULL;
}

int delphi_statements_csv(struct ctx *c, const struct delphi_study *s, struct buf *b)
{
  struct delphi_statement_list statements;
  struct delphi_coded_list answers;
  TRY(delphi_statements_of(c, s->id, &statements));
  TRY(delphi_answers(c, s, &answers));
  csv_head(&statement_line_record, b);
  for (size_t i = 0; i < statements.count; i++) {
    const struct delphi_statement *const of = &statements.at[i];
    csv_row(&statement_line_record, &((struct statement_line){ of->code, of->theme, of->text, of->text_en, answers_behind(c, s, &answers, of->id) }), b);
  }
  return OK;
}
