/* Web hooks: who hears of what, in which order, how long it is tried, and what is kept of it. */
#include "../../referrals/test/referral_world.h"
#include "hooks_internal.h"
#include "sending.h"
#include "tasks.h"

static struct ctx *cx(struct town *t) { return &t->w->s->c; }

static int set_up(void **state)
{
  struct town *const t = calloc(1, sizeof *t);
  assert_non_null(t);
  *t = town_new();
  *state = t;
  return 0;
}
static int tear_down(void **state)
{
  town_free(*state);
  free(*state);
  return 0;
}

static void as_provider(struct town *t) { as(t->w, PROVIDER); }

static struct id connects(struct town *t, size_t who)
{
  struct id id;
  const char *secret;
  as(t->w, who);
  MUST(hook_add(cx(t), &(struct hook_form){ "ECD", "https://ecd.example/in" }, &id, &secret));
  assert_int_equal(strlen(secret), 6 + 44);
  return id;
}

static size_t waiting(struct town *t, struct id hook)
{
  struct hook_event_list list;
  MUST(hook_events_waiting(cx(t), hook, 1000, &list));
  return list.count;
}

static struct hook_queue queue_of(struct town *t, struct id hook)
{
  struct hook_queue q;
  MUST(hook_queue_of(cx(t), hook, &q));
  return q;
}

static size_t takes(struct town *t, struct sending out[static SENDING_MOST])
{
  size_t count;
  console(t->w);
  MUST(sending_take(cx(t), SENDING_MOST, out, &count));
  return count;
}

static struct sending takes_one(struct town *t)
{
  struct sending all[SENDING_MOST];
  assert_int_equal(takes(t, all), 1);
  return all[0];
}

static void comes_back(struct town *t, struct sending s, enum hook_outcome outcome)
{
  s.outcome = outcome;
  console(t->w);
  MUST(sending_settle(cx(t), &s));
}

static size_t takes_none(struct town *t)
{
  struct sending all[SENDING_MOST];
  return takes(t, all) == 0;
}

static void goes_on(struct town *t, int64_t ms) { at_time(t, cx(t)->now + ms); }

/* Whoever there has the turn. */
static void as_holder(struct town *t, struct id id)
{
  const struct referral r = stored(t, id);
  as_one(t->w, r.responsible, r.holder, ROLE_PROVIDER);
}

/* --- who hears what ------------------------------------------------------------------------------------------------------- */

static void both_sides_hear_that_a_referral_was_sent(void **state)
{
  struct town *const t = *state;
  const struct id theirs = connects(t, PROVIDER), ours = connects(t, TEAM), others = connects(t, OTHER_TEAM);
  refers(t, TEAM, "Kees Kanarie");
  assert_int_equal(waiting(t, theirs), 1);
  assert_int_equal(waiting(t, ours), 1);
  assert_int_equal(waiting(t, others), 0);
}

static void a_draft_tells_nobody(void **state)
{
  struct town *const t = *state;
  const struct id theirs = connects(t, PROVIDER), ours = connects(t, TEAM);
  struct referral_new n = asks_help("Kees Kanarie");
  struct id id;
  n.aim = AIM_DRAFT;
  as(t->w, TEAM);
  MUST(referral_begin(cx(t), &n, &id));
  assert_int_equal(waiting(t, theirs) + waiting(t, ours), 0);
}

static void settle_all(struct town *t)
{
  struct sending all[SENDING_MOST];
  for (size_t n; (n = takes(t, all)) > 0; ) for (size_t i = 0; i < n; i++) comes_back(t, all[i], HOOK_TAKEN);
}

static struct id referred_with(struct town *t, uint64_t hears)
{
  struct referral_new n = asks_help("Kees Kanarie");
  struct id id;
  n.hears.bits = hears;
  as(t->w, TEAM);
  MUST(referral_begin(cx(t), &n, &id));
  as_holder(t, id);
  DOES(t, id, .act = ACT_SPOKEN);
  DOES(t, id, .act = ACT_OFFER, .day = cx(t)->today, .with_whom = "Sanne");
  settle_all(t);
  return id;
}

