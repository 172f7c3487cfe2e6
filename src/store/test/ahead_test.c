/* Statements that nobody waits for: in a light transaction a server hears of several at once. On SQLite the same holds, with nothing to wait for. */
#include "scratch.h"
#include "bulk.h"

static int set_up(void **state)
{
  struct scratch *const s = scratch_with_schema();
  assert_int_equal(engine_script(&s->c, "CREATE TABLE thing (n BIGINT NOT NULL PRIMARY KEY, m BIGINT NOT NULL)"), OK);
  *state = s;
  return 0;
}
static int tear_down(void **state) { scratch_free(*state); return 0; }

static int add(struct ctx *c, int64_t n) { return engine_run(c, "INSERT INTO thing (n, m) VALUES ($1, 0)", P(n)); }

struct range { int64_t from, until; };
static int add_range(struct ctx *c, void *arg)
{
  const struct range *const r = arg;
  for (int64_t n = r->from; n < r->until; n++) TRY(add(c, n));
  return OK;
}

static int64_t count(struct scratch *s) { return raw_number(s, "SELECT count(*) FROM thing"); }

static void all_that_was_sent_is_there_after_the_commit(void **state)
{
  struct scratch *const s = *state;
  const int64_t sizes[] = { 1, 255, 256, 257, 1000 };
  int64_t at = 0;
  for (size_t i = 0; i < COUNT(sizes); i++) {
    struct range r = { at, at + sizes[i] };
    assert_int_equal(bulk_transaction(&s->c, add_range, &r), OK);
    at = r.until;
    assert_int_equal(count(s), at);
  }
}

static int add_and_look(struct ctx *c, void *unused)
{
  int64_t there;
  (void)unused;
  for (int64_t n = 0; n < 20; n++) {
    TRY(add(c, n));
    if (n % 3 == 0) TRY(engine_run(c, "UPDATE thing SET m = n WHERE n = $1", P(n)));
    TRY(engine_number(c, "SELECT count(*) FROM thing WHERE m <= n", P0, &there));
    assert_int_equal(there, n + 1);
    TRY(engine_number(c, "SELECT max(m) FROM thing", P0, &there));
    assert_int_equal(there, n - n % 3);
  }
  return OK;
}

static void whoever_reads_sees_all_that_was_sent_before(void **state)
{
  struct scratch *const s = *state;
  assert_int_equal(bulk_transaction(&s->c, add_and_look, NULL), OK);
  assert_int_equal(count(s), 20);
}

static int add_twice(struct ctx *c, void *arg)
{
  int *const went_on = arg;
  TRY(add(c, 1));
  TRY(add(c, 1));
  TRY(add(c, 2));
  ++*went_on;
  return OK;
}

static void what_fails_is_told_at_the_latest_when_its_savepoint_ends(void **state)
{
  struct scratch *const s = *state;
  int went_on = 0;
  assert_int_equal(db_begin_light(&s->c), OK);
  assert_int_equal(db_savepoint(&s->c, add_twice, &went_on), ERR_STORE);
  assert_non_null(s->c.error.text);
  assert_true(db_spoilt(&s->c));
  assert_int_equal(db_commit(&s->c), ERR_STORE);
  assert_int_equal(count(s), 0);
  assert_int_equal(db_begin(&s->c), OK);                     /* the next one is as ever */
  assert_int_equal(db_savepoint(&s->c, add_twice, &went_on), ERR_STORE);
  db_rollback(&s->c);
  struct range r = { 0, 3 };
  assert_int_equal(db_transaction(&s->c, add_range, &r), OK);
  assert_int_equal(count(s), 3);
}

static int break_it(struct ctx *c, void *arg)
{
  int64_t n;
  TRY(add_twice(c, arg));
  if (*(int *)arg < 100) TRY(engine_number(c, "SELECT count(*) FROM thing", P0, &n));
  *(int *)arg += 1000;
  return OK;
}

static void a_bulk_in_which_something_fails_keeps_nothing_of_it(void **state)
{
  struct scratch *const s = *state;
  for (int i = 0; i < 2; i++) {                              /* heard of by whoever reads, and at the commit */
    int went_on = i * 100;
    assert_int_equal(bulk_transaction(&s->c, break_it, &went_on), ERR_STORE);
    assert_int_equal(count(s), 0);
  }
  struct range r = { 0, 3 };
  assert_int_equal(bulk_transaction(&s->c, add_range, &r), OK);
  assert_int_equal(count(s), 3);
}

