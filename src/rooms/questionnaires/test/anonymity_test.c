/* Surveys without names: whoever has the database, at any moment, finds no answer of fewer than five; and what may be shown tells no more. */
#include "surveys_helper.h"
#include "say.h"

static int set_up(void **state) { *state = surveys_world(); return 0; }
static int tear_down(void **state) { world_free(*state); return 0; }

enum { TEAMS = 4, PEOPLE_MOST = 24 };

/* What the database shows: how many answers are counted, in all and of each team. */
struct sight { int64_t all, team[TEAMS]; };

static struct sight look(struct world *w, struct id id)
{
  struct ctx *const c = &w->s->c;
  struct sight now = { .all = 0 };
  struct survey_results r;
  as(w, LEADER);
  MUST(survey_results(c, id, &r));
  MUST(results_of_teams(c, &r));
  now.all = r.all.counts.answered;
  for (size_t i = 0; i < r.teams.count; i++) now.team[r.teams.at[i].team[0] - 'A'] = r.teams.at[i].shown.counts.answered;
  return now;
}

static void nothing_or_five(int64_t more)
{
  if (more != 0 && more < TOGETHER_LEAST) print_error("%d more\n", (int)more);
  assert_true(more == 0 || more >= TOGETHER_LEAST);
}

/* Also of those who are in no team's count. */
static void is_no_nearer(const struct sight *before, const struct sight *after)
{
  int64_t rest = after->all - before->all;
  nothing_or_five(rest);
  for (size_t i = 0; i < TEAMS; i++) {
    nothing_or_five(after->team[i] - before->team[i]);
    rest -= after->team[i] - before->team[i];
  }
  nothing_or_five(rest);
}

static void answers_come_in_together_at_the_end_by_five_of_a_team_and_none_is_lost(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  for (uint64_t seed = 1; seed <= 12; seed++) {
    chance_seed(seed);
    const char *lines = "";
    size_t count = 0;
    for (size_t t = 0; t < TEAMS; t++) {
      const size_t n = chance_below(PEOPLE_MOST / (uint32_t)(t + 1)) + 1;
      const char name[2] = { (char)('A' + t), 0 };
      lines = JOIN(&c->arena, lines, links_for(c, name, n));
      count += n;
    }
    const struct id id = is_sent(w, YES, count < TOGETHER_LEAST ? JOIN(&c->arena, lines, links_for(c, "D", TOGETHER_LEAST)) : lines);
    struct sight before = { .all = 0 }, after;
    int64_t answered = 0;
    for (size_t i = 0; i < count; i++) {
      if (chance_below(4) == 0) continue;
      MUST(answers(w, link_of(w, id, i), &(struct says){ chance_below(2) ? "far" : "not", "yes", NULL, (int)chance_below(11) }));
      answered++;
      after = look(w, id);
      assert_int_equal(after.all, 0);                            /* nothing, however often one looks */
    }
    as(w, LEADER);
    closes(w, id);
    after = look(w, id);
    is_no_nearer(&before, &after);
    assert_int_equal(after.all, answered < TOGETHER_LEAST ? 0 : answered);
  }
}

/* Everything that the tables of the room hold of a survey, in the order of its contents, not of its rows. */
static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }
static const char *cell(struct ctx *c, struct statement *s, int col)
{
  size_t n;
  const char *const text = engine_text(s, col, &n);
  return text ? arena_text(&c->arena, text, n) : "";
}
static const char *all_that_is_stored(struct world *w, struct id id)
{
  struct ctx *const c = &w->s->c;
  static const char *const queries[] = {
    "SELECT team, coalesce(offer, ''), coalesce(answered, ''), version FROM survey_invitation WHERE survey = $1",
    "SELECT coalesce(team, ''), counts, '', answered FROM survey_tally WHERE survey = $1",
    "SELECT item, coalesce(team, ''), text, version FROM survey_text WHERE survey = $1",
    "SELECT coalesce(team, ''), answers, '', version FROM survey_response WHERE survey = $1" };
  const char *lines[200];
  size_t count = 0;
  for (size_t q = 0; q < COUNT(queries); q++) {
    struct statement *s;
    bool any;
    MUST(engine_prepare(c, queries[q], &s));
    engine_bind(s, 1, param_id(id));
    MUST(engine_step(c, s, &any));
    while (any) {
      int64_t n = 0;
      engine_int(s, 3, &n);
      assert_true(count < COUNT(lines));
      lines[count++] = JOIN(&c->arena, cell(c, s, 0), "|", cell(c, s, 1), "|", cell(c, s, 2), "|", count_text(c, n), "\n");
      MUST(engine_step(c, s, &any));
    }
    engine_done(s);
  }
  qsort(lines, count, sizeof *lines, by_text);
  const char *all = "";
  for (size_t i = 0; i < count; i++) all = JOIN(&c->arena, all, lines[i]);
  return all;
}

