/* What came back: question by question, by team, beside another year or region; open answers. */
#include "html.h"
#include "questionnaires_web.h"
#include "say.h"
#include "text.h"

enum { ALL_OF_IT = 1000 };

static const struct field ask_fields[] = {
  F_TEXT(results_ask, team,  OPTIONAL, N_("Team"), .max = TEAM_MOST),
  F_TEXT(results_ask, met,   OPTIONAL, N_("Compare with"), .max = ID_TEXT),
  F_TEXT(results_ask, vraag, OPTIONAL, N_("Question"), .max = 64),
  F_TEXT(results_ask, na,    OPTIONAL, N_("After"), .max = ID_TEXT),
};
const struct record results_ask_record = PART(results_ask, ask_fields);

/* "37 %", without a nought that nobody needs. */
static const char *share_said(struct ctx *c, int64_t n, int64_t of)
{
  return of ? JOIN(&c->arena, count_text(c, (n * 100 + of / 2) / of), " %") : "–";
}

/* "2,4": tenths, in the reader's language. */
static const char *tenths_said(struct ctx *c, int64_t sum, int64_t of)
{
  const int64_t tenths = of ? (sum * 10 + (sum < 0 ? -of : of) / 2) / of : 0, whole = tenths < 0 ? -tenths : tenths;
  return JOIN(&c->arena, tenths < 0 ? "-" : "", count_text(c, whole / 10), c->lang == LANG_NL ? "," : ".", count_text(c, whole % 10));
}

/* --- one question ------------------------------------------------------------------------------------------------------------------ */

static const char *value_label(struct ctx *c, const struct item *item, size_t at)
{
  if (item_chooses(item)) return item->options[at].text[c->lang];
  if (item->type == ITEM_YES_NO) return tr(c, yes_no_label(at == 0 ? YES : NO));
  return count_text(c, item->least.n + (int64_t)at);
}

static void add_rows(struct ctx *c, const struct item *item, const struct item_counts *n, const struct item_counts *other, struct question_result *q)
{
  q->rows.at = arena_new(&c->arena, struct answer_row, n->of_count + 1);
  for (size_t i = 0; i < n->of_count; i++)
    q->rows.at[q->rows.count++] = (struct answer_row){ .label = value_label(c, item, i), .n = count_text(c, n->of[i]), .share = share_said(c, n->of[i], n->answered),
      .per_mille = n->answered ? n->of[i] * ALL_OF_IT / n->answered : 0, .other = other && other->answered ? share_said(c, other->of[i], other->answered) : other ? "–" : NULL };
}

struct looking { struct ctx *c; const struct survey_results *of; const struct shown_counts *shown, *other; const char *path; bool texts; };

static struct question_result group_result(const struct looking *l, size_t at, const struct question_view *q)
{
  struct ctx *const c = l->c;
  const struct mean_score m = results_score(l->shown, at), o = l->other ? results_score(l->other, at) : (struct mean_score){ .of = 0 };
  struct question_result out = { .heading = q->label, .level = q->level };
  if (m.of && m.most) out.score = JOIN(&c->arena, tenths_said(c, m.sum, m.of), " ", tr(c, N_("of")), " ", tenths_said(c, m.most, m.of));
  if (m.of && o.of) out.other_score = tenths_said(c, o.sum, o.of);
  return out;
}

static bool has_texts(const struct item *item) { return item->type == ITEM_TEXT || item->type == ITEM_LINE || item->type == ITEM_OPEN_CHOICE || item->type == ITEM_DATE; }

static struct question_result question_result(const struct looking *l, size_t at, const struct question_view *q)
{
  struct ctx *const c = l->c;
  const struct item *const item = &l->of->definition.items[at];
  const struct item_counts *const n = &l->shown->counts.at[at], *const other = l->other && !l->other->hidden[at] ? &l->other->counts.at[at] : NULL;
  struct question_result out = { .label = q->label, .level = q->level, .hidden = l->shown->hidden[at], .other = other };
  if (out.hidden) return out;
  out.answered = n->answered;
  add_rows(c, item, n, other, &out);
  if (item->type == ITEM_NUMBER && n->answered) out.mean = tenths_said(c, n->sum, n->answered);
  if (item->type == ITEM_NUMBER && other && other->answered) out.other_mean = tenths_said(c, other->sum, other->answered);
  if (l->texts && has_texts(item) && n->answered) out.texts = JOIN(&c->arena, l->path, "/open?vraag=", item->link_id);
  return out;
}

