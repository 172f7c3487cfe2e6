/* Phases against their table: random acts in the program and in a model as plain as can be. */
#include "cases_helper.h"
#include "rights.h"
#include "tasks.h"

enum { TURNS = 900, PERSONS = 3 };

static struct world *w;
static struct scratch *s;
static struct household_try t;
static int set_up(void **state) { *state = w = world_new(); s = w->s; t = both_parties(w); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

/* --- the model: who is judged enough for what since the phase began, whether Bram did something, what is open --- */

struct model { enum case_state state; bool enough[PERSONS][CASE_CLOSED + 1]; bool acted; size_t open; int32_t version; };

static bool model_moves(const struct model *m, enum case_state to, bool words)
{
  const struct phase_rule *const r = phase_rule(m->state, to);
  if (!r) return false;
  for (size_t p = 0; r->gate && p < PERSONS; p++) if (!m->enough[p][to]) return false;
  if (r->act && !m->acted && !words) return false;
  return !r->empty || !m->open;
}

static struct id person_at(size_t n) { return n == 0 ? t.bram : n == 1 ? t.noor : t.sem; }

static void judge(struct model *m, size_t turn)
{
  const enum case_state towards = (enum case_state)(CASE_RISKCARE + turn / 3 % 3);
  for (size_t p = turn >> 4 & 1 ? turn % PERSONS : 0; p < PERSONS; p++) {
    const bool enough = (turn >> p) % 9 != 0;
    MUST(judgement_add(&s->c, t.household, &(struct judgement_new){ .person = person_at(p), .towards = towards, .enough = enough ? YES : NO, .why = "Gezien" }));
    m->enough[p][towards] = enough;
  }
}

/* An action by Bram himself, or by somebody else, that is done or stays open. */
static void act(struct model *m, bool bram, bool ends)
{
  char doer[100] = "somebody", id[ID_TEXT];
  struct case_action a;
  struct id action;
  id_format(t.bram, id);
  if (bram) snprintf(doer, sizeof doer, "person:%s", id);
  const struct action_new n = { .what = "Bellen", .doer = doer, .somebody = "Oma", .due = { 20991231 }, .form = ACTION_ALONE, .place = PLACE_A };
  MUST(action_add(&s->c, t.household, ID_NONE, &n, &action));
  m->open++;
  if (!ends) return;
  MUST(action_get(&s->c, action, &a));
  MUST(action_end(&s->c, action, a.version, &(struct action_close){ .state = ACTION_DONE, .result = "Gelukt" }));
  m->open--;
  m->acted |= bram;
}

static void close_all(struct model *m)
{
  struct case_action_list all;
  MUST(actions_of(&s->c, t.household, &all));
  for (size_t i = 0; i < all.count; i++)
    if (all.at[i].state == ACTION_OPEN) MUST(action_end(&s->c, all.at[i].id, all.at[i].version, &(struct action_close){ .state = ACTION_DROPPED, .result = "Niet nodig" }));
  m->open = 0;
}

static void move(struct model *m, enum case_state to, bool words)
{
  const struct phase_ask ask = { .state = to, .why = "Omdat", .without = words ? "Is ziek" : NULL };
  const bool expected = model_moves(m, to, words);
  const int rc = phase_move(&s->c, t.household, m->version, &ask);
  if ((rc == OK) != expected) print_error("%s to %s: %d\n", case_state_key(m->state), case_state_key(to), rc);
  assert_int_equal(rc == OK, expected);
  s->c.error = (struct error){ 0 };
  if (!expected) return;
  *m = (struct model){ .state = to, .open = m->open, .version = m->version + 1 };
}

/* Mostly onward through a gate, or else anywhere: steps back have none, and would be all there is. */
static enum case_state somewhere(const struct model *m, uint64_t r)
{
  for (size_t i = 0; r & 7 && i < phase_rule_count; i++) if (phase_rules[i].from == m->state && phase_rules[i].gate && r >> 3 & 1 << i % 2) return phase_rules[i].to;
  return (enum case_state)(1 + (r >> 8) % CASE_CLOSED);
}

static void phases_follow_their_table(void **state)
{
  struct model m = { .version = 0 };
  struct case_phase now;
  size_t moved = 0, closed = 0;
  uint64_t r = 88172645463325252u;
  (void)state;
  s->c.app = NULL;                                           /* no rooms, so no plans that are asked for */
  as(w, DIRECTOR);
  for (size_t turn = 0; turn < TURNS; turn++) {
    r ^= r << 13; r ^= r >> 7; r ^= r << 17;
    s->c.now += 1000;
    const enum case_state before = m.state;
    switch (r % 8) {
    case 0: case 1: case 2: judge(&m, (size_t)(r >> 8)); break;
    case 3: act(&m, r >> 8 & 1, r >> 9 & 3); break;
    case 4: if (r >> 8 & 1) close_all(&m); break;
    default: move(&m, somewhere(&m, r >> 20), r >> 16 & 1); break;
    }
    moved += m.state != before;
    closed += m.state != before && m.state == CASE_CLOSED;
    const struct case_file f = case_of(s, t.household);
    MUST(phase_now(&s->c, &f, &now));
    assert_int_equal(now.state, m.state);
    assert_int_equal(now.version, m.version);
  }
  assert_true(moved > 20 && closed > 0);
}

static void an_unmet_gate_says_what_is_missing(void **state)
{
  struct case_phase now;
  struct gate_line_list missing;
  (void)state;
  s->c.app = NULL;
  as(w, DIRECTOR);
  MUST(phase_move(&s->c, t.household, 0, &(struct phase_ask){ .state = CASE_DIRECT, .why = "Het kan" }));
  MUST(action_add(&s->c, t.household, ID_NONE, &(struct action_new){ .what = "Bellen", .doer = "somebody", .somebody = "Oma", .due = { 20991231 }, .form = ACTION_ALONE, .place = PLACE_A }, NULL));
  const struct case_file f = case_of(s, t.household);
  MUST(phase_now(&s->c, &f, &now));
  MUST(phase_missing(&s->c, &f, &now, phase_rule(CASE_DIRECT, CASE_RISKCARE), &missing));
  assert_int_equal(missing.count, PERSONS + 1);              /* each person's safety, and his own act */
  for (size_t i = 0; i < PERSONS; i++) assert_int_equal(missing.at[i].kind, GATE_SAFETY);
  assert_int_equal(missing.at[PERSONS].kind, GATE_ACT);
  MUST(phase_missing(&s->c, &f, &now, phase_rule(CASE_RECOVERY, CASE_CLOSED), &missing));
  assert_int_equal(missing.at[missing.count - 1].kind, GATE_OPEN_ACTION);
}

static void only_who_directs_decides_and_only_who_sees_both_opens_a_gate(void **state)
{
  struct household_director d;
  (void)state;
  as(w, TEAM);
  REFUSED(phase_move(&s->c, t.household, 0, &(struct phase_ask){ .state = CASE_DIRECT, .why = "Het kan" }), "state");
  as(w, DIRECTOR);
  MUST(phase_move(&s->c, t.household, 0, &(struct phase_ask){ .state = CASE_DIRECT, .why = "Het kan" }));
  MUST(director_of(&s->c, t.household, &d));
  MUST(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = "Dichtbij" }));
  as(w, TEAM);
  MUST(director_accept(&s->c, t.household, d.version + 1));
  MUST(judgement_add(&s->c, t.household, &(struct judgement_new){ .person = t.bram, .towards = CASE_RISKCARE, .enough = YES, .why = "Rustig" }));
  REFUSED(phase_move(&s->c, t.household, 1, &(struct phase_ask){ .state = CASE_RISKCARE, .why = "Het kan", .without = "Ziek" }), "state");
  assert_int_equal(phase_move(&s->c, t.household, 0, &(struct phase_ask){ .state = CASE_EARLY, .why = "Het kan" }), ERR_CONFLICT);
}

