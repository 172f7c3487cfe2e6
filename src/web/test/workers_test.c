/* The writer and the readers on a real database. */
#include "../../base/test/sample.h"
#include "engine.h"
#include "journal.h"
#include "keys.h"
#include "migrate.h"
#include "web_state.h"
#include "workers.h"
#include <pthread.h>
#include <sodium.h>
#include <unistd.h>

enum { MANY = 200 };

static char path[64];
static struct ctx main_c;
static struct app app;
static struct workers *workers;
static _Atomic int done;

struct ask { struct work work; struct ctx c; struct request r; _Atomic int status; char text[32]; };

/* --- a room that writes ---------------------------------------------------------------------- */

static int number_of(struct ctx *c) { return (int)strtol(c->request->part, NULL, 10); }

static int add(struct ctx *c)
{
  const int n = number_of(c);
  TRY(engine_run(c, "INSERT INTO number (n) VALUES ($1)", P((int64_t)n)));
  if (n % 3 == 0) return fail(c, ERR_CONFLICT, NULL, "Not threes.");
  if (n == 1000) return engine_run(c, "INSERT INTO nowhere (n) VALUES ($1)", P((int64_t)n));
  return respond(c, 200, "text/plain");
}

static int orphan(struct ctx *c)
{
  TRY(engine_run(c, "INSERT INTO child (n) VALUES (7)", P0));
  return respond(c, 200, "text/plain");
}

static int count(struct ctx *c)
{
  struct statement *s;
  bool row;
  int64_t n = -1;
  TRY(engine_prepare(c, "SELECT count(*) FROM number", &s));
  const int rc = engine_step(c, s, &row);
  if (rc == OK && row) engine_int(s, 0, &n);
  engine_done(s);
  put_int(&c->out, n);
  return rc == OK ? respond(c, 200, "text/plain") : rc;
}

/* As a page about a person: a line of the journal must be durable before it is sent. */
static int read_one(struct ctx *c)
{
  journal_later(c, "read", "sample", (struct id){ { 7 } }, ID_NONE, NULL);
  put(&c->out, "secret");
  return respond(c, 200, "text/plain");
}

static int sleep_a_little(struct ctx *c)
{
  const struct timespec t = { .tv_nsec = 50000000 };
  nanosleep(&t, NULL);
  return respond(c, c->db ? 500 : 200, "text/plain");
}

static const struct route table[] = {
  { GET, "/add/:n", MAY_ANYBODY, WRITE, NULL, add, 0 },
  { GET, "/orphan", MAY_ANYBODY, WRITE, NULL, orphan, 0 },
  { GET, "/count",  MAY_ANYBODY, DB,    NULL, count, 0 },
  { GET, "/read",   MAY_ANYBODY, DB,    NULL, read_one, 0 },
  { GET, "/slow",   MAY_ANYBODY, SLOW,  NULL, sleep_a_little, 0 },
  { .path = NULL }
};
static const struct room room = { .name = "test", .routes = table };
static const struct room *const house[] = { &room, NULL };

/* --- asking ---------------------------------------------------------------------------------- */

static void random_same(void *bytes, size_t n) { memset(bytes, 5, n); }

static void answered(struct work *w)
{
  struct ask *const a = (struct ask *)(void *)w;
  a->status = a->r.status;
  snprintf(a->text, sizeof a->text, "%s", buf_text(&a->c.out));
  ctx_release(&a->c);
  done++;
}

/* A path, and a number behind it unless that is 0. */
static void ask(struct ask *a, const char *target, int n)
{
  struct buf b = { 0 };
  ctx_init(&a->c, NOW, randombytes_buf, 1 << 20);
  put(&b, target);
  if (n) put_int(&b, n);
  const char *const text = arena_text(&a->c.arena, b.at, b.len);
  buf_release(&b);
  a->c.app = &app;
  a->c.keys = app.keys;
  a->c.request = &a->r;
  a->r = (struct request){ .method = "GET", .target = text };
  a->work = (struct work){ .c = &a->c, .done = answered };
  a->work.stage = request_begin(&a->c);
  assert_int_not_equal(a->work.stage, STAGE_DONE);
  assert_true(workers_reserve(workers, &a->work));
  workers_push(workers, &a->work);
}

static void wait_for(int n)
{
  const struct timespec t = { .tv_nsec = 1000000 };
  for (int i = 0; i < 10000 && (done < n || workers_busy(workers)); i++) nanosleep(&t, NULL);
  assert_int_equal(done, n);
}