static void add_questions(const struct looking *l, struct results_view *v)
{
  const struct definition *const d = &l->of->definition;
  v->questions.at = arena_new(&l->c->arena, struct question_result, d->count + 1);
  for (size_t i = 0; i < d->count; i++) {
    const struct question_view q = question_view(l->c, d, NULL, i, NULL, NULL);
    if (d->items[i].type == ITEM_DISPLAY) continue;
    v->questions.at[v->questions.count++] = d->items[i].type == ITEM_GROUP ? group_result(l, i, &q) : question_result(l, i, &q);
  }
}

/* --- the page ------------------------------------------------------------------------------------------------------------------------ */

/* Teams of whom somebody answered; of an anonymous survey nothing may be shown of some. */
static int choices_of(struct ctx *c, const struct survey_results *r, const struct results_ask *asked, struct results_view *v)
{
  struct survey_list others;
  struct survey_rate_list rates;
  TRY(survey_rates(c, r->survey.id, &rates));
  v->team_list.at = arena_new(&c->arena, struct result_choice, rates.count + 1);
  for (size_t i = 0; i < rates.count; i++) {
    const char *const team = rates.at[i].team;
    if (rates.at[i].answered.n >= (r->survey.anonymous == YES ? TOGETHER_LEAST : 1))
      v->team_list.at[v->team_list.count++] = (struct result_choice){ team, team, v->team && strcmp(v->team, team) == 0 };
  }
  v->teams = v->team_list.count > 1;
  TRY(surveys_to_compare(c, r, &others));
  v->other_list.at = arena_new(&c->arena, struct result_choice, others.count + 1);
  for (size_t i = 0; i < others.count; i++) {
    const struct survey *const s = &others.at[i];
    const char *const id = arg_id(&c->arena, s->id), *const own = strcmp(s->region, r->survey.region) == 0 ? NULL : JOIN(&c->arena, " (", s->region, ")");
    v->other_list.at[v->other_list.count++] = (struct result_choice){ id, JOIN(&c->arena, s->title, ", ", arg_date(c, s->until), own), asked->met && strcmp(asked->met, id) == 0 };
  }
  return OK;
}

static int rate_of(struct ctx *c, const struct survey_results *r, struct results_view *v)
{
  struct survey_rate all;
  TRY(survey_rate_of_all(c, r->survey.id, &all));
  const int64_t answered = all.answered.n, counted = r->all.counts.answered;
  v->rate = rate_said(c, answered, all.invited.n);
  v->nothing = counted == 0;
  v->unread = instant_known(r->survey.closed) && answered > 0 && counted == 0;
  return OK;
}