static bool lacks(struct id household, enum case_state from, enum case_state to, enum gate_kind kind, struct id about)
{
  struct case_phase now;
  struct gate_line_list missing;
  const struct case_file f = case_of(s, household);
  MUST(phase_now(&s->c, &f, &now));
  MUST(phase_missing(&s->c, &f, &now, phase_rule(from, to), &missing));
  for (size_t i = 0; i < missing.count; i++) if (missing.at[i].kind == kind && (!id_known(about) || id_same(missing.at[i].id, about))) return true;
  return false;
}

static void a_sign_is_no_reason(void **state)
{
  static const char *const nothing[] = { "x", "nu", "...", "123 45", "\xE2\x80\xA6\xE2\x80\xA6\xE2\x80\xA6", " - " };
  (void)state;
  as(w, DIRECTOR);
  for (size_t i = 0; i < COUNT(nothing); i++) {
    REFUSED(phase_move(&s->c, t.household, 0, &(struct phase_ask){ .state = CASE_DIRECT, .why = nothing[i] }), "why");
    REFUSED(judgement_add(&s->c, t.household, &(struct judgement_new){ .person = t.bram, .towards = CASE_RISKCARE, .enough = YES, .why = nothing[i] }), "why");
  }
}

static void scores(struct id person, enum case_place place, int32_t score, struct date day)
{
  union any_part p = part_of(KIND_SAFETY, place, person);
  p.score.score = num(score);
  p.part.day = day;
  MUST(case_part_add(&s->c, &case_kinds[KIND_SAFETY], t.household, &p, NULL));
}