/* --- tests ----------------------------------------------------------------------------------- */

static uint64_t batches(const struct workers_count *n)
{
  uint64_t all = 0;
  for (size_t i = 0; i <= WORKERS_SIZES; i++) all += n->sizes[i];
  return all;
}

static void what_is_committed_and_what_fails_is_counted(void **state)
{
  static struct ask good[MANY], orphan;
  struct workers_count n;
  (void)state;
  for (int i = 0; i < MANY; i++) ask(&good[i], "/add/", 1);
  wait_for(MANY);
  workers_count(workers, &n);
  assert_int_equal(n.changes, MANY);
  assert_in_range(batches(&n), (MANY + 63) / 64, MANY);
  assert_int_equal(n.sizes[WORKERS_SIZES], 0);                /* no batch is larger than it may be */
  assert_int_equal(n.failed, 0);
  ask(&orphan, "/orphan", 0);
  wait_for(MANY + 1);
  workers_count(workers, &n);
  assert_int_equal(n.changes, MANY);
  assert_int_equal(n.failed, 1);
  assert_int_equal(n.pages + n.slow + n.writes, 0);
}

static void changes_made_together_stand_or_fall_one_by_one(void **state)
{
  static struct ask asks[MANY], last;
  int good = 0;
  (void)state;
  for (int i = 0; i < MANY; i++) ask(&asks[i], "/add/", i + 1);
  wait_for(MANY);
  for (int i = 0; i < MANY; i++) {
    assert_int_equal(asks[i].status, (i + 1) % 3 ? 200 : 409);
    good += asks[i].status == 200;
  }
  ask(&last, "/count", 0);
  wait_for(MANY + 1);
  assert_int_equal(strtol(last.text, NULL, 10), good);
}

static void a_change_that_breaks_the_database_leaves_nothing_and_spares_the_others(void **state)
{
  static struct ask good[20], bad, last;
  (void)state;
  for (int i = 0; i < 10; i++) ask(&good[i], "/add/", 1);
  ask(&bad, "/add/", 1000);
  for (int i = 10; i < 20; i++) ask(&good[i], "/add/", 1);
  wait_for(21);
  assert_int_equal(bad.status, 503);
  for (int i = 0; i < 20; i++) assert_int_equal(good[i].status, 200);
  ask(&last, "/count", 0);
  wait_for(22);
  assert_string_equal(last.text, "20");
}

/* As on a full disk: the changes are right, but cannot be made to last. */
static void a_commit_that_fails_shows_until_one_succeeds(void **state)
{
  static struct ask orphan, good;
  (void)state;
  ask(&orphan, "/orphan", 0);
  wait_for(1);
  assert_int_equal(orphan.status, 503);
  assert_true(app.web->commit_failed);
  ask(&good, "/add/", 1);
  wait_for(2);
  assert_int_equal(good.status, 200);
  assert_false(app.web->commit_failed);
}

/* Another process writes for too long: those who wait together are told so together. */
static void changes_wait_once_for_a_database_that_is_locked(void **state)
{
  static struct ask asks[12];
  const int64_t since = clock_ms();
  (void)state;
  assert_int_equal(db_open(&main_c, path, DB_WRITER, &main_c.db), OK);
  assert_int_equal(db_begin(&main_c), OK);
  for (int i = 0; i < 12; i++) ask(&asks[i], "/add/", 1);
  while (done < 12 && clock_ms() - since < 60000) nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
  assert_in_range(clock_ms() - since, 1000, 25000);          /* one or two turns of five seconds, not twelve */
  db_rollback(&main_c);
  db_close(main_c.db);
  main_c.db = NULL;
  wait_for(12);
  for (int i = 0; i < 12; i++) assert_int_equal(asks[i].status, 503);
}

static int lines(void)
{
  struct statement *st;
  bool row;
  int64_t n = -1;
  assert_int_equal(db_open(&main_c, path, DB_READER, &main_c.db), OK);
  assert_int_equal(engine_prepare(&main_c, "SELECT count(*) FROM journal WHERE verb = 'read'", &st), OK);
  if (engine_step(&main_c, st, &row) == OK && row) (void)engine_int(st, 0, &n);
  engine_done(st);
  db_close(main_c.db);
  main_c.db = NULL;
  return (int)n;
}

