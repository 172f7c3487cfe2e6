/* The nightly job: whoever is silent is asked, exactly once, also after the server stood still for a week. */
#include "peers_helper.h"

static struct world *w;
static struct id peer, one;
static int set_up(void **state)
{
  *state = w = peers_world();
  peer = adds_peer(w, EXPERT, "Kees Ervaren", 5);
  one = asks_peer(w, peer);
  return 0;
}
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static void accept_it(void)
{
  as(w, EXPERT);
  MUST(peer_accept(&w->s->c, one));                           /* next: tomorrow */
}
static size_t told(size_t n) { return tasks_of(w, n, n == PROVIDER ? TASK_PEER_SILENT : TASK_PEER_CONTACT, one); }

static void a_day_in_time_asks_nobody(void **state)
{
  (void)state;
  accept_it();
  days_pass(w, 1);
  night(w);
  assert_int_equal(told(EXPERT) + told(TEAM) + told(PROVIDER), 0);
}

static void silence_comes_to_the_expert_then_who_asked_then_the_coordinator(void **state)
{
  (void)state;
  accept_it();
  days_pass(w, 2);
  night(w);
  assert_int_equal(told(EXPERT), 1);
  assert_int_equal(told(TEAM) + told(PROVIDER), 0);
  days_pass(w, 1);
  night(w);
  assert_int_equal(told(TEAM), 1);
  assert_int_equal(told(PROVIDER), 0);
  days_pass(w, 1);
  night(w);
  assert_int_equal(told(PROVIDER), 1);
  assert_int_equal(told(EXPERT), 1);
  assert_int_equal(told(TEAM), 1);
}

static void done_twice_it_is_done_once(void **state)
{
  (void)state;
  accept_it();
  days_pass(w, 2);
  night(w);
  const struct peer_clock before = clock_of(w, one);
  night(w);
  night(w);
  assert_int_equal(clock_of(w, one).version, before.version);
  assert_int_equal(told(EXPERT), 1);
}

static void after_a_stop_of_a_week_everybody_who_should_know_is_told_once(void **state)
{
  (void)state;
  accept_it();
  days_pass(w, 8);
  night(w);
  night(w);
  assert_int_equal(told(EXPERT), 1);
  assert_int_equal(told(TEAM), 1);
  assert_int_equal(told(PROVIDER), 1);
  assert_false(date_known(clock_of(w, one).look));           /* nothing more to look at until somebody does something */
}

static void a_question_without_an_answer_comes_to_who_asked(void **state)
{
  (void)state;
  days_pass(w, date_days_between(w->s->c.today, clock_of(w, one).next) + 1);
  night(w);
  assert_int_equal(tasks_of(w, EXPERT, TASK_PEER_ASKED, one), 1);
  assert_int_equal(told(EXPERT), 0);                          /* it stands on the list already */
  days_pass(w, 1);
  night(w);
  assert_int_equal(told(TEAM), 1);
}

static void a_contact_by_anybody_involved_ends_the_silence(void **state)
{
  (void)state;
  accept_it();
  days_pass(w, 5);
  night(w);
  as(w, TEAM);
  MUST(peer_contact_add(&w->s->c, one, &(struct peer_contact_new){ .how = PEER_HOW_PHONE, .reached = YES }));
  assert_int_equal(told(EXPERT) + told(TEAM) + told(PROVIDER), 0);
  night(w);
  assert_int_equal(told(EXPERT) + told(TEAM) + told(PROVIDER), 0);
  days_pass(w, 8);
  night(w);
  assert_int_equal(told(EXPERT), 1);                          /* and the next silence begins anew */
}

static void an_expert_who_leaves_is_handed_back_the_next_night(void **state)
{
  struct peer_assignment a;
  struct peer_clock k;
  (void)state;
  accept_it();
  as(w, TEAM);
  MUST(peer_contact_add(&w->s->c, one, &(struct peer_contact_new){ .how = PEER_HOW_PHONE, .reached = YES }));
  console(w);
  MUST(account_leave(&w->s->c, w->at[EXPERT].account, ID_NONE));
  night(w);
  as(w, TEAM);
  MUST(peer_assignment_get(&w->s->c, one, &a, &k));
  assert_int_equal(k.state, PEER_HANDED_BACK);
  assert_int_equal(a.back, PEER_BACK_GONE);
  assert_int_equal(tasks_of(w, TEAM, TASK_PEER_BACK, one), 1);
}

static void what_cannot_be_told_to_who_asked_is_told_to_the_coordinator(void **state)
{
  (void)state;
  console(w);
  MUST(account_leave(&w->s->c, w->at[TEAM].account, ID_NONE));
  as(w, EXPERT);
  MUST(peer_hand_back(&w->s->c, one, &(struct peer_back_form){ .back = PEER_BACK_TIME }));
  assert_int_equal(told(PROVIDER), 1);
}

static void only_what_is_due_is_touched(void **state)
{
  struct id quiet[3];
  int32_t version[3];
  (void)state;
  for (size_t i = 0; i < COUNT(quiet); i++) quiet[i] = asks_peer(w, peer);
  accept_it();
  for (size_t i = 0; i < COUNT(quiet); i++) {
    struct peer_clock k = clock_of(w, quiet[i]);
    k.next = date_plus_days(w->s->c.today, 40);
    k.look = date_plus_days(k.next, 1);
    MUST(record_update(&w->s->c, peer_clock, &k));
    version[i] = clock_of(w, quiet[i]).version;
  }
  days_pass(w, 10);
  struct peer_clock_list due;
  console(w);
  MUST(peer_clocks_due(&w->s->c, 100, &due));
  assert_int_equal(due.count, 1);
  night(w);
  for (size_t i = 0; i < COUNT(quiet); i++) assert_int_equal(clock_of(w, quiet[i]).version, version[i]);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    CASE(a_day_in_time_asks_nobody),
    CASE(silence_comes_to_the_expert_then_who_asked_then_the_coordinator),
    CASE(done_twice_it_is_done_once),
    CASE(after_a_stop_of_a_week_everybody_who_should_know_is_told_once),
    CASE(a_question_without_an_answer_comes_to_who_asked),
    CASE(a_contact_by_anybody_involved_ends_the_silence),
    CASE(an_expert_who_leaves_is_handed_back_the_next_night),
    CASE(what_cannot_be_told_to_who_asked_is_told_to_the_coordinator),
    CASE(only_what_is_due_is_touched),
  };
  return cmocka_run_group_tests_name("silence", tests, NULL, NULL);
}