static void safe_enough_with_a_low_score_asks_for_words_and_keeps_them(void **state)
{
  struct judgement_new n = { .person = t.noor, .towards = CASE_RISKCARE, .enough = YES, .why = "Woont nu apart" };
  struct gate_judgement_list all;
  struct case_phase now;
  const char *words;
  (void)state;
  as(w, DIRECTOR);
  scores(t.noor, PLACE_B, 2, long_ago);
  MUST(phase_move(&s->c, t.household, 0, &(struct phase_ask){ .state = CASE_DIRECT, .why = "Het kan" }));
  MUST(judgement_add(&s->c, t.household, &n));                /* that score was before this phase */
  scores(t.noor, PLACE_B, 8, date_plus_days(s->c.today, -1));
  scores(t.noor, PLACE_PERSON, 5, s->c.today);
  REFUSED(judgement_add(&s->c, t.household, &n), "nevertheless");
  n.nevertheless = "?";
  REFUSED(judgement_add(&s->c, t.household, &n), "nevertheless");
  MUST(judgement_add(&s->c, t.household, &(struct judgement_new){ .person = t.noor, .towards = CASE_RISKCARE, .enough = NO, .why = "Nog bang" }));
  s->c.now++;
  n.nevertheless = "Hij zit vast";
  MUST(judgement_add(&s->c, t.household, &n));
  const struct case_file f = case_of(s, t.household);
  MUST(phase_now(&s->c, &f, &now));
  MUST(judgements_for(&s->c, &f, &now, CASE_RISKCARE, &all));
  assert_int_equal(all.count, 1);
  MUST(gate_words_of(&s->c, all.at[0].id, &words));
  assert_string_equal(words, "Hij zit vast");
  as(w, TEAM);                                               /* of the other side: not even that there are words */
  MUST(gate_words_of(&s->c, all.at[0].id, &words));
  assert_null(words);
}

static void who_was_judged_not_safe_is_told_apart_from_who_was_not_judged(void **state)
{
  (void)state;
  as(w, DIRECTOR);
  assert_true(lacks(t.household, CASE_DIRECT, CASE_RISKCARE, GATE_SAFETY, t.noor));
  MUST(judgement_add(&s->c, t.household, &(struct judgement_new){ .person = t.noor, .towards = CASE_RISKCARE, .enough = NO, .why = "Nog bang" }));
  assert_true(lacks(t.household, CASE_DIRECT, CASE_RISKCARE, GATE_NOT_SAFE, t.noor));
  assert_false(lacks(t.household, CASE_DIRECT, CASE_RISKCARE, GATE_SAFETY, t.noor));
}

