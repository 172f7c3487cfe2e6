/* Jobs as a process runs them: on a real database, the test being the writer's thread. */
#include "../../store/test/scratch.h"
#include "runner.h"
#include "web_state.h"
#include <stdatomic.h>

enum { STEPS_MOST = 500, LITTLE_NS = 2000000 };

struct bench { struct scratch *s; struct app app; struct web web; struct runner *runner; void *states[2]; };

static _Atomic int prepared, ran, more_left, fails;
static _Atomic bool let_go;

/* --- kinds ------------------------------------------------------------------------------------ */

static int count(struct ctx *c, const struct job *job, bool *more)
{
  assert_non_null(c->db);
  assert_true(c->scope.reach == REACH_ALL && job->tries.n > 0);
  ran++;
  *more = more_left-- > 0;
  return OK;
}

static int stumble(struct ctx *c, const struct job *job, bool *more)
{
  (void)more;
  TRY(job_ask(c, &(struct job_kind){ .key = "left" }, JOIN(&c->arena, "left/", job->name), ID_NONE, c->now));
  return fails-- > 0 ? fail(c, ERR_BUSY, "x", "It did not go well.") : OK;
}

static int eat_all(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  (void)more;
  while (!c->arena.failed) (void)arena_alloc(&c->arena, 16 << 20);
  return fail(c, ERR_FULL, NULL, "Too much.");
}

/* As a mail server that takes long: until it is told, or the process ends. */
static int wait_outside(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  (void)more;
  while (!let_go && !runner_ends(c->app)) nanosleep(&(struct timespec){ .tv_nsec = LITTLE_NS }, NULL);
  prepared++;
  c->prepared = arena_text(&c->arena, "found", 5);
  return runner_ends(c->app) ? fail(c, ERR_BUSY, NULL, "The process ends.") : OK;
}

static int note_found(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  (void)more;
  assert_string_equal(c->prepared, "found");
  ran++;
  return OK;
}

static const struct job_kind kinds[] = {
  { .key = "count", .run = count }, { .key = "stumble", .run = stumble },
  { .key = "outside", .outside = true, .prepare = wait_outside, .run = note_found },
  { .key = "a hungry one", .run = eat_all },
  { .key = "daily", .daily = true, .minute = 60, .run = count },
  { .key = NULL }
};
static const struct room room = { .name = "test", .jobs = kinds };
static const struct room *const house[] = { &room, NULL };

/* --- hands --------------------------------------------------------------------------------------- */

static int set_up(void **state)
{
  struct bench *const b = calloc(1, sizeof *b);
  b->s = scratch_with_schema();
  prepared = ran = more_left = fails = 0;
  let_go = true;
  b->app = (struct app){ .rooms = house, .keys = b->s->c.keys, .states = b->states, .web = &b->web };
  assert_int_equal(runner_start(&b->s->c, &b->app, b->s->path, &b->runner), OK);
  *state = b;
  return 0;
}

static int tear_down(void **state)
{
  struct bench *const b = *state;
  runner_free(b->runner);
  scratch_free(b->s);
  free(b);
  return 0;
}

static int asks(struct ctx *c, void *kind)
{
  const struct job_kind *const k = kind;
  return job_ask(c, k, JOIN(&c->arena, k->key, "/1"), ID_NONE, 1);
}
static void ask(struct bench *b, size_t kind) { assert_int_equal(db_transaction(&b->s->c, asks, (void *)(uintptr_t)&kinds[kind]), OK); }

/* Until nothing is left to be done, or that many steps. */
static void work(struct bench *b, const char *until)
{
  for (int i = 0; i < STEPS_MOST; i++) {
    if (!runner_step(b->runner, b->s->c.db)) nanosleep(&(struct timespec){ .tv_nsec = LITTLE_NS }, NULL);
    if (raw_number(b->s, until)) return;
  }
  print_error("still waiting for: %s\n", until);
  assert_true(false);
}

/* --- behaviour ---------------------------------------------------------------------------------------- */

static void what_is_asked_for_is_done_once_and_parts_follow_at_once(void **state)
{
  struct bench *const b = *state;
  more_left = 0;
  work(b, "SELECT count(*) FROM job WHERE name = 'daily' AND done IS NOT NULL");
  more_left = 3;
  const int before = ran;
  ask(b, 0);
  work(b, "SELECT count(*) FROM job WHERE name = 'count/1' AND due IS NULL");
  assert_true(ran - before >= 4);
}