static void a_referrer_hears_of_the_arrival_only_if_the_person_lets_it(void **state)
{
  struct town *const t = *state;
  const struct id theirs = connects(t, PROVIDER), ours = connects(t, TEAM);
  const struct id silent = referred_with(t, 1 | UINT64_C(1) << HEARS_END), open = referred_with(t, 1 | UINT64_C(1) << HEARS_ARRIVAL);
  as_holder(t, silent);
  DOES(t, silent, .act = ACT_ARRIVED, .day = cx(t)->today);
  assert_int_equal(waiting(t, theirs), 1);
  assert_int_equal(waiting(t, ours), 0);
  as_holder(t, open);
  DOES(t, open, .act = ACT_ARRIVED, .day = cx(t)->today);
  assert_int_equal(waiting(t, ours), 1);
  settle_all(t);
  as_holder(t, silent);
  DOES(t, silent, .act = ACT_STARTED, .day = cx(t)->today);
  assert_int_equal(waiting(t, ours), 0);
  as_holder(t, silent);
  DOES(t, silent, .act = ACT_DROPPED, .day = cx(t)->today, .reason = REASON_TIME);
  assert_int_equal(waiting(t, ours), 1);                   /* that it ended is always known */
}

static void what_the_person_tells_the_referrer_afterwards_is_not_told_to_the_provider(void **state)
{
  struct town *const t = *state;
  const struct id theirs = connects(t, PROVIDER), ours = connects(t, TEAM), id = referred_with(t, 1);
  as_holder(t, id);
  DOES(t, id, .act = ACT_REFUSED, .reason = REASON_SHAME);
  assert_int_equal(waiting(t, theirs), 1);
  settle_all(t);
  as(t->w, TEAM);
  DOES(t, id, .act = ACT_TOUCH, .day = date_plus_days(cx(t)->today, 14), .note = "Later.");
  assert_int_equal(waiting(t, theirs), 0);
  assert_int_equal(waiting(t, ours), 1);
}

/* --- what is sent ------------------------------------------------------------------------------------------------------------ */

static void an_event_says_which_referral_and_nothing_else(void **state)
{
  struct town *const t = *state;
  char want[200], id[ID_TEXT];
  connects(t, PROVIDER);
  id_format(refers(t, TEAM, "Kees Kanarie"), id);
  snprintf(want, sizeof want, "{\"type\":\"referral.changed\",\"timestamp\":\"2026-11-23T09:00:00.000Z\",\"data\":{\"referral\":\"%s\"}}", id);
  assert_string_equal(takes_one(t).body, want);
}

static void secrets_are_sealed_and_two_sign_while_one_is_replaced(void **state)
{
  struct town *const t = *state;
  const struct id id = connects(t, PROVIDER);
  struct hook h;
  const char *secret, *one, *two;
  as_provider(t);
  MUST(hook_own(cx(t), id, &h));
  MUST(hook_signature(cx(t), &h, "id", "1", "{}", &one));
  assert_null(strchr(one, ' '));
  MUST(hook_secret_new(cx(t), id, &secret));
  MUST(hook_own(cx(t), id, &h));
  assert_null(strstr(h.secret, secret + 6));
  MUST(hook_signature(cx(t), &h, "id", "1", "{}", &two));
  assert_string_equal(strchr(two, ' ') + 1, one);          /* the new one first, then the old one as before */
  goes_on(t, HOOK_OLD_SECRET_DAYS * DAY_MS);
  MUST(hook_signature(cx(t), &h, "id", "1", "{}", &two));
  assert_null(strchr(two, ' '));
  MUST(hook_secret_old_end(cx(t), id));
  MUST(hook_own(cx(t), id, &h));
  assert_null(h.old_secret);
}

static void a_secret_that_was_changed_in_the_database_signs_nothing(void **state)
{
  struct town *const t = *state;
  const struct id id = connects(t, PROVIDER), other = connects(t, TEAM);
  struct hook h, from;
  const char *text;
  as(t->w, TEAM);
  MUST(hook_own(cx(t), other, &from));
  as_provider(t);
  MUST(hook_own(cx(t), id, &h));
  h.secret = from.secret;
  assert_int_equal(hook_signature(cx(t), &h, "id", "1", "{}", &text), ERR_STORE);
}

