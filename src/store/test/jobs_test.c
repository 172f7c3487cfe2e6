/* Jobs: done once, whoever dies or comes first. */
#include "scratch.h"
#include "calendar.h"
#include "jobs.h"

static const struct id ours = { { 1 } }, theirs = { { 2 } };
static const struct job_kind once = { .key = "try" }, elsewhere = { .key = "elsewhere", .outside = true };
static const struct job_kind hourly = { .key = "hourly", .every = HOUR_MS }, at_half_past_two = { .key = "nightly", .daily = true, .minute = 150 };

static int set_up(void **state)
{
  *state = scratch_with_schema();
  return 0;
}
static int tear_down(void **state)
{
  scratch_free(*state);
  return 0;
}

#define MUST(call) assert_int_equal((call), OK)

static void ask(struct scratch *s, const char *name, int64_t in_ms) { MUST(job_ask(&s->c, &once, name, (struct id){ { 9 } }, s->c.now + in_ms)); }
static size_t take(struct scratch *s, struct id who, struct job_list *out)
{
  MUST(jobs_take(&s->c, who, NO, 10, out));
  return out->count;
}

static void what_is_asked_twice_is_one_job_also_when_it_is_done(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  for (int i = 0; i < 3; i++) ask(s, "try/1", 0);
  assert_int_equal(take(s, ours, &list), 1);
  assert_string_equal(list.at[0].kind, "try");
  assert_int_equal(list.at[0].about.b[0], 9);
  MUST(job_done(&s->c, &once, &list.at[0], false));
  ask(s, "try/1", 0);
  assert_int_equal(take(s, ours, &list), 0);
}

static void a_job_is_not_taken_before_its_time_and_the_oldest_comes_first(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  ask(s, "try/later", HOUR_MS);
  ask(s, "try/b", -1);
  ask(s, "try/a", -2);
  assert_int_equal(take(s, ours, &list), 2);
  assert_string_equal(list.at[0].name, "try/a");
  s->c.now += HOUR_MS;
  assert_int_equal(take(s, theirs, &list), 3);               /* the leases of the others are over */
}

static void what_one_process_has_no_other_takes_until_the_lease_ends(void **state)
{
  struct scratch *const s = *state;
  struct job_list mine, other;
  ask(s, "try/1", 0);
  assert_int_equal(take(s, ours, &mine), 1);
  assert_int_equal(take(s, theirs, &other), 0);
  s->c.now += JOB_LEASE_MS;
  assert_int_equal(take(s, theirs, &other), 1);
  assert_int_equal(job_done(&s->c, &once, &mine.at[0], false), ERR_CONFLICT);          /* who was thought dead comes back too late */
  assert_int_equal(job_failed(&s->c, &once, &mine.at[0], "late"), ERR_CONFLICT);
  MUST(job_done(&s->c, &once, &other.at[0], false));
  assert_int_equal(job_done(&s->c, &once, &mine.at[0], false), ERR_CONFLICT);
}

static void what_fails_is_tried_again_after_growing_pauses_and_dies_at_last(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  int64_t before = 0;
  ask(s, "try/1", 0);
  for (int i = 1; i <= JOB_TRIES; i++) {
    assert_int_equal(take(s, ours, &list), 1);
    MUST(job_failed(&s->c, &once, &list.at[0], "no answer"));
    assert_int_equal(take(s, ours, &list), 0);
    assert_true(job_pause(i) >= before);
    before = job_pause(i);
    s->c.now += before - 1;
    assert_int_equal(take(s, ours, &list), 0);
    s->c.now += 1;
  }
  s->c.now += 10 * DAY_MS;
  assert_int_equal(take(s, ours, &list), 0);
  MUST(jobs_dead(&s->c, &list));
  assert_int_equal(list.count, 1);
  assert_string_equal(list.at[0].problem, "no answer");
  const struct job was = list.at[0];
  MUST(job_revive(&s->c, was.id));
  assert_int_equal(take(s, ours, &list), 1);
  assert_int_equal(job_revive(&s->c, was.id), ERR_NOT_FOUND);
  struct job none;
  assert_int_equal(job_drop(&s->c, was.id, &none), ERR_NOT_FOUND);
}

