/* Jobs: done once, whoever dies or comes first. */
#include "scratch.h"
#include "jobs.h"

static const struct id ours = { { 1 } }, theirs = { { 2 } };

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

static void ask(struct scratch *s, const char *name, int64_t in_ms) { MUST(job_ask(&s->c, "try", name, (struct id){ { 9 } }, s->c.now + in_ms)); }
static size_t take(struct scratch *s, struct id who, struct job_list *out)
{
  MUST(jobs_take(&s->c, who, 10, out));
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
  MUST(job_done(&s->c, &list.at[0]));
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
  assert_int_equal(job_done(&s->c, &mine.at[0]), ERR_CONFLICT);          /* who was thought dead comes back too late */
  assert_int_equal(job_failed(&s->c, &mine.at[0], "late"), ERR_CONFLICT);
  MUST(job_done(&s->c, &other.at[0]));
  assert_int_equal(job_done(&s->c, &mine.at[0]), ERR_CONFLICT);
}

static void what_fails_is_tried_again_after_growing_pauses_and_dies_at_last(void **state)
{
  struct scratch *const s = *state;
  struct job_list list;
  int64_t before = 0;
  ask(s, "try/1", 0);
  for (int i = 1; i <= JOB_TRIES; i++) {
    assert_int_equal(take(s, ours, &list), 1);
    MUST(job_failed(&s->c, &list.at[0], "no answer"));
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
  assert_int_equal(job_revive(&s->c, was.id, was.version - 1), ERR_CONFLICT);
  MUST(job_revive(&s->c, was.id, was.version));
  assert_int_equal(take(s, ours, &list), 1);
  assert_int_equal(job_revive(&s->c, was.id, list.at[0].version), ERR_NOT_FOUND);
}

static int do_and_fail(struct ctx *c, void *taken)
{
  TRY(job_done(c, taken));
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
  MUST(jobs_take(&s->c, ours, 1, &list));
  MUST(job_done(&s->c, &list.at[0]));
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
    TEST(what_a_job_did_and_that_it_is_done_stand_or_fall_together),
    TEST(what_was_done_long_ago_is_deleted),
  };
  db_process_init();
  return cmocka_run_group_tests_name("jobs", tests, NULL, NULL);
}