/* --- order and tries ----------------------------------------------------------------------------------------------------------- */

static void what_changes_again_before_it_was_sent_is_one_event(void **state)
{
  struct town *const t = *state;
  const struct id hook = connects(t, PROVIDER), id = refers(t, TEAM, "Kees Kanarie");
  as_holder(t, id);
  DOES(t, id, .act = ACT_TRIED);
  assert_int_equal(waiting(t, hook), 1);
  takes_one(t);
  as_holder(t, id);
  DOES(t, id, .act = ACT_SPOKEN);                          /* the first may be read by now: this one is told again */
  assert_int_equal(waiting(t, hook), 2);
}

static void events_of_one_referral_come_in_order_and_those_of_others_pass_by(void **state)
{
  struct town *const t = *state;
  const struct id hook = connects(t, PROVIDER), first = refers(t, TEAM, "Kees Kanarie");
  const struct sending one = takes_one(t);
  assert_true(takes_none(t));                              /* one at a time */
  goes_on(t, 1);
  as_holder(t, first);
  DOES(t, first, .act = ACT_SPOKEN);
  goes_on(t, 1);
  refers(t, TEAM, "Anna Merel");
  comes_back(t, one, HOOK_REFUSED);
  const struct sending two = takes_one(t);
  assert_non_null(strstr(two.body, "data"));
  assert_false(id_same(two.event, one.event));
  comes_back(t, two, HOOK_TAKEN);
  assert_true(takes_none(t));                              /* the second of the first referral waits for its first */
  assert_int_equal(waiting(t, hook), 2);
  goes_on(t, job_pause(1));
  const struct sending again = takes_one(t);
  assert_true(id_same(again.event, one.event));
  assert_string_equal(again.id, one.id);                   /* so that a receiver knows it again */
  comes_back(t, again, HOOK_TAKEN);
  comes_back(t, takes_one(t), HOOK_TAKEN);
  assert_int_equal(waiting(t, hook), 0);
}

static void what_a_process_took_with_it_when_it_died_comes_again(void **state)
{
  struct town *const t = *state;
  connects(t, PROVIDER);
  refers(t, TEAM, "Kees Kanarie");
  const struct sending one = takes_one(t);
  goes_on(t, SENDING_LEASE_MS - 1);
  assert_true(takes_none(t));
  goes_on(t, 1);
  assert_true(id_same(takes_one(t).event, one.event));
}

static void what_was_let_go_counts_as_no_try(void **state)
{
  struct town *const t = *state;
  struct hook_event e;
  connects(t, PROVIDER);
  refers(t, TEAM, "Kees Kanarie");
  const struct sending one = takes_one(t);
  MUST(sending_give_back(cx(t), &one));
  MUST(global_get(cx(t), hook_event, one.event, &e));
  assert_int_equal(e.tries.n, 0);
  takes_one(t);
}

static void a_receiver_that_works_again_gets_at_once_what_waited(void **state)
{
  struct town *const t = *state;
  const struct id hook = connects(t, PROVIDER);
  for (int i = 0; i < 3; i++) { refers(t, TEAM, "Kees Kanarie"); goes_on(t, 1); }
  for (int i = 0; i < 3; i++) comes_back(t, takes_one(t), HOOK_NO_ANSWER);
  for (int i = 0; i < 3; i++) { goes_on(t, 20 * MINUTE_MS); comes_back(t, takes_one(t), HOOK_NO_ANSWER); }
  goes_on(t, HOUR_MS);
  settle_all(t);
  assert_int_equal(waiting(t, hook), 0);
  assert_false(instant_known(queue_of(t, hook).failing));
}

static size_t tasks_of(struct town *t, struct id about)
{
  struct task_list list;
  console(t->w);
  MUST(tasks_open_about(cx(t), TASK_HOOK_OFF, about, &list));
  return list.count;
}