/* Two worlds in which Anna and Bram said what the other says in the other world: nobody can tell which one the database is of. */
static void who_has_the_database_cannot_tell_who_said_what(void **state)
{
  struct world *const w = *state;
  const struct says some = { "far", "yes", "Een eigen zin", 9 }, other = { "not", "no", "Een andere zin", 2 }, rest = { "far", "no", NULL, 5 };
  const char *stored[2];
  for (int swapped = 0; swapped < 2; swapped++) {
    const struct id id = is_sent(w, YES, links_for(&w->s->c, "Team", 12));
    for (size_t i = 0; i < 12; i++) {
      const struct says *const said = i == 0 ? swapped ? &other : &some : i == 1 ? swapped ? &some : &other : &rest;
      MUST(answers(w, link_of(w, id, i), said));
    }
    as(w, LEADER);
    closes(w, id);
    stored[swapped] = all_that_is_stored(w, id);
  }
  assert_non_null(strstr(stored[0], "Een eigen zin"));
  assert_string_equal(stored[0], stored[1]);
}

static bool in_the_database(struct world *w, const char *text)
{
  static const char *const cells[][2] = { { "survey_draft", "answers" }, { "survey_tally", "counts" }, { "survey_text", "text" }, { "survey_response", "answers" } };
  int64_t n = 0;
  for (size_t i = 0; i < COUNT(cells); i++)
    n += raw_number(w->s, JOIN(&w->s->c.arena, "SELECT count(*) FROM ", cells[i][0], " WHERE instr(", cells[i][1], ", '", text, "')"));
  return n > 0;
}

static void what_waits_lies_sealed_and_nobody_reads_what_too_few_said(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct survey_rate rate;
  const struct id id = is_sent(w, YES, links_for(c, "Team", 8));
  for (size_t i = 0; i < 4; i++) MUST(answers(w, link_of(w, id, i), &(struct says){ "far", "yes", "Herkenbaar", -1 }));
  assert_false(in_the_database(w, "Herkenbaar"));
  assert_int_equal(look(w, id).all, 0);
  as(w, LEADER);
  closes(w, id);
  assert_false(in_the_database(w, "Herkenbaar"));
  assert_int_equal(look(w, id).all, 0);
  as(w, LEADER);
  MUST(survey_rate_of_all(c, id, &rate));
  assert_int_equal(rate.answered.n, 4);
}

static void a_team_of_few_is_counted_in_the_total_and_never_alone(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct survey_results r;
  const struct id id = is_sent(w, YES, JOIN(&c->arena, links_for(c, "A", 7), links_for(c, "B", 6), links_for(c, "C", 1)));
  for (size_t i = 0; i < 14; i++) MUST(answers(w, link_of(w, id, i), &(struct says){ "far", "yes", NULL, -1 }));
  as(w, LEADER);
  closes(w, id);
  MUST(survey_results(c, id, &r));
  assert_int_equal(r.all.counts.answered, 14);
  const struct shown_counts *of;
  assert_int_equal(results_of_team(c, &r, "C", &of), ERR_NOT_FOUND);
  assert_int_equal(results_of_team(c, &r, "B", &of), ERR_NOT_FOUND);      /* it joined, so that C's one answer is not what is left */
  MUST(results_of_team(c, &r, "A", &of));
  assert_int_equal(of->counts.answered, 7);
}