static void jobs_of_a_kind_are_counted_those_for_later_too(void **state)
{
  struct scratch *const s = *state;
  struct jobs_count n;
  struct job_list list;
  ask(s, "try/1", 0);
  ask(s, "try/2", HOUR_MS);
  MUST(jobs_count_of(&s->c, "try", &n));
  assert_int_equal(n.waiting, 2);
  assert_int_equal(n.oldest, s->c.now);
  MUST(jobs_count(&s->c, &n));
  assert_int_equal(n.waiting, 1);
  assert_int_equal(take(s, ours, &list), 1);
  MUST(job_done(&s->c, &once, &list.at[0], false));
  MUST(jobs_count_of(&s->c, "try", &n));
  assert_int_equal(n.waiting, 1);
  assert_int_equal(n.oldest, 0);
  MUST(jobs_count_of(&s->c, "elsewhere", &n));
  assert_int_equal(n.waiting, 0);
}

static void what_the_process_dies_over_each_time_dies_too(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  ask(s, "try/1", 0);
  for (int i = 1; i <= JOB_TRIES; i++, s->c.now += JOB_LEASE_MS) assert_int_equal(take(s, ours, &list), 1);     /* nothing comes back */
  assert_int_equal(take(s, ours, &list), 0);
  MUST(jobs_dead(&s->c, &list));
  assert_int_equal(list.count, 1);
  assert_non_null(list.at[0].problem);
  struct job was;
  MUST(job_drop(&s->c, list.at[0].id, &was));
  assert_string_equal(was.name, "try/1");
  assert_int_equal(raw_number(s, "SELECT count(*) FROM job"), 0);
}

static void what_comes_round_and_kills_the_process_is_left_for_half_a_day_each_time(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  MUST(job_stand(&s->c, &hourly));
  for (int i = 1; i <= JOB_TRIES; i++, s->c.now += JOB_LEASE_MS) assert_int_equal(take(s, ours, &list), 1);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(take(s, ours, &list), 0);
    s->c.now += 12 * HOUR_MS;
    assert_int_equal(take(s, ours, &list), 1);
    s->c.now += JOB_LEASE_MS;
  }
  MUST(jobs_dead(&s->c, &list));
  assert_int_equal(list.count, 0);
}

static void what_was_not_begun_is_anothers_at_once_and_does_not_count_as_tried(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  ask(s, "try/1", 0);
  assert_int_equal(take(s, ours, &list), 1);
  MUST(job_give_back(&s->c, &list.at[0]));
  assert_int_equal(take(s, theirs, &list), 1);
  assert_int_equal(list.at[0].tries.n, 1);
}

static void what_waits_for_another_server_is_taken_apart(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  MUST(job_ask(&s->c, &elsewhere, "elsewhere/1", ID_NONE, s->c.now));
  assert_int_equal(take(s, ours, &list), 0);
  MUST(jobs_take(&s->c, ours, YES, 10, &list));
  assert_int_equal(list.count, 1);
}

static void a_standing_job_comes_round_and_after_a_weeks_stop_once(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  for (int i = 0; i < 2; i++) MUST(job_stand(&s->c, &hourly));
  assert_int_equal(take(s, ours, &list), 1);                /* at once: what was missed before */
  MUST(job_done(&s->c, &hourly, &list.at[0], true));
  assert_int_equal(take(s, ours, &list), 1);                /* there was more */
  MUST(job_done(&s->c, &hourly, &list.at[0], false));
  assert_int_equal(take(s, ours, &list), 0);
  s->c.now += 7 * DAY_MS;
  assert_int_equal(take(s, ours, &list), 1);
  MUST(job_done(&s->c, &hourly, &list.at[0], false));
  assert_int_equal(take(s, ours, &list), 0);
}

static void a_standing_job_that_fails_waits_for_its_next_turn_at_the_most_and_never_dies(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  MUST(job_stand(&s->c, &hourly));
  for (int i = 0; i < 3 * JOB_TRIES; i++, s->c.now += HOUR_MS) {
    assert_int_equal(take(s, ours, &list), 1);
    MUST(job_failed(&s->c, &hourly, &list.at[0], "not today"));
  }
  MUST(jobs_dead(&s->c, &list));
  assert_int_equal(list.count, 0);
}