static void each_adult_has_a_final_safety_plan_before_a_gate_opens(void **state)
{
  (void)state;
  as(w, DIRECTOR);
  const struct id adults[] = { t.bram, t.noor };
  for (size_t i = 0; i < COUNT(adults); i++) {
    assert_true(lacks(t.household, CASE_DIRECT, CASE_RISKCARE, GATE_NO_PLAN, adults[i]));
    plans_for(w, &t, adults[i], PLAN_DRAFT);
    assert_true(lacks(t.household, CASE_RISKCARE, CASE_RECOVERY, GATE_NO_PLAN, adults[i]));
    plans_for(w, &t, adults[i], PLAN_FINAL);
    assert_false(lacks(t.household, CASE_DIRECT, CASE_RISKCARE, GATE_NO_PLAN, adults[i]));
  }
  assert_false(lacks(t.household, CASE_DIRECT, CASE_RISKCARE, GATE_NO_PLAN, t.sem));      /* a child */
  assert_false(lacks(t.household, CASE_RECOVERY, CASE_CLOSED, GATE_NO_PLAN, ID_NONE));      /* closing ends them */
}

/* One party, with another of whom who directs knows nothing, and without. */
static void a_household_of_one_party_goes_on_with_a_statement_about_everybody_else(void **state)
{
  (void)state;
  for (size_t twin = 0; twin < 2; twin++) {
    struct id own, hidden, person;
    struct case_move_list moves;
    const char *words;
    as(w, TEAM);
    own = opens(s, MY_SIDE_A);
    const struct household_file f = file_of(s, own);
    person = adds(s, f.sides.at[0].id, "Bas", twin ? "Een" : "Ander", MEMBER_OTHER, "Bas");
    works_with(w, SHELTER, &f.household.compartment, 1, own);
    as(w, SHELTER);
    if (twin) { MUST(side_open(&s->c, own, SIDE_B, &hidden)); adds(s, hidden, "Mien", "Stil", MEMBER_EXPERIENCES, NULL); }
    as(w, TEAM);
    struct phase_ask ask = { .state = CASE_RISKCARE, .why = "Het kan", .without = "Is ziek" };
    MUST(judgement_add(&s->c, own, &(struct judgement_new){ .person = person, .towards = CASE_RISKCARE, .enough = YES, .why = "Rustig" }));
    REFUSED(phase_move(&s->c, own, 0, &ask), "others");
    ask.others = "ok";
    REFUSED(phase_move(&s->c, own, 0, &ask), "others");
    ask.others = "De wijkagent, gisteren";
    MUST(phase_move(&s->c, own, 0, &ask));
    const struct case_file now = case_of(s, own);
    MUST(phase_moves(&s->c, &now, &moves));
    MUST(gate_words_of(&s->c, moves.at[0].id, &words));
    assert_string_equal(words, "De wijkagent, gisteren");
    MUST(member_add(&s->c, &(struct household_member){ .household = own, .shared_name = "Jan", .role = MEMBER_CHILD }, NULL));
    assert_true(lacks(own, CASE_RISKCARE, CASE_RECOVERY, GATE_NO_FILE, ID_NONE));
    assert_false(lacks(own, CASE_RISKCARE, CASE_RECOVERY, GATE_ONE_SIDE, ID_NONE));
    MUST(member_add(&s->c, &(struct household_member){ .household = own, .shared_name = "Mien", .role = MEMBER_EXPERIENCES }, NULL));
    assert_true(lacks(own, CASE_RISKCARE, CASE_RECOVERY, GATE_ONE_SIDE, ID_NONE));
    ask.state = CASE_RECOVERY;
    REFUSED(phase_move(&s->c, own, 1, &ask), "state");
  }
}

static void a_second_side_of_ones_own_making_opens_no_gate(void **state)
{
  struct id second;
  (void)state;
  as(w, TEAM);
  const struct id own = opens(s, MY_SIDE_A);
  assert_false(lacks(own, CASE_DIRECT, CASE_RISKCARE, GATE_ONE_SIDE, ID_NONE));
  MUST(side_open(&s->c, own, SIDE_B, &second));
  assert_true(lacks(own, CASE_DIRECT, CASE_RISKCARE, GATE_ONE_SIDE, ID_NONE));
}