/* Who wrote much is not the one whose file is large. */
static void what_waits_is_of_one_size_whoever_wrote_it(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  char *const much = arena_alloc(&c->arena, 3001);
  memset(much, 'e', 3000);
  const struct says brief = { "far", "yes", NULL, -1 }, large = { "far", "yes", much, 10 };
  const struct id id = is_sent(w, YES, links_for(c, "Team", 6));
  MUST(answers(w, link_of(w, id, 0), &brief));
  MUST(answers(w, link_of(w, id, 1), &large));
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM survey_draft"), 2);
  assert_int_equal(raw_number(w->s, "SELECT min(length(answers)) FROM survey_draft"), raw_number(w->s, "SELECT max(length(answers)) FROM survey_draft"));
}

/* --- what may be shown ------------------------------------------------------------------------------------------------------- */

static void what_is_hidden_cannot_be_worked_out_from_the_rest(void **state)
{
  (void)state;
  for (uint64_t seed = 1; seed <= 20000; seed++) {
    int64_t n[TEAMS], rest = 0, unknown = 0;
    bool hidden[TEAMS];
    chance_seed(seed);
    for (size_t i = 0; i < TEAMS; i++) n[i] = chance_below(9);
    rest = chance_below(3) ? 0 : chance_below(9);
    hide_small(n, TEAMS, rest, hidden);
    unknown = rest;
    bool all = true;
    for (size_t i = 0; i < TEAMS; i++) {
      assert_false(n[i] > 0 && n[i] < TOGETHER_LEAST && !hidden[i]);
      if (hidden[i]) unknown += n[i];
      all &= hidden[i] || !n[i];
    }
    assert_true(unknown == 0 || unknown >= TOGETHER_LEAST || all);
  }
}

static const struct shown_counts *of(const char *team, struct survey_results *r)
{
  const struct shown_counts *found;
  MUST(results_of_team(at_work, r, team, &found));
  return found;
}

/* An attacker with every page: total and teams of each question. A question that three of a team skipped is not worked out from the rest. */
static void a_question_that_few_of_a_team_answered_is_hidden_with_enough_beside_it(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct survey_results r;
  const struct id id = is_sent(w, YES, JOIN(&c->arena, links_for(c, "A", 5), links_for(c, "B", 6), links_for(c, "C", 9)));
  for (size_t i = 0; i < 20; i++) MUST(answers(w, link_of(w, id, i), &(struct says){ i < 2 || i >= 5 ? "far" : NULL, "yes", NULL, -1 }));
  as(w, LEADER);
  closes(w, id);
  MUST(survey_results(c, id, &r));
  const size_t a = definition_find(&r.definition, "a"), b = definition_find(&r.definition, "b");
  assert_false(r.all.hidden[a]);
  assert_true(of("A", &r)->hidden[a]);
  assert_true(of("B", &r)->hidden[a]);              /* six: else A's two are the total less what is shown */
  assert_false(of("C", &r)->hidden[a]);
  assert_false(of("A", &r)->hidden[b] || of("B", &r)->hidden[b]);
  assert_int_equal(results_score(of("A", &r), definition_find(&r.definition, "g")).of, 0);      /* nor by the mean of its group */
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(answers_come_in_together_at_the_end_by_five_of_a_team_and_none_is_lost),
    TEST(who_has_the_database_cannot_tell_who_said_what),
    TEST(what_waits_lies_sealed_and_nobody_reads_what_too_few_said),
    TEST(what_waits_is_of_one_size_whoever_wrote_it),
    TEST(a_team_of_few_is_counted_in_the_total_and_never_alone),
    TEST(what_is_hidden_cannot_be_worked_out_from_the_rest),
    TEST(a_question_that_few_of_a_team_answered_is_hidden_with_enough_beside_it),
  };
  return cmocka_run_group_tests_name("anonymity", tests, NULL, NULL);
}
