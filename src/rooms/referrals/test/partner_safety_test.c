/* Help of one party starts, stops or ends: the other's worker looks at safety, if the other wishes it, and nobody of the first side learns of it. */
#include "referral_world.h"
#include "partner_safety.h"
#include "tasks.h"

static struct town town;
static struct id household, bram, noor, referral;
#define C (&town.w->s->c)

static void let_in(size_t n, const struct id *compartments, size_t count)
{
  console(town.w);
  for (size_t i = 0; i < count; i++) {
    const struct involvement row = { .account = town.w->at[n].account, .organisation = town.w->at[n].organisation, .compartment = compartments[i], .household = household, .purpose = PURPOSE_HELP,
      .since = { C->now }, .given_by = town.w->at[DIRECTOR].account };
    MUST(record_insert(C, involvement, &row, NULL));
  }
}

/* The team works for Bram, the shelter for Noor. */
static int set_up(void **state)
{
  struct id of_bram, of_noor;
  (void)state;
  town = town_new();
  as(town.w, DIRECTOR);
  household = opens(town.w->s, MY_SIDE_BOTH);
  const struct household_file f = file_of(town.w->s, household);
  bram = adds(town.w->s, f.sides.at[0].id, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  noor = adds(town.w->s, f.sides.at[1].id, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  MUST(record_place(C, person, bram, &of_bram));
  MUST(record_place(C, person, noor, &of_noor));
  let_in(TEAM, (struct id[]){ f.household.compartment, f.sides.at[0].compartment, of_bram }, 3);
  let_in(SHELTER, (struct id[]){ f.household.compartment, f.sides.at[1].compartment, of_noor }, 3);
  return 0;
}
static int tear_down(void **state) { (void)state; town_free(&town); return 0; }

static void help_of(struct id person, size_t worker)
{
  struct referral_new n = asks_help("Bram");
  n.persoon = person;
  as(town.w, worker);
  MUST(referral_begin(C, &n, &referral));
  const struct referral r = stored(&town, referral);
  as_one(town.w, r.responsible, r.holder, ROLE_PROVIDER);
  DOES(&town, referral, .act = ACT_OFFER, .day = C->today, .with_whom = "Esra Voorbeeld");
  DOES(&town, referral, .act = ACT_STARTED, .day = C->today);
  bool more = false;
  console(town.w);
  MUST(partner_run(C, &(struct job){ .about = referral }, &more));
}

static size_t asked_of(size_t n)
{
  struct task_list mine;
  size_t count = 0;
  as(town.w, n);
  MUST(tasks_mine(C, &mine));
  for (size_t i = 0; i < mine.count; i++) count += mine.at[i].kind == TASK_LOOK_AT_SAFETY;
  return count;
}

static void help_starts(void) { help_of(bram, TEAM); }

static void without_the_wish_nobody_is_asked(void **state)
{
  (void)state;
  help_starts();
  assert_int_equal(asked_of(SHELTER), 0);
}

static void with_the_wish_her_own_worker_is_asked_and_nobody_of_his_side(void **state)
{
  enum yes_no wants;
  (void)state;
  as(town.w, SHELTER);
  MUST(safety_wish_set(C, noor, YES));
  help_starts();
  assert_int_equal(asked_of(SHELTER), 1);
  assert_int_equal(asked_of(TEAM), 0);
  assert_int_equal(asked_of(PROVIDER), 0);
  as(town.w, TEAM);
  assert_int_equal(safety_wish_set(C, noor, NO), ERR_NOT_FOUND);
  C->error = (struct error){ 0 };
  MUST(safety_wish_of(C, noor, &wants));
  assert_int_equal(wants, YES_NO_UNKNOWN);
}

static void it_is_not_closed_empty(void **state)
{
  struct task_list mine;
  (void)state;
  as(town.w, SHELTER);
  MUST(safety_wish_set(C, noor, YES));
  help_starts();
  as(town.w, SHELTER);
  MUST(tasks_mine(C, &mine));
  for (size_t i = 0; i < mine.count; i++) if (mine.at[i].kind == TASK_LOOK_AT_SAFETY) assert_int_equal(task_done(C, mine.at[i].id), ERR_INVALID);
  assert_int_equal(safety_look_add(C, noor, &(struct safety_look_form){ .note = "" }), ERR_INVALID);
  C->error = (struct error){ 0 };
  MUST(safety_look_add(C, noor, &(struct safety_look_form){ .note = "Voelt zich veilig; afgesproken om vrijdag te bellen." }));
  assert_int_equal(asked_of(SHELTER), 0);
}

static void what_she_says_of_why_he_stopped_stays_on_her_side(void **state)
{
  struct safety_look_list looks;
  (void)state;
  as(town.w, SHELTER);
  MUST(safety_look_add(C, noor, &(struct safety_look_form){ .note = "Maakt zich zorgen.", .why = REASON_DENIES, .words = "Hij vond het onzin." }));
  MUST(safety_looks_of(C, noor, &looks));
  assert_int_equal(looks.at[0].why, REASON_DENIES);
  assert_string_equal(looks.at[0].words, "Hij vond het onzin.");
  as(town.w, TEAM);
  MUST(safety_looks_of(C, noor, &looks));
  assert_int_equal(looks.count, 0);
}

static void a_wish_that_was_taken_back_counts_no_more(void **state)
{
  (void)state;
  as(town.w, SHELTER);
  MUST(safety_wish_set(C, noor, YES));
  at_time(&town, C->now + 1000);
  as(town.w, SHELTER);
  MUST(safety_wish_set(C, noor, NO));
  help_starts();
  assert_int_equal(asked_of(SHELTER), 0);
}

static void his_side_is_never_told_of_her_help_or_a_child_s(void **state)
{
  struct id child;
  (void)state;
  as(town.w, TEAM);
  MUST(safety_wish_set(C, bram, YES));
  help_of(noor, SHELTER);
  assert_int_equal(asked_of(TEAM), 0);
  as(town.w, SHELTER);
  child = adds(town.w->s, file_of(town.w->s, household).sides.at[0].id, "Sem", "Proefstra", MEMBER_CHILD, NULL);
  MUST(safety_wish_set(C, noor, YES));
  help_of(child, SHELTER);
  assert_int_equal(asked_of(TEAM), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(without_the_wish_nobody_is_asked),
    TEST(with_the_wish_her_own_worker_is_asked_and_nobody_of_his_side),
    TEST(his_side_is_never_told_of_her_help_or_a_child_s),
    TEST(it_is_not_closed_empty),
    TEST(what_she_says_of_why_he_stopped_stays_on_her_side),
    TEST(a_wish_that_was_taken_back_counts_no_more),
  };
  return cmocka_run_group_tests_name("partner_safety", tests, NULL, NULL);
}