int show_results(struct ctx *c)
{
  static const struct results_ask nothing = { .team = NULL };
  const struct results_ask *const asked = form_row(c, results_ask) ? form_row(c, results_ask) : &nothing;
  struct id id, other;
  struct survey_results r;
  struct compared compared;
  TRY(path_id(c, &id));
  TRY(survey_results(c, id, &r));
  struct looking l = { c, &r, &r.all, NULL, path_of_id(c, SURVEYS_PATH, id, NULL), true };
  struct results_view v = { .survey = &r.survey, .path = l.path, .named = r.survey.anonymous == NO };
  if (text_known(asked->team)) {
    const int rc = results_of_team(c, &r, asked->team, &l.shown);
    if (absent(c, rc)) v.too_few = true;
    else TRY(rc);
    v.team = asked->team;
    l.texts = false;
  }
  if (text_known(asked->met)) {
    if (!id_parse(asked->met, &other)) return not_there(c);
    TRY(survey_compared(c, &r, other, &compared));
    l.other = &compared.shown;
    v.other = compared.survey.title;
  }
  TRY(choices_of(c, &r, asked, &v));
  TRY(rate_of(c, &r, &v));
  if (!v.nothing && !v.too_few) add_questions(&l, &v);
  const struct page page = { .title = r.survey.title, .current = SURVEYS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_results(c, &v);
  return page_end(c, &page);
}

/* --- teams beside one another: the mean of each group that has a score ------------------------------------------------------------------ */

static bool has_score(const struct definition *d, size_t at)
{
  for (size_t i = at; i < d->items[at].end; i++)
    for (size_t k = 0; k < d->items[i].option_count; k++) if (d->items[i].options[k].score.known) return true;
  return false;
}

static struct score_row score_row(struct ctx *c, const struct definition *d, const size_t *groups, size_t count, const char *team, const struct shown_counts *s)
{
  struct score_row row = { team, count_text(c, s->counts.answered), { arena_new(&c->arena, struct score_cell, count + 1), count } };
  for (size_t i = 0; i < count && d; i++) {
    const struct mean_score m = results_score(s, groups[i]);
    row.cells.at[i].said = m.of ? tenths_said(c, m.sum, m.of) : "–";
  }
  return row;
}

int show_team_scores(struct ctx *c)
{
  struct id id;
  struct survey_results r;
  size_t count = 0;
  TRY(path_id(c, &id));
  TRY(survey_results(c, id, &r));
  TRY(results_of_teams(c, &r));
  size_t *const groups = arena_new(&c->arena, size_t, r.definition.count + 1);
  struct scores_view v = { .survey = &r.survey, .path = path_of_id(c, SURVEYS_PATH, id, "/uitkomsten"), .heads = { arena_new(&c->arena, const char *, r.definition.count + 1), 0 } };
  for (size_t i = 0; i < r.definition.count; i = r.definition.items[i].end) {
    if (r.definition.items[i].type != ITEM_GROUP || !has_score(&r.definition, i)) continue;
    groups[count++] = i;
    v.heads.at[v.heads.count++] = r.definition.items[i].text[c->lang];
  }
  v.rows = (struct score_row_list){ arena_new(&c->arena, struct score_row, r.teams.count + 2), 0 };
  for (size_t i = 0; i < r.teams.count; i++) v.rows.at[v.rows.count++] = score_row(c, &r.definition, groups, count, r.teams.at[i].team, &r.teams.at[i].shown);
  v.rows.at[v.rows.count++] = score_row(c, &r.definition, groups, count, tr(c, N_("All teams together")), &r.all);
  const struct page page = { .title = r.survey.title, .current = SURVEYS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_scores(c, &v);
  return page_end(c, &page);
}

/* --- open answers ------------------------------------------------------------------------------------------------------------------------- */

int show_texts(struct ctx *c)
{
  const struct results_ask *const asked = form_row(c, results_ask);
  struct id id, after = ID_NONE;
  struct survey_results r;
  struct survey_text_list list;
  TRY(path_id(c, &id));
  TRY(survey_results(c, id, &r));
  const size_t at = asked && asked->vraag ? definition_find(&r.definition, asked->vraag) : NO_ITEM;
  if (at == NO_ITEM || (asked->na && !id_parse(asked->na, &after))) return not_there(c);
  struct texts_view v = { .survey = &r.survey, .path = path_of_id(c, SURVEYS_PATH, id, "/uitkomsten"), .question = question_view(c, &r.definition, NULL, at, NULL, NULL).label,
    .hidden = r.all.hidden[at] };
  if (!v.hidden) {
    TRY(texts_of(c, id, r.definition.items[at].link_id, after, &list));
    const size_t shown = list.count < TEXTS_SHOWN ? list.count : TEXTS_SHOWN;
    v.rows = (struct text_row_list){ arena_new(&c->arena, struct text_row, shown + 1), shown };
    for (size_t i = 0; i < shown; i++) v.rows.at[i] = (struct text_row){ list.at[i].text, list.at[i].team };
    if (list.count > shown)
      v.next = JOIN(&c->arena, path_of_id(c, SURVEYS_PATH, id, "/open?vraag="), r.definition.items[at].link_id, "&na=", arg_id(&c->arena, list.at[shown - 1].id));
  }
  const struct page page = { .title = r.survey.title, .current = SURVEYS_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_texts(c, &v);
  return page_end(c, &page);
}
