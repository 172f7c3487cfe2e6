#include "survey_results.h"
#include "text.h"

static bool small(int64_t n) { return n > 0 && n < TOGETHER_LEAST; }

void hide_small(const int64_t *n, size_t count, int64_t rest, bool *hidden)
{
  int64_t unknown = rest;
  for (size_t i = 0; i < count; i++) {
    hidden[i] = small(n[i]);
    if (hidden[i]) unknown += n[i];
  }
  while (small(unknown)) {
    size_t least = count;
    for (size_t i = 0; i < count; i++) if (!hidden[i] && n[i] && (least == count || n[i] < n[least])) least = i;
    if (least == count) return;
    hidden[least] = true;
    unknown += n[least];
  }
}

static int begin(struct ctx *c, const struct definition *d, struct shown_counts *out)
{
  TRY(counts_begin(c, d, &out->counts));
  out->hidden = arena_new(&c->arena, bool, d->count + 1);
  return out->hidden ? OK : fail(c, ERR_FULL, NULL, N_("Out of memory."));
}

/* --- of a survey ------------------------------------------------------------------------------------------------------------- */

static int read_all(struct ctx *c, struct id survey, struct shown_counts *to)
{
  struct survey_tally t;
  const int rc = tally_of_team(c, survey, NULL, &t);
  if (absent(c, rc)) return OK;
  TRY(rc);
  return counts_read(c, t.counts, &to->counts);
}

static int add_team(struct ctx *c, struct survey_results *r, const struct survey_tally *t)
{
  struct team_result *const to = &r->teams.at[r->teams.count++];
  to->team = t->team;
  TRY(begin(c, &r->definition, &to->shown));
  return counts_read(c, t->counts, &to->shown.counts);
}

static void hide_all(struct shown_counts *s)
{
  for (size_t i = 0; i < s->counts.definition->count; i++) s->hidden[i] = small(s->counts.at[i].answered);
}

static int hide_teams(struct ctx *c, struct survey_results *r)
{
  int64_t *const n = arena_new(&c->arena, int64_t, r->teams.count + 1);
  bool *const hidden = arena_new(&c->arena, bool, r->teams.count + 1);
  for (size_t i = 0; i < r->definition.count; i++) {
    int64_t rest = r->all.counts.at[i].answered;
    for (size_t k = 0; k < r->teams.count; k++) rest -= n[k] = r->teams.at[k].shown.counts.at[i].answered;
    hide_small(n, r->teams.count, rest, hidden);
    for (size_t k = 0; k < r->teams.count; k++) r->teams.at[k].shown.hidden[i] = hidden[k] || (n[k] && r->all.hidden[i]);
  }
  return OK;
}

static int read_definition(struct ctx *c, const struct survey *s, struct definition *out)
{
  struct questionnaire q;
  TRY(global_get(c, questionnaire, s->questionnaire, &q));
  return questionnaire_definition(c, &q, out);
}

int survey_results(struct ctx *c, struct id survey, struct survey_results *out)
{
  *out = (struct survey_results){ .teams = { .count = 0 } };
  TRY(survey_get(c, survey, &out->survey));
  TRY(read_definition(c, &out->survey, &out->definition));
  TRY(begin(c, &out->definition, &out->all));
  TRY(read_all(c, survey, &out->all));
  if (out->survey.anonymous == YES) hide_all(&out->all);
  return OK;
}

int results_of_teams(struct ctx *c, struct survey_results *r)
{
  struct survey_tally_list list;
  TRY(tallies_of(c, r->survey.id, &list));
  r->teams = (struct team_result_list){ .at = arena_new(&c->arena, struct team_result, list.count + 1) };
  for (size_t i = 0; i < list.count; i++) TRY(add_team(c, r, &list.at[i]));
  return r->survey.anonymous == YES ? hide_teams(c, r) : OK;
}

/* What of one team is hidden follows from all of them. */
int results_of_team(struct ctx *c, struct survey_results *r, const char *team, const struct shown_counts **out)
{
  struct survey_tally t;
  if (r->survey.anonymous == YES) TRY(results_of_teams(c, r));
  else {
    TRY(tally_of_team(c, r->survey.id, team, &t));
    r->teams = (struct team_result_list){ .at = arena_new(&c->arena, struct team_result, 1) };
    TRY(add_team(c, r, &t));
  }
  for (size_t i = 0; i < r->teams.count; i++) if (strcmp(r->teams.at[i].team, team) == 0) { *out = &r->teams.at[i].shown; return OK; }
  return not_there(c);
}

/* --- beside another ------------------------------------------------------------------------------------------------------------- */

/* Same question, same kind of answers. A number's values stand in their places only if they begin with the same one. */
static void lay_item(const struct item *from, const struct item_counts *n, const struct item *to, struct item_counts *out)
{
  if (from->type != to->type || (to->type == ITEM_NUMBER && (n->of_count != out->of_count || from->least.n != to->least.n))) return;
  out->answered = n->answered;
  out->sum = n->sum;
  for (size_t i = 0; i < n->of_count; i++) {
    const struct option *const same = item_chooses(to) ? item_option(to, from->options[i].code) : NULL;
    const size_t at = same ? (size_t)(same - to->options) : i;
    if (same || !item_chooses(to)) out->of[at] = n->of[i];
  }
}

int survey_compared(struct ctx *c, const struct survey_results *r, struct id other, struct compared *out)
{
  struct definition d;
  struct shown_counts theirs;
  TRY(global_get(c, survey, other, &out->survey));
  const struct survey *const s = &out->survey;
  const bool own = strcmp(s->region, r->survey.region) == 0;
  if (strcmp(s->name, r->survey.name) != 0 || !instant_known(s->closed) || (!own && s->shared != YES) || id_same(s->id, r->survey.id)) return not_there(c);
  TRY(read_definition(c, s, &d));
  TRY(begin(c, &d, &theirs));
  TRY(read_all(c, s->id, &theirs));
  TRY(begin(c, &r->definition, &out->shown));
  out->shown.counts.answered = theirs.counts.answered;
  for (size_t i = 0; i < r->definition.count; i++) {
    const size_t at = definition_find(&d, r->definition.items[i].link_id);
    if (at != NO_ITEM) lay_item(&d.items[at], &theirs.counts.at[at], &r->definition.items[i], &out->shown.counts.at[i]);
  }
  if (!own || s->anonymous == YES) hide_all(&out->shown);
  return OK;
}

int surveys_to_compare(struct ctx *c, const struct survey_results *r, struct survey_list *out)
{
  size_t n = 0;
  TRY(surveys_comparable(c, r->survey.name, out));
  for (size_t i = 0; i < out->count; i++) if (!id_same(out->at[i].id, r->survey.id)) out->at[n++] = out->at[i];
  out->count = n;
  return OK;
}

/* --- scores ------------------------------------------------------------------------------------------------------------------------ */

struct mean_score results_score(const struct shown_counts *s, size_t at)
{
  const struct definition *const d = s->counts.definition;
  struct mean_score m = { 0, 0, 0 };
  for (size_t i = at; i < d->items[at].end; i++) {
    const struct item *const item = &d->items[i];
    int64_t best = 0, scored = 0;
    if (s->hidden[i] || item->repeats) continue;
    for (size_t k = 0; k < item->option_count; k++) {
      const struct num score = item->options[k].score;
      if (!score.known) continue;
      if (score.n > best) best = score.n;
      scored += s->counts.at[i].of[k];
      m.sum += score.n * s->counts.at[i].of[k];
    }
    m.most += best * scored;
    m.of += scored;
  }
  return m;
}