static void after_three_days_of_silence_it_is_switched_off_and_its_keepers_have_a_task(void **state)
{
  struct town *const t = *state;
  const struct id hook = connects(t, PROVIDER);
  const int64_t begun = cx(t)->now;
  struct hook h;
  refers(t, TEAM, "Kees Kanarie");
  for (int tries = 0; tries < 30; tries++) {
    const struct hook_queue q = queue_of(t, hook);
    if (!instant_known(q.due)) break;
    if (q.due.ms > cx(t)->now) at_time(t, q.due.ms);
    assert_int_equal(tasks_of(t, hook), 0);
    comes_back(t, takes_one(t), HOOK_NO_ANSWER);
  }
  assert_in_range(cx(t)->now - begun, HOOK_TRIED_DAYS * DAY_MS, HOOK_TRIED_DAYS * DAY_MS + 12 * HOUR_MS);
  assert_int_equal(tasks_of(t, hook), 2);                  /* the team lead's, and the provider's role */
  as_provider(t);
  MUST(hook_own(cx(t), hook, &h));
  assert_true(instant_known(h.off));
  refers(t, TEAM, "Anna Merel");
  assert_int_equal(waiting(t, hook), 0);
  as_provider(t);
  MUST(hook_switch(cx(t), hook, true));
  assert_int_equal(tasks_of(t, hook), 0);
  refers(t, TEAM, "Sem Spreeuw");
  assert_int_equal(waiting(t, hook), 1);
}

static void a_test_that_fails_is_not_repeated_and_switches_nothing_off(void **state)
{
  struct town *const t = *state;
  const struct id hook = connects(t, PROVIDER);
  MUST(hook_test(cx(t), hook));
  comes_back(t, takes_one(t), HOOK_REFUSED);
  assert_int_equal(waiting(t, hook), 0);
  goes_on(t, (HOOK_TRIED_DAYS + 1) * DAY_MS);
  refers(t, TEAM, "Kees Kanarie");
  comes_back(t, takes_one(t), HOOK_NO_ANSWER);
  assert_int_equal(tasks_of(t, hook), 0);
  assert_int_equal(waiting(t, hook), 1);
}

/* --- others' ------------------------------------------------------------------------------------------------------------------- */

static void another_organisation_finds_nothing_of_it(void **state)
{
  struct town *const t = *state;
  const struct id id = connects(t, PROVIDER);
  struct hook h;
  struct hook_event_list events;
  const char *secret;
  as(t->w, TEAM);
  assert_int_equal(hook_own(cx(t), id, &h), ERR_NOT_FOUND);
  assert_int_equal(hook_events(cx(t), id, &events), ERR_NOT_FOUND);
  assert_int_equal(hook_secret_new(cx(t), id, &secret), ERR_NOT_FOUND);
  assert_int_equal(hook_secret_old_end(cx(t), id), ERR_NOT_FOUND);
  assert_int_equal(hook_test(cx(t), id), ERR_NOT_FOUND);
  assert_int_equal(hook_switch(cx(t), id, false), ERR_NOT_FOUND);
  assert_int_equal(hook_remove(cx(t), id), ERR_NOT_FOUND);
}

static void removed_it_leaves_nothing_and_its_key_is_gone(void **state)
{
  struct town *const t = *state;
  const struct id id = connects(t, PROVIDER);
  struct hook h;
  refers(t, TEAM, "Kees Kanarie");
  const struct sending under_way = takes_one(t);
  as_provider(t);
  MUST(hook_own(cx(t), id, &h));
  MUST(hook_remove(cx(t), id));
  seal_forget(cx(t));
  assert_int_equal(compartment_open(cx(t), h.compartment), ERR_NOT_FOUND);
  comes_back(t, under_way, HOOK_TAKEN);                    /* nothing to write down any more */
  assert_int_equal(waiting(t, id), 0);
}

static void only_so_many_can_be_connected(void **state)
{
  struct town *const t = *state;
  struct id id;
  const char *secret;
  for (int i = 0; i < HOOKS_MOST; i++) connects(t, PROVIDER);
  assert_int_equal(hook_add(cx(t), &(struct hook_form){ "ECD", "https://ecd.example/in" }, &id, &secret), ERR_INVALID);
}

