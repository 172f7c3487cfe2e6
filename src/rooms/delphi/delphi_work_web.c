/* Studies, for who leads them: the list, one of them with where it stands, and what can be done next. */
#include "delphi_web.h"
#include "app.h"
#include "form_page.h"
#include "html.h"
#include "outbox.h"
#include "text.h"

enum { ROUND_DAYS = 21 };                  /* what is proposed for a round */

struct delphi_row delphi_row_of(struct ctx *c, const struct delphi_study *s)
{
  const bool runs = delphi_round(s->stage) != 0;
  return (struct delphi_row){ .study = s, .state = delphi_stage_label(s->stage), .tone = runs ? "success" : s->stage == DELPHI_CODING || s->stage == DELPHI_BETWEEN ? "warning" : "neutral",
    .until = runs ? arg_date(c, s->until) : NULL };
}

static int page_of(struct ctx *c, const char *title, void (*view)(struct ctx *, const void *), const void *v)
{
  const struct page page = { .title = title, .current = DELPHI_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view(c, v);
  return page_end(c, &page);
}
static void put_studies(struct ctx *c, const void *v) { view_delphi_studies(c, v); }
static void put_monitor(struct ctx *c, const void *v) { view_delphi_monitor(c, v); }

int show_delphi_studies(struct ctx *c)
{
  struct delphi_study_list list;
  struct delphi_studies_view v;
  TRY(delphi_studies(c, &list));
  v.rows = (struct delphi_row_list){ arena_new(&c->arena, struct delphi_row, list.count + 1), list.count };
  for (size_t i = 0; i < list.count; i++) v.rows.at[i] = delphi_row_of(c, &list.at[i]);
  return page_of(c, tr(c, N_("Delphi studies")), put_studies, &v);
}

/* --- one of them ------------------------------------------------------------------------------------------------------------ */

static int of_path(struct ctx *c, struct delphi_study *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return delphi_study_get(c, id, out);
}

static const char *next_of(const struct delphi_monitor_view *v)
{
  switch (v->row.study->stage) {
  case DELPHI_DRAFT: return N_("Write the question, add experts, and open round 1. Do you have statements already? Then skip the open question.");
  case DELPHI_QUESTION: return N_("Experts answer the open question. The day after the last one the round closes by itself; you can close it earlier.");
  case DELPHI_CODING:
    return v->uncoded ? N_("Give every answer a place in a statement, or set it aside with a reason. Then open round 2.")
      : N_("Read the statements once more, and open round 2. After that they stay as they are.");
  case DELPHI_RATING: return N_("Experts rate every statement. Until the round closes you can add experts who come late.");
  case DELPHI_BETWEEN: return N_("Round 2 is in. In round 3 each group rates only the statements on which it does not agree yet, and sees how it rated them.");
  case DELPHI_AGAIN: return N_("Groups rate once more what they did not agree on. The day after the last one the study is finished by itself.");
  default: return N_("The study is finished. The results do not change any more.");
  }
}

static void add_ways(struct delphi_monitor_view *v)
{
  static const struct { enum delphi_stage from; struct delphi_way way; } ways[] = {
    { DELPHI_DRAFT,    { DELPHI_QUESTION, N_("Open round 1"), true } },
    { DELPHI_DRAFT,    { DELPHI_CODING,   N_("Skip the open question"), false } },
    { DELPHI_QUESTION, { DELPHI_CODING,   N_("Close round 1"), false } },
    { DELPHI_CODING,   { DELPHI_RATING,   N_("Open round 2"), true } },
    { DELPHI_RATING,   { DELPHI_BETWEEN,  N_("Close round 2"), false } },
    { DELPHI_BETWEEN,  { DELPHI_AGAIN,    N_("Open round 3"), true } },
    { DELPHI_BETWEEN,  { DELPHI_CLOSED,   N_("Finish without round 3"), false } },
    { DELPHI_AGAIN,    { DELPHI_CLOSED,   N_("Close round 3 and finish"), false } },
  };
  for (size_t i = 0; i < COUNT(ways); i++) if (ways[i].from == v->row.study->stage) v->ways[v->way_count++] = ways[i].way;
}

static int count_all(struct ctx *c, const struct delphi_study *s, struct delphi_monitor_view *v)
{
  struct delphi_statement_list statements;
  struct delphi_coded_list answers;
  TRY(delphi_participation(c, s, &v->parts));
  TRY(delphi_statements_of(c, s->id, &statements));
  TRY(delphi_answers(c, s, &answers));
  TRY(delphi_answers_uncoded(c, s->id, &v->uncoded));
  v->statements = statements.count;
  v->answers = answers.count;
  for (size_t i = 0; i < v->parts.count; i++) {
    const struct delphi_part *const p = &v->parts.at[i].round[v->round];
    v->experts += v->parts.at[i].experts;
    v->all.asked += p->asked;
    v->all.answered += p->answered;
    v->all.partly += p->partly;
    v->all.stopped += p->stopped;
  }
  return OK;
}

int show_delphi(struct ctx *c)
{
  struct delphi_study s;
  TRY(of_path(c, &s));
  struct delphi_monitor_view v = { .row = delphi_row_of(c, &s), .round = (size_t)delphi_round(s.stage), .proposed = date_plus_days(c->today, ROUND_DAYS), .mail = outbox_by(c->app, MESSAGE_MAIL) };
  TRY(count_all(c, &s, &v));
  v.early = v.round && v.all.answered + v.all.stopped < v.all.asked;
  v.may_remind = v.mail && v.early && !(date_known(s.nudged) && !date_before(s.nudged, c->today));
  v.next = next_of(&v);
  add_ways(&v);
  return page_of(c, s.title, put_monitor, &v);
}

static int back_to(struct ctx *c, struct id id, const char *done) { return redirect_done(c, path_of_id(c, DELPHI_PATH, id, NULL), done); }

int step_delphi(struct ctx *c)
{
  const struct delphi_step_form *const f = form_row(c, delphi_step_form);
  struct id id;
  TRY(path_id(c, &id));
  TRY(delphi_go(c, id, f->from, f->to, f->until));
  return back_to(c, id, "opgeslagen");
}

int prolong_delphi(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(delphi_prolong(c, id, form_row(c, delphi_until_form)->until));
  return back_to(c, id, "opgeslagen");
}

int remind_delphi(struct ctx *c)
{
  struct id id;
  size_t count;
  TRY(path_id(c, &id));
  TRY(delphi_remind(c, id, &count));
  return back_to(c, id, "verstuurd");
}

int delete_delphi(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(delphi_study_delete(c, id));
  return redirect_done(c, local_path(c, DELPHI_PATH), "verwijderd");
}

/* --- writing one ---------------------------------------------------------------------------------------------------------------- */

int show_delphi_new(struct ctx *c)
{
  const struct delphi_study usual = { .quantile = DELPHI_QUANTILE_7, .range_limit = num((int32_t)CONSENSUS_TERMS.range_limit) };
  const struct form_page v = { .title = tr(c, N_("New study")), .path = local_path(c, DELPHI_PATH "/nieuw"), .token_path = DELPHI_PATH "/nieuw", .back = local_path(c, DELPHI_PATH),
    .back_label = tr(c, N_("Delphi studies")), .button = tr(c, N_("Save as a draft")), .rec = &delphi_study_record, .row = &usual,
    .note = tr(c, N_("Three rounds: an open question, rating statements, and rating once more what a group does not agree on. Nobody gets a message before you open a round.")) };
  return form_page(c, &v, DELPHI_PATH);
}

int add_delphi(struct ctx *c)
{
  struct id id;
  TRY(delphi_study_add(c, form_row(c, delphi_study), &id));
  return back_to(c, id, "toegevoegd");
}

int show_delphi_change(struct ctx *c)
{
  struct delphi_study s;
  TRY(of_path(c, &s));
  const struct form_page v = { .title = tr(c, N_("Change")), .path = path_of_id(c, DELPHI_PATH, s.id, "/wijzigen"), .token_path = DELPHI_PATH "/:id/wijzigen",
    .back = path_of_id(c, DELPHI_PATH, s.id, NULL), .back_label = s.title, .button = tr(c, N_("Save")), .rec = &delphi_study_record, .row = &s,
    .note = s.stage == DELPHI_DRAFT ? NULL : tr(c, N_("The question stays as it was asked. How consensus is judged stays as it was once rating began.")) };
  return form_page(c, &v, DELPHI_PATH);
}

int change_delphi(struct ctx *c)
{
  struct delphi_study s = *form_row(c, delphi_study);
  TRY(path_id(c, &s.id));
  s.version = c->form->version;
  TRY(delphi_study_change(c, &s));
  return back_to(c, s.id, "opgeslagen");
}