static void pages_that_were_read_leave_with_their_lines_also_beside_a_change_that_breaks(void **state)
{
  static struct ask pages[20], bad[4];
  (void)state;
  for (int i = 0; i < 20; i++) {
    ask(&pages[i], "/read", 0);
    if (i % 5 == 0) ask(&bad[i / 5], "/add/", 1000);
  }
  wait_for(24);
  for (int i = 0; i < 4; i++) assert_int_equal(bad[i].status, 503);
  for (int i = 0; i < 20; i++) assert_int_equal(pages[i].status, 200);
  for (int i = 0; i < 20; i++) assert_string_equal(pages[i].text, "secret");
  assert_int_equal(lines(), 20);
}

static void a_page_whose_line_is_not_durable_is_not_sent(void **state)
{
  static struct ask page;
  struct keys *const keys = app.keys;
  (void)state;
  app.keys = NULL;                                                  /* no line can be written */
  ask(&page, "/read", 0);
  wait_for(1);
  assert_int_equal(page.status, 503);
  assert_null(strstr(page.text, "secret"));
  app.keys = keys;
}

static void slow_work_leaves_a_reader_for_pages_and_has_no_database(void **state)
{
  static struct ask slow[6], page;
  (void)state;
  for (int i = 0; i < 6; i++) ask(&slow[i], "/slow", 0);
  ask(&page, "/count", 0);
  const int64_t since = clock_ms();
  while (page.status == 0 && clock_ms() - since < 5000) sched_yield();
  assert_true(done < 6);
  wait_for(7);
  for (int i = 0; i < 6; i++) assert_int_equal(slow[i].status, 200);
}

static void places_to_wait_are_counted(void **state)
{
  int n = 0;
  (void)state;
  struct work slow = { .stage = STAGE_SLOW }, page = { .stage = STAGE_DB }, change = { .stage = STAGE_WRITE };
  while (workers_reserve(workers, &slow)) n++;
  assert_in_range(n, 8, 100);
  assert_int_equal(workers_busy(workers), n);
  assert_true(workers_reserve(workers, &page) && workers_reserve(workers, &change));         /* slow work leaves room for these */
  n += 2;
  while (workers_reserve(workers, &page)) n++;
  assert_in_range(n, 200, 100000);
  assert_int_equal(workers_busy(workers), n);
  workers_stop(workers);
  workers = NULL;
}

static int set_up(void **state)
{
  (void)state;
  done = 0;
  snprintf(path, sizeof path, "%s/kentering-workers-%d.db", getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp", (int)getpid());
  ctx_init(&main_c, NOW, random_same, 0);
  app = (struct app){ .rooms = house };
  if (web_start(&main_c, &app) != OK || db_open(&main_c, path, DB_WRITER, &main_c.db) != OK) return 1;
  int rc = keys_in_memory(&main_c, &app.keys);
  if (rc == OK) rc = migrate(&main_c, schema, schema_count);
  if (rc == OK) rc = engine_script(&main_c, "CREATE TABLE number (n BIGINT NOT NULL); CREATE TABLE parent (n BIGINT PRIMARY KEY);"
                                      "CREATE TABLE child (n BIGINT REFERENCES parent (n) DEFERRABLE INITIALLY DEFERRED)");
  db_close(main_c.db);
  main_c.db = NULL;
  return rc != OK || workers_start(&main_c, &app, path, 2, &workers) != OK;
}

static int tear_down(void **state)
{
  static const char *const endings[] = { "", "-wal", "-shm" };
  char file[80];
  (void)state;
  workers_stop(workers);
  workers = NULL;
  for (size_t i = 0; i < COUNT(endings); i++) {
    snprintf(file, sizeof file, "%s%s", path, endings[i]);
    unlink(file);
  }
  keys_close(app.keys);
  ctx_release(&main_c);
  return 0;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(what_is_committed_and_what_fails_is_counted),
    TEST(changes_made_together_stand_or_fall_one_by_one),
    TEST(a_change_that_breaks_the_database_leaves_nothing_and_spares_the_others),
    TEST(a_commit_that_fails_shows_until_one_succeeds),
    TEST(changes_wait_once_for_a_database_that_is_locked),
    TEST(pages_that_were_read_leave_with_their_lines_also_beside_a_change_that_breaks),
    TEST(a_page_whose_line_is_not_durable_is_not_sent),
    TEST(slow_work_leaves_a_reader_for_pages_and_has_no_database),
    TEST(places_to_wait_are_counted),
  };
  db_process_init();
  return cmocka_run_group_tests_name("workers", tests, NULL, NULL);
}