static void from_closed_it_goes_back_to_the_beginning_only(void **state)
{
  (void)state;
  assert_non_null(phase_rule(CASE_CLOSED, CASE_EARLY));
  assert_non_null(phase_rule(CASE_CLOSED, CASE_DIRECT));
  assert_null(phase_rule(CASE_CLOSED, CASE_RISKCARE));
  assert_null(phase_rule(CASE_CLOSED, CASE_RECOVERY));
}

static void nothing_closes_over_a_reporting_code_without_a_decision(void **state)
{
  union any_part p;
  (void)state;
  as(w, DIRECTOR);
  assert_false(lacks(t.household, CASE_RECOVERY, CASE_CLOSED, GATE_OPEN_ELSEWHERE, ID_NONE));
  const struct id id = writes(s, t.household, KIND_MELDCODE, PLACE_B, t.noor);
  assert_true(lacks(t.household, CASE_RECOVERY, CASE_CLOSED, GATE_OPEN_ELSEWHERE, ID_NONE));
  MUST(case_part_get(&s->c, &case_kinds[KIND_MELDCODE], id, &p));
  p.part.struck = "Hoort bij een ander";
  MUST(case_part_change(&s->c, &case_kinds[KIND_MELDCODE], &p));
  assert_false(lacks(t.household, CASE_RECOVERY, CASE_CLOSED, GATE_OPEN_ELSEWHERE, ID_NONE));
}

static void nothing_closes_over_a_request_that_somebody_waits_for(void **state)
{
  const struct right_ask a = { .kind = RIGHT_COPY, .asker = ASKER_SELF, .received = s->c.today };
  struct id id;
  (void)state;
  as(w, SHELTER);
  MUST(right_ask(&s->c, t.noor, &a, &id));
  as(w, DIRECTOR);
  assert_true(lacks(t.household, CASE_RECOVERY, CASE_CLOSED, GATE_OPEN_ELSEWHERE, ID_NONE));
  struct right r;
  MUST(right_get(&s->c, id, &r));
  MUST(right_withdraw(&s->c, id, r.request.version));
  assert_false(lacks(t.household, CASE_RECOVERY, CASE_CLOSED, GATE_OPEN_ELSEWHERE, ID_NONE));
}

static size_t told(enum task_kind kind, struct id about, size_t who)
{
  struct task_list open;
  size_t n = 0;
  console(w);
  MUST(tasks_open_about(&s->c, kind, about, &open));
  for (size_t i = 0; i < open.count; i++) n += id_same(open.at[i].account, w->at[who].account);
  return n;
}

static void what_is_written_after_closing_is_saved_and_asks_who_directs(void **state)
{
  (void)state;
  as(w, DIRECTOR);
  writes(s, t.household, KIND_NOTE, PLACE_A, t.bram);
  const struct case_phase closed = { .id = t.household, .compartment = case_of(s, t.household).file.household.compartment, .state = CASE_CLOSED, .since = { s->c.now } };
  MUST(record_insert(&s->c, case_phase, &closed, NULL));
  writes(s, t.household, KIND_NOTE, PLACE_A, t.bram);
  assert_int_equal(told(TASK_WRITTEN_AFTER, t.household, DIRECTOR), 0);      /* who directs wrote it */
  as(w, SHELTER);
  writes(s, t.household, KIND_NOTE, PLACE_B, t.noor);
  assert_int_equal(told(TASK_WRITTEN_AFTER, t.household, DIRECTOR), 1);
  as(w, DIRECTOR);
  MUST(phase_move(&s->c, t.household, 1, &(struct phase_ask){ .state = CASE_DIRECT, .why = "Het begint weer" }));
  assert_int_equal(told(TASK_WRITTEN_AFTER, t.household, DIRECTOR), 0);
}

