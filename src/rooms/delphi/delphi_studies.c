#include "delphi_studies.h"
#include "delphi_rounds.h"
#include "text.h"

int delphi_round(enum delphi_stage stage)
{
  static const int rounds[] = { [DELPHI_QUESTION] = 1, [DELPHI_RATING] = 2, [DELPHI_AGAIN] = 3, [DELPHI_CLOSED] = 0 };
  return rounds[stage];
}

struct consensus_terms delphi_terms(const struct delphi_study *s)
{
  return (struct consensus_terms){ s->quantile == DELPHI_QUANTILE_6 ? QUANTILE_6 : QUANTILE_7, s->range_limit.known ? (uint32_t)s->range_limit.n : CONSENSUS_TERMS.range_limit };
}

/* --- one study ------------------------------------------------------------------------------------------------------- */

int delphi_study_get(struct ctx *c, struct id id, struct delphi_study *out)
{
  struct delphi_study s;
  TRY(global_get(c, delphi_study, id, &s));
  if (!c->scope.region || strcmp(s.region, c->scope.region) != 0) return not_there(c);
  *out = s;
  return OK;
}

static int order_of(enum delphi_stage stage) { return delphi_round(stage) ? 0 : stage == DELPHI_CLOSED ? 2 : 1; }
static int by_stage(const void *a, const void *b)
{
  const struct delphi_study *const x = a, *const y = b;
  const int d = order_of(x->stage) - order_of(y->stage);
  return d ? d : strcmp(x->title, y->title);
}

int delphi_studies(struct ctx *c, struct delphi_study_list *out)
{
  if (!c->scope.region) return not_there(c);
  TRY(delphi_studies_in(c, c->scope.region, out));
  if (out->count) qsort(out->at, out->count, sizeof *out->at, by_stage);
  return OK;
}

static const struct delphi_group *group_in(const struct delphi_group_list *groups, const char *name)
{
  for (size_t i = 0; i < groups->count; i++) if (strcmp(groups->at[i].name, name) == 0) return &groups->at[i];
  return NULL;
}

/* Names that differ in capitals only are one name for who types them. */
static int check_groups(struct ctx *c, const struct delphi_group_list *groups)
{
  if (groups->count > DELPHI_GROUPS_MOST) return fail(c, ERR_INVALID, "groups", N_("A study has at most twenty groups."));
  for (size_t i = 0; i < groups->count; i++) {
    if (strchr(groups->at[i].name, ';')) return fail(c, ERR_INVALID, "groups", N_("Leave the semicolon out of the names of groups: it stands between the columns of experts."));
    for (size_t k = 0; k < i; k++)
      if (strcmp(text_folded(&c->arena, groups->at[i].name), text_folded(&c->arena, groups->at[k].name)) == 0) return fail(c, ERR_INVALID, "groups", N_("A group stands here twice."));
  }
  return OK;
}

int delphi_study_add(struct ctx *c, const struct delphi_study *s, struct id *out)
{
  struct delphi_study new = *s;
  new.id = ID_NONE;
  new.region = c->scope.region;
  new.stage = DELPHI_DRAFT;
  new.until = new.nudged = DATE_UNKNOWN;
  new.made_by = c->scope.actor;
  TRY(check_groups(c, &new.groups));
  return global_insert(c, delphi_study, &new, out);
}

static bool same_text(const char *a, const char *b) { return strcmp(a ? a : "", b ? b : "") == 0; }

static int check_change(struct ctx *c, const struct delphi_study *stored, const struct delphi_study *new)
{
  struct delphi_expert_list experts;
  TRY(check_groups(c, &new->groups));
  TRY(delphi_experts_of(c, stored->id, &experts));
  for (size_t i = 0; i < experts.count; i++)
    if (!group_in(&new->groups, experts.at[i].group_name)) return fail(c, ERR_INVALID, "groups", N_("A group that has experts keeps its name. Write it exactly as it was."));
  if (stored->stage > DELPHI_RATING && new->groups.count != stored->groups.count) return fail(c, ERR_INVALID, "groups", N_("After round 2 no group comes in any more."));
  if (stored->stage >= DELPHI_QUESTION && stored->question && !same_text(stored->question, new->question))
    return fail(c, ERR_INVALID, "question", N_("This question was asked already. Leave it as it was."));
  if (stored->stage < DELPHI_RATING) return OK;
  if (stored->quantile != new->quantile) return fail(c, ERR_INVALID, "quantile", N_("How consensus is judged is fixed once rating began."));
  if (stored->range_limit.n != new->range_limit.n) return fail(c, ERR_INVALID, "range_limit", N_("How consensus is judged is fixed once rating began."));
  return OK;
}

int delphi_study_change(struct ctx *c, const struct delphi_study *s)
{
  struct delphi_study stored, new = *s;
  TRY(delphi_study_get(c, s->id, &stored));
  new.region = stored.region;
  new.stage = stored.stage;
  new.until = stored.until;
  new.nudged = stored.nudged;
  new.made_by = stored.made_by;
  TRY(check_change(c, &stored, &new));
  return global_update(c, delphi_study, &new);
}