static void an_organisation_has_one_event_under_way(void **state)
{
  struct town *const t = *state;
  struct sending all[SENDING_MOST];
  connects(t, PROVIDER);
  connects(t, PROVIDER);
  connects(t, TEAM);
  refers(t, TEAM, "Kees Kanarie");
  assert_int_equal(takes(t, all), 2);                      /* one of each */
}

static void nothing_goes_to_an_address_that_is_not_on_the_internet(void **state)
{
  struct town *const t = *state;
  static const char *const urls[] = { "https://127.0.0.1:9/in", "https://[::1]:9/in", "https://localhost:9/in", "http://localhost:9/in", "https://10.0.0.1/in", "https://0x7f.1/in", "https://169.254.169.254/latest" };
  for (size_t i = 0; i < COUNT(urls); i++) {
    struct sending s = { .url = urls[i], .id = "x", .stamp = "1", .body = "{}", .signature = "v1,x" };
    assert_true(sending_send(cx(t), &s, false, (struct http_ends){ .ends = NULL }));
    if (s.outcome != HOOK_NOT_PUBLIC) print_error("%s\n", urls[i]);
    assert_int_equal(s.outcome, HOOK_NOT_PUBLIC);
    cx(t)->error = (struct error){ 0 };
  }
}

static void an_address_in_the_clear_or_with_a_password_in_it_is_refused_on_its_field(void **state)
{
  struct town *const t = *state;
  static const char *const urls[] = { "http://ecd.example/in", "http://localhost/in", "ftp://ecd.example", "https://name:word@ecd.example/in", "ecd.example", "https://" };
  const char *secret;
  struct id id;
  as_provider(t);
  for (size_t i = 0; i < COUNT(urls); i++) {
    assert_int_equal(hook_add(cx(t), &(struct hook_form){ "ECD", urls[i] }, &id, &secret), ERR_INVALID);
    assert_string_equal(cx(t)->error.field, "url");
  }
}

static void old_events_are_deleted_and_those_that_wait_stay(void **state)
{
  struct town *const t = *state;
  const struct id hook = connects(t, PROVIDER);
  struct hook_event_list list;
  bool more = true;
  refers(t, TEAM, "Kees Kanarie");
  comes_back(t, takes_one(t), HOOK_TAKEN);
  refers(t, TEAM, "Anna Merel");
  goes_on(t, (HOOK_KEPT_DAYS + 1) * DAY_MS);
  while (more) MUST(hooks_tidy(cx(t), &more));
  MUST(hook_events_all(cx(t), hook, &list));
  assert_int_equal(list.count, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(both_sides_hear_that_a_referral_was_sent), TEST(a_draft_tells_nobody), TEST(a_referrer_hears_of_the_arrival_only_if_the_person_lets_it),
    TEST(what_the_person_tells_the_referrer_afterwards_is_not_told_to_the_provider), TEST(an_event_says_which_referral_and_nothing_else),
    TEST(secrets_are_sealed_and_two_sign_while_one_is_replaced), TEST(a_secret_that_was_changed_in_the_database_signs_nothing),
    TEST(what_changes_again_before_it_was_sent_is_one_event), TEST(events_of_one_referral_come_in_order_and_those_of_others_pass_by),
    TEST(what_a_process_took_with_it_when_it_died_comes_again), TEST(what_was_let_go_counts_as_no_try), TEST(a_receiver_that_works_again_gets_at_once_what_waited),
    TEST(after_three_days_of_silence_it_is_switched_off_and_its_keepers_have_a_task), TEST(a_test_that_fails_is_not_repeated_and_switches_nothing_off),
    TEST(another_organisation_finds_nothing_of_it), TEST(removed_it_leaves_nothing_and_its_key_is_gone), TEST(only_so_many_can_be_connected),
    TEST(an_organisation_has_one_event_under_way), TEST(nothing_goes_to_an_address_that_is_not_on_the_internet), TEST(an_address_in_the_clear_or_with_a_password_in_it_is_refused_on_its_field), TEST(old_events_are_deleted_and_those_that_wait_stay),
  };
  return cmocka_run_group_tests_name("hooks", tests, NULL, NULL);
}
