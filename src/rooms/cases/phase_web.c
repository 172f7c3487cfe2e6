/* The page of the phase: where the household stands, which ways lead on, what is missing for each. */
#include "cases_web.h"
#include "html.h"
#include "text.h"

static void steps_of(struct ctx *c, const struct case_phase *now, struct phase_view *v)
{
  v->steps.at = arena_new(&c->arena, struct phase_step, case_state_choices.count);
  for (enum case_state s = CASE_EARLY; s <= CASE_CLOSED; s++) v->steps.at[v->steps.count++] = (struct phase_step){ case_state_label(s), s == now->state };
}

static int ways_of(struct ctx *c, const struct case_file *f, const struct case_phase *now, struct phase_view *v)
{
  uint64_t bits = 0;
  bool gates = false;
  v->ways.at = arena_new(&c->arena, struct phase_way, phase_rule_count);
  for (size_t i = 0; i < phase_rule_count; i++) {
    const struct phase_rule *const r = &phase_rules[i];
    if (r->from != now->state) continue;
    struct phase_way *const way = &v->ways.at[v->ways.count++];
    *way = (struct phase_way){ .label = case_state_label(r->to), .gate = r->gate };
    TRY(phase_missing(c, f, now, r, &way->missing));
    bits |= UINT64_C(1) << r->to;
    gates |= r->gate;
  }
  v->states[0] = (struct field_list){ .field = "state", .values = choices_kept(&c->arena, &case_state_choices, bits) };
  v->persons = f->file.persons.count && gates;
  return OK;
}

/* "7 (12 mei 2026)"; NULL: none since the phase began. */
static int score_in_words(struct ctx *c, const struct case_file *f, const struct case_phase *now, struct id person, const char **out)
{
  struct safety_score s;
  *out = NULL;
  const int rc = newest_score(c, f, now, person, &s);
  if (absent(c, rc)) return OK;
  TRY(rc);
  *out = JOIN(&c->arena, arg_int(&c->arena, s.score.n), " (", arg_date(c, s.day), ")");
  return OK;
}

static int judged_of(struct ctx *c, const struct case_file *f, const struct case_phase *now, struct phase_view *v)
{
  struct gate_judgement_list all;
  TRY(judgements_now(c, f, now, &all));
  v->judged.at = arena_new(&c->arena, struct judged_line, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    struct judged_line *const line = &v->judged.at[v->judged.count++];
    *line = (struct judged_line){ .judgement = &all.at[i], .name = case_name(c, f, all.at[i].person) };
    TRY(case_colleague(c, f, all.at[i].by, &line->by));
    TRY(score_in_words(c, f, now, all.at[i].person, &line->score));
    TRY(gate_words_of(c, all.at[i].id, &line->nevertheless));
  }
  return OK;
}

static int history_of(struct ctx *c, const struct case_file *f, struct phase_view *v)
{
  struct case_move_list moves;
  struct list rows;
  TRY(phase_moves(c, f, &moves));
  v->moves.at = arena_new(&c->arena, struct move_line, moves.count + 1);
  for (size_t i = 0; i < moves.count; i++) {
    v->moves.at[v->moves.count] = (struct move_line){ .move = &moves.at[i] };
    TRY(gate_words_of(c, moves.at[i].id, &v->moves.at[v->moves.count].others));
    TRY(case_colleague(c, f, moves.at[i].by, &v->moves.at[v->moves.count++].by));
  }
  TRY(case_parts_of(c, &case_kinds[KIND_SCALE_UP], f, &rows));
  v->agreements.at = arena_new(&c->arena, struct timeline_line, rows.count + 1);
  for (size_t i = 0; i < rows.count; i++) TRY(line_of_part(c, f, &case_kinds[KIND_SCALE_UP], list_row(&scale_up_record, rows, i), &v->agreements.at[v->agreements.count++]));
  return OK;
}

int show_phase(struct ctx *c)
{
  struct case_file f;
  struct case_phase now;
  struct phase_view v = { .may_write = case_may_write(c) };
  bool judges;
  TRY(case_of_path(c, &f));
  TRY(phase_now(c, &f, &now));
  v.household = &f.file.household;
  v.now = &now;
  v.add_agreement = path_of_id(c, HOUSEHOLDS, f.file.household.id, "/opschalen");
  TRY(director_is_me(c, f.file.household.id, &v.mine));
  TRY(gate_mine(c, &f, &judges, &v.others));
  TRY(case_colleague(c, &f, now.by, &v.by));
  steps_of(c, &now, &v);
  TRY(ways_of(c, &f, &now, &v));
  TRY(judged_of(c, &f, &now, &v));
  TRY(history_of(c, &f, &v));
  const struct page page = { .title = tr(c, N_("Phase")), .current = HOUSEHOLDS, .noindex = true, .work = true };
  page_begin(c, &page);
  view_phase(c, &v);
  return page_end(c, &page);
}

int move_phase(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(phase_move(c, id, c->form->version, form_row(c, phase_ask)));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS, id, "/fase"), "opgeslagen");
}

/* The persons whose file is open to the reader, and the phases whose gate asks for a judgement now. */
static int judged_lists(struct ctx *c, const struct case_file *f, const struct case_phase *now, struct field_list lists[static 2])
{
  struct choice *const at = arena_new(&c->arena, struct choice, f->file.persons.count + 1);
  uint64_t gates = 0;
  size_t n = 0;
  at[n++] = (struct choice){ NULL, N_("Choose") };
  for (size_t i = 0; i < f->file.persons.count; i++) {
    const struct person *const p = &f->file.persons.at[i];
    const char *score;
    TRY(score_in_words(c, f, now, p->id, &score));
    at[n++] = (struct choice){ arg_id(&c->arena, p->id), score ? JOIN(&c->arena, person_name(c, p), ": ", tr(c, N_("newest score")), " ", score) : person_name(c, p) };
  }
  for (size_t i = 0; i < phase_rule_count; i++) if (phase_rules[i].from == now->state && phase_rules[i].gate) gates |= UINT64_C(1) << phase_rules[i].to;
  lists[0] = (struct field_list){ .field = "person", .values = { n, at } };
  lists[1] = (struct field_list){ .field = "towards", .values = choices_kept(&c->arena, &case_state_choices, gates) };
  return OK;
}

int show_judge(struct ctx *c)
{
  struct case_file f;
  struct case_phase now;
  struct field_list lists[2];
  TRY(case_of_path(c, &f));
  TRY(phase_now(c, &f, &now));
  TRY(judged_lists(c, &f, &now, lists));
  const struct form_page v = { .title = tr(c, N_("Is somebody safe enough for the next phase?")), .path = path_of_id(c, HOUSEHOLDS, f.file.household.id, "/fase/oordeel"),
    .token_path = HOUSEHOLDS "/:id/fase/oordeel", .back = path_of_id(c, HOUSEHOLDS, f.file.household.id, "/fase"), .back_label = tr(c, N_("Phase")),
    .button = tr(c, N_("Save this judgement")), .rec = &judgement_new_record, .lists = lists, .list_count = COUNT(lists) };
  return form_page(c, &v, HOUSEHOLDS);
}

int judge_phase(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(judgement_add(c, id, form_row(c, judgement_new)));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS, id, "/fase"), "opgeslagen");
}