static int change_one(struct ctx *c, void *arg)
{
  bool one;
  TRY(add(c, 1));
  TRY(engine_run(c, "UPDATE thing SET m = 5 WHERE n = $1", P(*(const int64_t *)arg)));
  TRY(engine_changed_one(c, &one));
  return one ? add(c, 2) : fail(c, ERR_CONFLICT, NULL, "changed meanwhile");
}

static void an_update_that_changes_no_row_does_not_stand(void **state)
{
  struct scratch *const s = *state;
  int64_t there = 1, not_there = 7;
  assert_int_not_equal(bulk_transaction(&s->c, change_one, &not_there), OK);
  assert_int_equal(count(s), 0);
  assert_int_equal(bulk_transaction(&s->c, change_one, &there), OK);
  assert_int_equal(raw_number(s, "SELECT m FROM thing WHERE n = 1"), 5);
  assert_int_equal(db_transaction(&s->c, change_one, &not_there), ERR_STORE);      /* is there already */
}

static int count_changed(struct ctx *c, void *arg)
{
  struct range r = { 0, 5 };
  TRY(add_range(c, &r));
  TRY(engine_run(c, "UPDATE thing SET m = 1 WHERE n > 1", P0));
  return engine_changed(c, arg);
}

static void how_many_rows_changed_is_known_when_it_is_asked(void **state)
{
  struct scratch *const s = *state;
  int64_t n = 0;
  assert_int_equal(bulk_transaction(&s->c, count_changed, &n), OK);
  assert_int_equal(n, 3);
}

static int write_beside_a_reader(struct ctx *c, void *unused)
{
  struct statement *s;
  bool row = true;
  int rc = OK;
  int64_t n = 0;
  (void)unused;
  TRY(engine_prepare(c, "SELECT n FROM thing WHERE n < $1 ORDER BY n", &s));
  engine_in_parts(s);
  engine_bind(s, 1, param_int(1000));
  while (rc == OK && (rc = engine_step(c, s, &row)) == OK && row) rc = add(c, 1000 + n++);
  engine_done(s);
  return rc == OK ? add(c, 5000) : rc;
}

static void rows_that_come_in_parts_may_be_written_of_meanwhile(void **state)
{
  struct scratch *const s = *state;
  struct range r = { 0, 1000 };
  assert_int_equal(bulk_transaction(&s->c, add_range, &r), OK);
  assert_int_equal(bulk_transaction(&s->c, write_beside_a_reader, NULL), OK);
  assert_int_equal(count(s), 2001);
}

static int lose_once(struct ctx *c, void *arg)
{
  int *const times = arg;
  TRY(add(c, 1));
  if (++*times == 1 && scratch_server()) (void)!c->db->engine->script(c, "SELECT pg_terminate_backend(pg_backend_pid())");
  return add(c, 2);
}

static void a_bulk_whose_connection_ends_is_done_once(void **state)
{
  struct scratch *const s = *state;
  int times = 0;
  assert_int_equal(bulk_transaction(&s->c, lose_once, &times), OK);
  assert_int_equal(times, scratch_server() ? 2 : 1);
  assert_int_equal(count(s), 2);
}

struct cut { struct scratch *s; int times; };
static int cut_the_line(struct ctx *c, void *arg)
{
  struct cut *const cut = arg;
  struct range r = { 0, 40 };
  TRY(add_range(c, &r));
  if (++cut->times == 1 && scratch_server())
    raw_run(cut->s, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() AND state <> 'idle'");
  return OK;
}

static void what_was_not_heard_of_when_the_line_was_cut_is_done_again(void **state)
{
  struct cut cut = { *state, 0 };
  assert_int_equal(bulk_transaction(&cut.s->c, cut_the_line, &cut), OK);
  assert_int_equal(cut.times, scratch_server() ? 2 : 1);
  assert_int_equal(count(cut.s), 40);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(all_that_was_sent_is_there_after_the_commit),
    TEST(whoever_reads_sees_all_that_was_sent_before),
    TEST(what_fails_is_told_at_the_latest_when_its_savepoint_ends),
    TEST(a_bulk_in_which_something_fails_keeps_nothing_of_it),
    TEST(an_update_that_changes_no_row_does_not_stand),
    TEST(how_many_rows_changed_is_known_when_it_is_asked),
    TEST(rows_that_come_in_parts_may_be_written_of_meanwhile),
    TEST(a_bulk_whose_connection_ends_is_done_once),
    TEST(what_was_not_heard_of_when_the_line_was_cut_is_done_again),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