int delphi_study_delete(struct ctx *c, struct id id)
{
  struct delphi_study s;
  struct delphi_expert_list experts;
  TRY(delphi_study_get(c, id, &s));
  if (s.stage != DELPHI_DRAFT) return fail(c, ERR_INVALID, NULL, N_("Only a draft can be thrown away: this study was begun."));
  TRY(delphi_experts_of(c, id, &experts));
  for (size_t i = 0; i < experts.count; i++) TRY(global_delete(c, delphi_expert, experts.at[i].id));
  return global_delete(c, delphi_study, id);
}

/* --- from stage to stage ----------------------------------------------------------------------------------------------- */

bool delphi_may_go(enum delphi_stage from, enum delphi_stage to)
{
  static const struct { enum delphi_stage from, to; } ways[] = { { DELPHI_DRAFT, DELPHI_QUESTION }, { DELPHI_DRAFT, DELPHI_CODING }, { DELPHI_QUESTION, DELPHI_CODING },
    { DELPHI_CODING, DELPHI_RATING }, { DELPHI_RATING, DELPHI_BETWEEN }, { DELPHI_BETWEEN, DELPHI_AGAIN }, { DELPHI_BETWEEN, DELPHI_CLOSED }, { DELPHI_AGAIN, DELPHI_CLOSED } };
  for (size_t i = 0; i < COUNT(ways); i++) if (ways[i].from == from && ways[i].to == to) return true;
  return false;
}

static int check_until(struct ctx *c, struct date until)
{
  if (!date_known(until)) return fail(c, ERR_INVALID, "until", N_("Say until which day this round runs."));
  if (date_before(until, c->today)) return fail(c, ERR_INVALID, "until", N_("This day is past."));
  return date_before(date_plus_months(c->today, 12), until) ? fail(c, ERR_INVALID, "until", N_("This day is more than a year away.")) : OK;
}

/* What must be there before a round opens. */
static int check_opening(struct ctx *c, const struct delphi_study *s, enum delphi_stage to)
{
  struct delphi_expert_list experts;
  struct delphi_statement_list statements;
  int64_t uncoded;
  size_t there = 0;
  if (!text_said(s->question)) return fail(c, ERR_INVALID, NULL, N_("Write the open question first, under Change: statements are rated by it too."));
  TRY(delphi_experts_of(c, s->id, &experts));
  for (size_t i = 0; i < experts.count; i++) there += !instant_known(experts.at[i].stopped);
  if (!there) return fail(c, ERR_INVALID, NULL, N_("Add experts first."));
  if (to != DELPHI_RATING) return OK;
  TRY(delphi_statements_of(c, s->id, &statements));
  if (!statements.count) return fail(c, ERR_INVALID, NULL, N_("Make statements first: there is nothing to rate yet."));
  TRY(delphi_answers_uncoded(c, s->id, &uncoded));
  return uncoded ? fail(c, ERR_INVALID, NULL, N_("Some answers are not part of a statement yet. Give each a place, or set it aside with a reason.")) : OK;
}

/* Which statements are rated again is stored, so that it stays as it was when the round opened. */
static int open_round(struct ctx *c, struct delphi_study *s, enum delphi_stage to, struct date until)
{
  size_t left = 1;
  TRY(check_until(c, until));
  TRY(check_opening(c, s, to));
  if (to == DELPHI_AGAIN) TRY(delphi_keep_again(c, s, &left));
  if (!left) return fail(c, ERR_INVALID, NULL, N_("Every group agrees on every statement: there is nothing to rate again. Finish the study."));
  s->stage = to;
  s->until = until;
  s->nudged = DATE_UNKNOWN;
  TRY(global_update(c, delphi_study, s));
  return delphi_ask_all(c, s, delphi_round(to));
}

int delphi_go(struct ctx *c, struct id id, enum delphi_stage from, enum delphi_stage to, struct date until)
{
  struct delphi_study s;
  TRY(delphi_study_get(c, id, &s));
  if (s.stage != from) return fail(c, ERR_INVALID, NULL, N_("This study went on already: you see here where it stands now."));
  if (!delphi_may_go(from, to)) return fail(c, ERR_INVALID, NULL, N_("Rounds go in order: this step does not follow on the last one."));
  if (delphi_round(to)) return open_round(c, &s, to, until);
  s.stage = to;
  return global_update(c, delphi_study, &s);
}

int delphi_prolong(struct ctx *c, struct id id, struct date until)
{
  struct delphi_study s;
  TRY(delphi_study_get(c, id, &s));
  if (!delphi_round(s.stage)) return fail(c, ERR_INVALID, NULL, N_("No round is running."));
  TRY(check_until(c, until));
  s.until = until;
  return global_update(c, delphi_study, &s);
}

/* The day after its last day a round closes, whether or not somebody looks. */
int delphi_close_over(struct ctx *c, bool *more)
{
  static const enum delphi_stage next[] = { [DELPHI_QUESTION] = DELPHI_CODING, [DELPHI_RATING] = DELPHI_BETWEEN, [DELPHI_AGAIN] = DELPHI_CLOSED };
  struct delphi_study_list over;
  TRY(delphi_studies_over(c, c->today, &over));
  *more = over.count > 0;
  if (!over.count) return OK;
  over.at[0].stage = next[over.at[0].stage];
  return global_update(c, delphi_study, &over.at[0]);
}