/* Somebody who would do something leaves: who directs hears of it, and the row says so to who worked with them. */
static void what_a_colleague_who_left_would_do_is_nobodys_and_told_at_once(void **state)
{
  char doer[100] = "account:", id[ID_TEXT];
  struct case_action a;
  struct id action;
  const char *name;
  (void)state;
  as(w, TEAM);
  id_format(w->at[TEAM].account, id);
  snprintf(doer, sizeof doer, "account:%s", id);
  MUST(action_add(&s->c, t.household, ID_NONE, &(struct action_new){ .what = "Bellen", .doer = doer, .due = { 20991231 }, .form = ACTION_ALONE, .place = PLACE_A }, &action));
  assert_int_equal(told(TASK_WITHOUT_COLLEAGUE, t.household, DIRECTOR), 0);
  as(w, TEAM);
  MUST(involvement_end(&s->c, w->at[TEAM].account, t.household));
  assert_int_equal(told(TASK_WITHOUT_COLLEAGUE, t.household, DIRECTOR), 1);
  assert_int_equal(told(TASK_WITHOUT_COLLEAGUE, t.household, SHELTER), 0);   /* of the other side: it would tell of this one */
  as(w, DIRECTOR);
  const struct case_file f = case_of(s, t.household);
  MUST(action_get(&s->c, action, &a));
  MUST(action_doer(&s->c, &f, &a, &name));
  assert_string_equal(name, tr(&s->c, "nobody: this colleague does not work with it any more"));
}

static size_t judged_enough(enum case_state towards)
{
  struct case_file f;
  struct case_phase now;
  struct gate_judgement_list all;
  size_t n = 0;
  MUST(case_open(&s->c, t.household, &f));
  MUST(phase_now(&s->c, &f, &now));
  MUST(judgements_for(&s->c, &f, &now, towards, &all));
  for (size_t i = 0; i < all.count; i++) n += all.at[i].enough == YES;
  return n;
}

static void what_another_household_judged_of_somebody_stays_there(void **state)
{
  struct person p;
  (void)state;
  MUST(person_get(&s->c, t.sem, &p));
  MUST(judgement_add(&s->c, t.household, &(struct judgement_new){ .person = t.sem, .towards = CASE_RISKCARE, .enough = YES, .why = "Gezien" }));
  assert_int_equal(judged_enough(CASE_RISKCARE), 1);
  struct gate_judgement other = { .compartment = p.compartment, .household = { { 77 } }, .person = t.sem, .towards = CASE_RISKCARE, .enough = NO, .why = "Elders gezien", .at = { s->c.now + 1 } };
  MUST(record_insert(&s->c, gate_judgement, &other, NULL));
  other.towards = CASE_RECOVERY;
  other.enough = YES;
  MUST(record_insert(&s->c, gate_judgement, &other, NULL));
  assert_int_equal(judged_enough(CASE_RISKCARE), 1);
  assert_int_equal(judged_enough(CASE_RECOVERY), 0);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(phases_follow_their_table),
    TEST(what_another_household_judged_of_somebody_stays_there),
    TEST(an_unmet_gate_says_what_is_missing),
    TEST(only_who_directs_decides_and_only_who_sees_both_opens_a_gate),
    TEST(a_sign_is_no_reason),
    TEST(safe_enough_with_a_low_score_asks_for_words_and_keeps_them),
    TEST(who_was_judged_not_safe_is_told_apart_from_who_was_not_judged),
    TEST(each_adult_has_a_final_safety_plan_before_a_gate_opens),
    TEST(a_household_of_one_party_goes_on_with_a_statement_about_everybody_else),
    TEST(a_second_side_of_ones_own_making_opens_no_gate),
    TEST(from_closed_it_goes_back_to_the_beginning_only),
    TEST(nothing_closes_over_a_reporting_code_without_a_decision),
    TEST(nothing_closes_over_a_request_that_somebody_waits_for),
    TEST(what_is_written_after_closing_is_saved_and_asks_who_directs),
    TEST(what_a_colleague_who_left_would_do_is_nobodys_and_told_at_once),
  };
  return cmocka_run_group_tests_name("phases", tests, NULL, NULL);
}
