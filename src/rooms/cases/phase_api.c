/* For programs: where a household stands, which ways lead on, and what is missing for each. */
#include "calendar.h"
#include "cases_api.h"
#include "text.h"

static const char *const gate_keys[] = { [GATE_SAFETY] = "safety", [GATE_NO_FILE] = "no_file", [GATE_ACT] = "act", [GATE_OPEN_ACTION] = "open_action", [GATE_ONE_SIDE] = "one_side",
  [GATE_OPEN_ELSEWHERE] = "open_elsewhere", [GATE_NOT_SAFE] = "not_safe", [GATE_NO_PLAN] = "no_plan", [GATE_OTHERS] = "others" };
_Static_assert(COUNT(gate_keys) == GATE_OPEN_ELSEWHERE + 1, "each kind has a key");

/* Members are always there: what is unknown is null. */
static void put_text(struct json *j, const char *name, const char *text)
{
  json_key(j, name);
  json_text(j->b, text && *text ? text : NULL);
}
static void put_id(struct ctx *c, struct json *j, const char *name, struct id id) { put_text(j, name, id_known(id) ? arg_id(&c->arena, id) : NULL); }
static void put_moment(struct json *j, const char *name, struct instant at)
{
  char iso[INSTANT_TEXT] = "";
  if (instant_known(at)) instant_print(at, iso);
  put_text(j, name, iso);
}

static int put_way(struct ctx *c, struct json *j, const struct case_file *f, const struct case_phase *now, const struct phase_rule *r)
{
  struct gate_line_list missing;
  TRY(phase_missing(c, f, now, r, &missing));
  json_begin(j, NULL, '{');
  put_text(j, "to", case_state_key(r->to));
  json_bool(j, "gate", r->gate);
  json_begin(j, "missing", '[');
  for (size_t i = 0; i < missing.count; i++) {
    const struct gate_line *const m = &missing.at[i];
    json_begin(j, NULL, '{');
    put_text(j, "kind", gate_keys[m->kind]);
    put_text(j, "about", m->kind == GATE_OPEN_ELSEWHERE ? tr(c, m->about) : m->about);
    put_id(c, j, "id", m->id);
    json_close(j);
  }
  json_close(j);
  json_close(j);
  return OK;
}

static int put_judged(struct ctx *c, struct json *j, const struct case_file *f, const struct case_phase *now)
{
  struct gate_judgement_list all;
  const char *by;
  TRY(judgements_now(c, f, now, &all));
  json_begin(j, "judged", '[');
  for (size_t i = 0; i < all.count; i++) {
    const struct gate_judgement *const g = &all.at[i];
    TRY(case_colleague(c, f, g->by, &by));
    json_begin(j, NULL, '{');
    put_id(c, j, "person", case_name(c, f, g->person) ? g->person : ID_NONE);
    put_text(j, "towards", case_state_key(g->towards));
    put_text(j, "enough", yes_no_key(g->enough));
    put_text(j, "why", g->why);
    put_text(j, "by", by);
    put_moment(j, "at", g->at);
    json_close(j);
  }
  json_close(j);
  return OK;
}

static int put_moves(struct ctx *c, struct json *j, const struct case_file *f)
{
  struct case_move_list moves;
  const char *by;
  TRY(phase_moves(c, f, &moves));
  json_begin(j, "moves", '[');
  for (size_t i = 0; i < moves.count; i++) {
    const struct case_move *const m = &moves.at[i];
    TRY(case_colleague(c, f, m->by, &by));
    json_begin(j, NULL, '{');
    put_text(j, "from", case_state_key(m->from));
    put_text(j, "to", case_state_key(m->state));
    put_text(j, "why", m->why);
    put_text(j, "without", m->without);
    put_text(j, "by", by);
    put_moment(j, "at", m->at);
    json_close(j);
  }
  json_close(j);
  return OK;
}

int api_phase(struct ctx *c)
{
  struct case_file f;
  struct case_phase now;
  enum talks_together together;
  const char *by;
  struct json j = { .b = &c->out };
  TRY(case_of_path(c, &f));
  TRY(phase_now(c, &f, &now));
  TRY(together_now(c, &f, &together));
  TRY(case_colleague(c, &f, now.by, &by));
  json_open(&j, '{');
  put_id(c, &j, "household", f.file.household.id);
  put_text(&j, "state", case_state_key(now.state));
  put_moment(&j, "since", now.since);
  put_text(&j, "why", now.why);
  put_text(&j, "by", by);
  put_text(&j, "together", talks_together_key(together));
  json_begin(&j, "ways", '[');
  for (size_t i = 0; i < phase_rule_count; i++) if (phase_rules[i].from == now.state) TRY(put_way(c, &j, &f, &now, &phase_rules[i]));
  json_close(&j);
  TRY(put_judged(c, &j, &f, &now));
  TRY(put_moves(c, &j, &f));
  json_close(&j);
  return api_answer(c, 200);
}
