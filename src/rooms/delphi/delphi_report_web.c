/* What a study found, on a page and as files. */
#include "delphi_web.h"
#include "html.h"
#include "questionnaires_room.h"
#include "say.h"
#include "text.h"
#include "verdicts_json.h"

static int of_path(struct ctx *c, struct delphi_study *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return delphi_study_get(c, id, out);
}

/* "5,25" in Dutch. */
const char *delphi_quarters(struct ctx *c, int32_t quarters)
{
  struct buf b = { 0 };
  put_quarters(&b, quarters);
  char *const text = buf_to_arena(&c->arena, &b), *const point = strchr(text, '.');
  if (point && c->lang == LANG_NL) *point = ',';
  return text;
}

static const char *verdict_said(const struct consensus *is)
{
  if (is->important) return N_("important");
  if (is->agreed) return N_("less important");
  return is->rule == CONSENSUS_NONE ? N_("one rating only") : N_("no consensus");
}

static struct delphi_cell cell_of(struct ctx *c, const struct group_verdict *g)
{
  struct delphi_cell cell = { .group = g->group };
  struct buf b = { 0 };
  if (!g->round) return cell;
  cell.verdict = tr(c, verdict_said(&g->is));
  cell.important = g->is.important;
  cell.agreed = g->is.agreed;
  const bool range = g->is.rule == CONSENSUS_RANGE;
  const char *const apart = range ? count_text(c, g->is.range) : delphi_quarters(c, g->is.iqd);
  put_filled(&b, tr(c, g->is.rule == CONSENSUS_NONE ? N_("median %1$s, n %3$s, round %4$s") : range ? N_("median %1$s, range %2$s, n %3$s, round %4$s")
    : N_("median %1$s, IQD %2$s, n %3$s, round %4$s")), (const char *const[]){ delphi_quarters(c, g->is.median), apart, count_text(c, g->is.n), count_text(c, g->round), NULL });
  cell.numbers = buf_to_arena(&c->arena, &b);
  return cell;
}

static struct delphi_finding_row_list rows_of(struct ctx *c, const struct delphi_study *s, const struct delphi_finding_list *in)
{
  const struct delphi_finding_row_list list = { arena_new(&c->arena, struct delphi_finding_row, in->count + 1), in->count };
  for (size_t i = 0; i < in->count; i++) {
    const struct delphi_finding *const f = &in->at[i];
    struct delphi_finding_row *const row = &list.at[i];
    *row = (struct delphi_finding_row){ f, c->lang == LANG_EN && f->statement->text_en ? f->statement->text_en : f->statement->text, delphi_quarters(c, f->apart),
      arena_new(&c->arena, struct delphi_cell, s->groups.count + 1), s->groups.count };
    for (size_t g = 0; g < row->count; g++) row->at[g] = cell_of(c, &f->groups[g]);
  }
  return list;
}

int show_delphi_report(struct ctx *c)
{
  struct delphi_study s;
  struct delphi_report r;
  TRY(of_path(c, &s));
  struct delphi_report_view v = { .study = &s, .ready = delphi_has_results(&s), .interim = s.stage == DELPHI_BETWEEN };
  TRY(delphi_participation(c, &s, &v.parts));
  if (v.ready) {
    TRY(delphi_report(c, &s, &r));
    TRY(delphi_remarks_of_study(c, s.id, &v.remarks));
    v.all = rows_of(c, &s, &r.all);
    v.table = rows_of(c, &s, &r.table);
    v.apart = rows_of(c, &s, &r.apart);
  }
  const struct page page = { .title = tr(c, N_("Results")), .current = DELPHI_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_delphi_report(c, &v);
  return page_end(c, &page);
}

int make_delphi_criteria(struct ctx *c)
{
  struct id id, questionnaire;
  TRY(path_id(c, &id));
  TRY(delphi_criteria(c, id, &questionnaire));
  return redirect_done(c, path_of_id(c, QUESTIONS_PATH, questionnaire, NULL), "toegevoegd");
}

/* --- files --------------------------------------------------------------------------------------------------------------------- */

static int ready_study(struct ctx *c, struct delphi_study *out)
{
  TRY(of_path(c, out));
  return delphi_has_results(out) ? OK : not_there(c);
}

int send_delphi_ratings(struct ctx *c)
{
  struct delphi_study s;
  TRY(ready_study(c, &s));
  TRY(delphi_ratings_csv(c, &s, &c->out));
  respond_header(c, "Content-Disposition", "attachment; filename=\"oordelen.csv\"");
  return respond(c, 200, "text/csv; charset=utf-8");
}

int send_delphi_verdicts(struct ctx *c)
{
  struct delphi_study s;
  TRY(ready_study(c, &s));
  TRY(delphi_verdicts_json(c, &s, &c->out));
  put_char(&c->out, '\n');
  respond_header(c, "Content-Disposition", "attachment; filename=\"uitkomsten.json\"");
  return respond(c, 200, "application/json");
}

int send_delphi_statements(struct ctx *c)
{
  struct delphi_study s;
  TRY(of_path(c, &s));
  TRY(delphi_statements_csv(c, &s, &c->out));
  respond_header(c, "Content-Disposition", "attachment; filename=\"stellingen.csv\"");
  return respond(c, 200, "text/csv; charset=utf-8");
}