/* Somebody sets the clock a year ahead, and back again. */
static void a_clock_that_is_set_back_delays_nothing_by_more_than_a_turn(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  MUST(job_stand(&s->c, &hourly));
  s->c.now += 365 * DAY_MS;
  assert_int_equal(take(s, ours, &list), 1);
  MUST(job_done(&s->c, &hourly, &list.at[0], false));
  ask(s, "try/1", 0);
  assert_int_equal(take(s, ours, &list), 1);                /* a lease until next year */
  s->c.now -= 365 * DAY_MS;
  MUST(job_stand(&s->c, &hourly));
  assert_int_equal(take(s, theirs, &list), 0);               /* asked for next year: not before then */
  s->c.now += HOUR_MS;
  assert_int_equal(take(s, theirs, &list), 1);
  assert_string_equal(list.at[0].name, "hourly");
  s->c.now += 365 * DAY_MS - HOUR_MS - JOB_LEASE_MS;         /* the lease seems to last twice as long as one can */
  ask(s, "try/2", 0);
  raw_run(s, "UPDATE job SET lease = due + 86400000 WHERE name = 'try/2'");
  bool found = false;
  assert_true(take(s, theirs, &list) > 0);
  for (size_t i = 0; i < list.count; i++) found |= strcmp(list.at[i].name, "try/2") == 0;
  assert_true(found);
}

/* 25 October 2026 has 25 hours, and half past two twice; 28 March 2027 has 23, and none. */
static void a_day_of_23_or_25_hours_has_every_turn_once(void **state)
{
  (void)state;
  const struct date autumn = { 20261025 }, spring = { 20270328 };
  const struct { struct date day; int64_t since_midnight; } want[] = { { autumn, 150 * MINUTE_MS }, { spring, 150 * MINUTE_MS } };
  for (size_t i = 0; i < COUNT(want); i++) {
    const int64_t evening = instant_at(date_plus_days(want[i].day, -1), 20 * 60), turn = job_next(&at_half_past_two, evening);
    assert_int_equal(date_at(turn).ymd, want[i].day.ymd);
    assert_int_equal(turn - date_begins(want[i].day), want[i].since_midnight);
    const int64_t next = job_next(&at_half_past_two, turn);
    assert_int_equal(date_at(next).ymd, date_plus_days(want[i].day, 1).ymd);
    assert_int_equal(minute_at(next), 150);
  }
}

static int do_and_fail(struct ctx *c, void *taken)
{
  TRY(job_done(c, &once, taken, false));
  return fail(c, ERR_INVALID, NULL, "on purpose");
}

static void what_a_job_did_and_that_it_is_done_stand_or_fall_together(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  ask(s, "try/1", 0);
  assert_int_equal(take(s, ours, &list), 1);
  assert_int_equal(db_transaction(&s->c, do_and_fail, &list.at[0]), ERR_INVALID);
  s->c.now += JOB_LEASE_MS;
  assert_int_equal(take(s, ours, &list), 1);
}

static void what_was_done_long_ago_is_deleted(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  bool more = true;
  ask(s, "try/1", 0);
  ask(s, "try/2", 0);
  MUST(jobs_take(&s->c, ours, NO, 1, &list));
  MUST(job_done(&s->c, &once, &list.at[0], false));
  s->c.now += JOB_KEPT_DAYS * DAY_MS - 1;
  MUST(jobs_tidy(&s->c, &more));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM job"), 2);
  s->c.now += 1;
  MUST(jobs_tidy(&s->c, &more));
  assert_false(more);
  MUST(jobs_waiting(&s->c, &list));
  assert_int_equal(list.count, 1);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM job"), 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(what_is_asked_twice_is_one_job_also_when_it_is_done),
    TEST(a_job_is_not_taken_before_its_time_and_the_oldest_comes_first),
    TEST(what_one_process_has_no_other_takes_until_the_lease_ends),
    TEST(what_fails_is_tried_again_after_growing_pauses_and_dies_at_last),
    TEST(jobs_of_a_kind_are_counted_those_for_later_too),
    TEST(what_the_process_dies_over_each_time_dies_too),
    TEST(what_comes_round_and_kills_the_process_is_left_for_half_a_day_each_time),
    TEST(what_was_not_begun_is_anothers_at_once_and_does_not_count_as_tried),
    TEST(what_waits_for_another_server_is_taken_apart),
    TEST(a_standing_job_comes_round_and_after_a_weeks_stop_once),
    TEST(a_standing_job_that_fails_waits_for_its_next_turn_at_the_most_and_never_dies),
    TEST(a_clock_that_is_set_back_delays_nothing_by_more_than_a_turn),
    TEST(a_day_of_23_or_25_hours_has_every_turn_once),
    TEST(what_a_job_did_and_that_it_is_done_stand_or_fall_together),
    TEST(what_was_done_long_ago_is_deleted),
  };
  db_process_init();
  return cmocka_run_group_tests_name("jobs", tests, NULL, NULL);
}
