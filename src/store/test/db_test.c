/* What every engine promises, whichever KENTERING_DATABASE names. */
#include "scratch.h"
#include <pthread.h>
#include <stdatomic.h>

enum { WRITERS = 4, TURNS = 50 };
static atomic_int bodies;

static int add_one(struct ctx *c, void *arg)
{
  int64_t n;
  (void)arg;
  atomic_fetch_add(&bodies, 1);
  TRY(engine_number(c, "SELECT n FROM counted WHERE id = 1", P0, &n));
  return engine_run(c, "UPDATE counted SET n = $1 WHERE id = 1", P(n + 1));
}

static void *count_up(void *arg)
{
  const struct scratch *const s = arg;
  struct ctx c;
  int64_t done = 0;
  ctx_init(&c, NOW, chance_bytes, 0);
  if (db_open(&c, s->path, DB_WRITER, &c.db) != OK) return NULL;
  for (int i = 0; i < TURNS; i++) done += db_transaction(&c, add_one, NULL) == OK;
  db_close(c.db);
  ctx_release(&c);
  return (void *)(intptr_t)done;
}

/* Writers wait for each other: none is lost, refused, or has to be made twice. */
static void changes_of_several_writers_to_one_row_count_once_each(void **state)
{
  struct scratch *const s = scratch_new();
  pthread_t threads[WRITERS];
  int64_t done = 0;
  (void)state;
  raw_run(s, "CREATE TABLE counted (id BIGINT PRIMARY KEY, n BIGINT NOT NULL); INSERT INTO counted (id, n) VALUES (1, 0)");
  for (size_t i = 0; i < WRITERS; i++) assert_int_equal(pthread_create(&threads[i], NULL, count_up, s), 0);
  for (size_t i = 0; i < WRITERS; i++) {
    void *made;
    pthread_join(threads[i], &made);
    done += (intptr_t)made;
  }
  assert_int_equal(done, WRITERS * TURNS);
  assert_int_equal(bodies, done);
  assert_int_equal(raw_number(s, "SELECT n FROM counted"), done);
  scratch_free(s);
}

/* A part goes on although what came before it is gone: the connection broke, or a full disk undid all of it. */
static int put_one(struct ctx *c, void *arg)
{
  (void)arg;
  return engine_run(c, "INSERT INTO counted (id, n) SELECT count(*), 0 FROM counted", P0);
}
static int break_and_go_on(struct ctx *c, void *arg)
{
  (void)arg;
  TRY(put_one(c, NULL));
  (void)!engine_script(c, scratch_server() ? "SELECT pg_terminate_backend(pg_backend_pid())" : "ROLLBACK");
  assert_int_not_equal(db_savepoint(c, put_one, NULL), OK);
  assert_int_not_equal(put_one(c, NULL), OK);
  return OK;
}

static void nothing_is_saved_of_a_transaction_that_broke_half_way(void **state)
{
  struct scratch *const s = scratch_new();
  (void)state;
  raw_run(s, "CREATE TABLE counted (id BIGINT PRIMARY KEY, n BIGINT NOT NULL)");
  assert_int_not_equal(db_transaction(&s->c, break_and_go_on, NULL), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM counted"), 0);
  assert_int_equal(db_transaction(&s->c, put_one, NULL), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM counted"), 1);
  scratch_free(s);
}

static int tell(struct ctx *c, void *arg)
{
  (void)arg;
  TRY(engine_run(c, "UPDATE counted SET n = n + 1", P0));
  return db_tell(c);
}
static int tell_and_fail(struct ctx *c, void *arg)
{
  TRY(tell(c, arg));
  return fail(c, ERR_INVALID, NULL, "on purpose");
}

static void what_is_told_is_heard_elsewhere_once_it_is_committed(void **state)
{
  struct scratch *const s = scratch_new();
  struct db *const mine = s->c.db, *other;
  int64_t before, now;
  (void)state;
  raw_run(s, "CREATE TABLE counted (id BIGINT PRIMARY KEY, n BIGINT NOT NULL); INSERT INTO counted (id, n) VALUES (1, 0)");
  assert_int_equal(db_open(&s->c, s->path, DB_READER, &other), OK);
  s->c.db = other;
  assert_int_equal(db_data_version(&s->c, &before), OK);
  assert_int_equal(db_data_version(&s->c, &now), OK);
  assert_int_equal(before, now);
  s->c.db = mine;
  assert_int_equal(db_transaction(&s->c, tell_and_fail, NULL), ERR_INVALID);
  s->c.db = other;
  assert_int_equal(db_data_version(&s->c, &now), OK);
  assert_int_equal(before, now);
  s->c.db = mine;
  assert_int_equal(db_transaction(&s->c, tell, NULL), OK);
  s->c.db = other;
  assert_int_equal(db_data_version(&s->c, &now), OK);
  assert_int_not_equal(before, now);
  db_close(other);
  s->c.db = mine;
  scratch_free(s);
}

static const char what, other;
static int is_first(struct ctx *c, void *arg) { *(bool *)arg = db_once(c, &what); return OK; }
static int is_first_and_fail(struct ctx *c, void *arg)
{
  TRY(is_first(c, arg));
  return fail(c, ERR_INVALID, NULL, "on purpose");
}
static int ask_several_times(struct ctx *c, void *arg)
{
  bool first;
  (void)arg;
  assert_true(db_once(c, &what));
  assert_false(db_once(c, &what));
  TRY(db_savepoint(c, is_first, &first));
  assert_false(first);
  assert_int_equal(db_savepoint(c, is_first_and_fail, &first), ERR_INVALID);
  assert_true(db_once(c, &what));                          /* what was done inside may be undone */
  assert_true(db_once(c, &other));
  return OK;
}

static void what_is_done_once_in_a_transaction_is_done_again_in_the_next_and_after_a_failure(void **state)
{
  struct scratch *const s = scratch_new();
  (void)state;
  for (int i = 0; i < 2; i++) assert_int_equal(db_transaction(&s->c, ask_several_times, NULL), OK);
  assert_true(db_once(&s->c, &other));                      /* outside of one: each time */
  assert_true(db_once(&s->c, &other));
  scratch_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(changes_of_several_writers_to_one_row_count_once_each),
    cmocka_unit_test(nothing_is_saved_of_a_transaction_that_broke_half_way),
    cmocka_unit_test(what_is_told_is_heard_elsewhere_once_it_is_committed),
    cmocka_unit_test(what_is_done_once_in_a_transaction_is_done_again_in_the_next_and_after_a_failure),
  };
  db_process_init();
  return cmocka_run_group_tests_name("db", tests, NULL, NULL);
}