static void a_standing_job_runs_at_the_first_start_and_not_again_at_the_next(void **state)
{
  struct bench *const b = *state;
  work(b, "SELECT count(*) FROM job WHERE name = 'daily' AND done IS NOT NULL");
  runner_finish(b->runner, b->s->c.db);
  runner_free(b->runner);
  assert_int_equal(runner_start(&b->s->c, &b->app, b->s->path, &b->runner), OK);
  ran = 0;
  ask(b, 1);
  work(b, "SELECT count(*) FROM job WHERE name = 'stumble/1' AND due IS NULL");
  assert_int_equal(ran, 0);
}

static void what_fails_leaves_no_trace_but_why_and_is_tried_again_later(void **state)
{
  struct bench *const b = *state;
  fails = 1;
  ask(b, 1);
  work(b, "SELECT count(*) FROM job WHERE name = 'stumble/1' AND problem = 'It did not go well.' AND lease IS NULL AND due > 1");
  assert_int_equal(raw_number(b->s, "SELECT count(*) FROM job WHERE kind = 'left'"), 0);
}

static void what_needs_too_much_is_told_and_leaves_enough_to_the_next(void **state)
{
  struct bench *const b = *state;
  work(b, "SELECT count(*) FROM job WHERE name = 'daily' AND done IS NOT NULL");
  ask(b, 3);
  ask(b, 0);
  work(b, "SELECT count(*) FROM job WHERE name = 'a hungry one/1' AND problem = 'Too much.' AND lease IS NULL AND due > 1");
  work(b, "SELECT count(*) FROM job WHERE name = 'count/1' AND due IS NULL");
}

static void what_waits_for_another_server_holds_up_nothing(void **state)
{
  struct bench *const b = *state;
  let_go = false;
  ask(b, 2);
  work(b, "SELECT count(*) FROM job WHERE name = 'outside/1' AND lease IS NOT NULL");
  ask(b, 1);
  work(b, "SELECT count(*) FROM job WHERE name = 'stumble/1' AND due IS NULL");
  assert_int_equal(prepared, 0);
  let_go = true;
  work(b, "SELECT count(*) FROM job WHERE name = 'outside/1' AND due IS NULL");
  assert_int_equal(prepared, 1);
}

static void at_the_end_what_was_not_done_is_free_for_the_next_process(void **state)
{
  struct bench *const b = *state;
  let_go = false;
  ask(b, 2);
  work(b, "SELECT count(*) FROM job WHERE name = 'outside/1' AND lease IS NOT NULL");
  atomic_store(&b->web.stopping, true);
  runner_finish(b->runner, b->s->c.db);
  assert_int_equal(raw_number(b->s, "SELECT count(*) FROM job WHERE name = 'outside/1' AND lease IS NULL AND due = 1 AND tries = 0"), 1);
}

static void work_that_this_version_does_not_know_waits_for_one_that_does(void **state)
{
  struct bench *const b = *state;
  static const struct job_kind newer = { .key = "newer" };
  assert_int_equal(db_transaction(&b->s->c, asks, (void *)(uintptr_t)&newer), OK);
  work(b, "SELECT count(*) FROM job WHERE name = 'newer/1' AND problem IS NOT NULL AND due IS NOT NULL");
}

static void a_process_without_keys_does_no_jobs(void **state)
{
  struct bench *const b = *state;
  struct runner *none = b->runner;
  b->app.keys = NULL;
  assert_int_equal(runner_start(&b->s->c, &b->app, b->s->path, &none), OK);
  assert_null(none);
  assert_false(runner_step(none, b->s->c.db));
  runner_finish(none, b->s->c.db);
  runner_free(none);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(what_is_asked_for_is_done_once_and_parts_follow_at_once),
    TEST(a_standing_job_runs_at_the_first_start_and_not_again_at_the_next),
    TEST(what_fails_leaves_no_trace_but_why_and_is_tried_again_later),
    TEST(what_needs_too_much_is_told_and_leaves_enough_to_the_next),
    TEST(what_waits_for_another_server_holds_up_nothing),
    TEST(at_the_end_what_was_not_done_is_free_for_the_next_process),
    TEST(work_that_this_version_does_not_know_waits_for_one_that_does),
    TEST(a_process_without_keys_does_no_jobs),
  };
  db_process_init();
  return cmocka_run_group_tests_name("runner", tests, NULL, NULL);
}
