/* Phases against their table: random acts in the program and in a model as plain as can be. */
#include "cases_helper.h"

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
  as(w, DIRECTOR);
  MUST(phase_move(&s->c, t.household, 0, &(struct phase_ask){ .state = CASE_DIRECT, .why = "Nu" }));
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
  REFUSED(phase_move(&s->c, t.household, 0, &(struct phase_ask){ .state = CASE_DIRECT, .why = "Nu" }), "state");
  as(w, DIRECTOR);
  MUST(phase_move(&s->c, t.household, 0, &(struct phase_ask){ .state = CASE_DIRECT, .why = "Nu" }));
  MUST(director_of(&s->c, t.household, &d));
  MUST(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = "Dichtbij" }));
  as(w, TEAM);
  MUST(director_accept(&s->c, t.household, d.version + 1));
  MUST(judgement_add(&s->c, t.household, &(struct judgement_new){ .person = t.bram, .towards = CASE_RISKCARE, .enough = YES, .why = "Rustig" }));
  REFUSED(phase_move(&s->c, t.household, 1, &(struct phase_ask){ .state = CASE_RISKCARE, .why = "Nu", .without = "Ziek" }), "state");
  assert_int_equal(phase_move(&s->c, t.household, 0, &(struct phase_ask){ .state = CASE_EARLY, .why = "Nu" }), ERR_CONFLICT);
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
  };
  return cmocka_run_group_tests_name("phases", tests, NULL, NULL);
}
