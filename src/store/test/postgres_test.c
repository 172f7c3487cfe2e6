/* What only PostgreSQL can do to the program: connections that break, plans that go stale, what it refuses to keep. Where
 * KENTERING_DATABASE names no server only what needs none is tested. */
#include "scratch.h"

static int set_up(void **state)
{
  *state = scratch_new();
  return 0;
}
static int tear_down(void **state)
{
  scratch_free(*state);
  return 0;
}

static int open_url(struct scratch *s, const char *url)
{
  struct db *db = NULL;
  s->c.error = (struct error){ 0 };
  const int rc = db_open(&s->c, url, DB_READER, &db);
  db_close(db);
  return rc;
}

/* --- URLs -------------------------------------------------------------------------------------- */

static void no_message_shows_a_password(void **state)
{
  static const char *const urls[] = { "postgresql://a:geheim%zz@127.0.0.1:1/x", "postgresql://a:geheim@127.0.0.1:1/x", "postgresql://a:geheim@[127.0.0.1/x", "postgresql://a:geheim@127.0.0.1:1/x?geheim=1",
    "postgresql://a@127.0.0.1:1/x?password=geheim&nothing=1", "postgresql://a:geheim@127.0.0.1:port/x", "postgres://:geheim@/x?host=/nowhere", "postgresql://a:geheim@127.0.0.1,127.0.0.1:1/x" };
  for (size_t i = 0; i < COUNT(urls); i++) {
    assert_int_not_equal(open_url(*state, urls[i]), OK);
    assert_non_null(((struct scratch *)*state)->c.error.text);
    if (strstr(((struct scratch *)*state)->c.error.text, "geheim")) print_error("%s: %s\n", urls[i], ((struct scratch *)*state)->c.error.text);
    assert_null(strstr(((struct scratch *)*state)->c.error.text, "geheim"));
  }
}

static void the_address_of_a_server_is_no_file(void **state)
{
  static const char *const urls[] = { "http://127.0.0.1/x", "sqlite://x", "Postgresql://a@b/c", "mysql://a/b" };
  for (size_t i = 0; i < COUNT(urls); i++) {
    struct scratch *const s = *state;
    struct db *db = NULL;
    assert_int_equal(db_open(&s->c, urls[i], DB_WRITER, &db), ERR_INVALID);
    assert_null(db);
    assert_int_not_equal(access(urls[i], F_OK), 0);
  }
}

static void a_schema_may_have_any_name(void **state)
{
  struct scratch *const s = *state;
  struct db *const before = s->c.db, *db;
  assert_int_equal(raw_script(&s->c, scratch_server(), JOIN(&s->c.arena, "CREATE SCHEMA \"", s->schema, " Één'; drop-\"")), OK);
  const char *const url = JOIN(&s->c.arena, scratch_server(), "?options=-csearch_path%3D%22", s->schema, "%5C%20%C3%89%C3%A9n%27;%5C%20drop-%22");
  assert_int_equal(db_open(&s->c, url, DB_WRITER, &db), OK);
  s->c.db = db;
  assert_int_equal(migrate(&s->c, schema, schema_count), OK);
  assert_int_equal(migrate(&s->c, schema, schema_count), OK);
  assert_int_equal(db_try(&s->c), OK);
  db_close(db);
  s->c.db = before;
  assert_int_equal(raw_script(&s->c, scratch_server(), JOIN(&s->c.arena, "DROP SCHEMA \"", s->schema, " Één'; drop-\" CASCADE")), OK);
}

/* --- statements ------------------------------------------------------------------------------------ */

static int add_one(struct ctx *c, void *unused)
{
  int64_t n;
  (void)unused;
  TRY(engine_number(c, "SELECT max(n) FROM counted", P0, &n));
  return engine_run(c, "INSERT INTO counted (n) VALUES ($1)", P(n + 1));
}
static int read_all(struct ctx *c, void *columns)
{
  struct statement *s;
  bool row;
  TRY(engine_prepare(c, "SELECT * FROM counted", &s));
  const int rc = engine_step(c, s, &row);
  if (rc == OK) *(int *)columns = s->engine->columns(s);
  engine_done(s);
  return rc;
}

static void statements_that_somebody_threw_away_are_made_again(void **state)
{
  struct scratch *const s = *state;
  raw_run(s, "CREATE TABLE counted (n BIGINT)");
  for (int i = 0; i < 3; i++) {
    assert_int_equal(db_transaction(&s->c, add_one, NULL), OK);
    assert_int_equal(engine_script(&s->c, "DEALLOCATE ALL"), OK);
  }
  assert_int_equal(raw_number(s, "SELECT max(n) FROM counted"), 3);
}

static void a_table_may_change_under_its_statements(void **state)
{
  struct scratch *const s = *state;
  int columns = 0;
  raw_run(s, "CREATE TABLE counted (n BIGINT); INSERT INTO counted (n) VALUES (1)");
  assert_int_equal(db_transaction(&s->c, read_all, &columns), OK);
  assert_int_equal(columns, 1);
  raw_run(s, "ALTER TABLE counted ADD COLUMN more TEXT");
  assert_int_equal(db_transaction(&s->c, read_all, &columns), OK);
  assert_int_equal(columns, 2);
}

static void there_is_no_end_to_different_statements(void **state)
{
  struct scratch *const s = *state;
  for (int i = 0; i < 1200; i++) {
    char sql[40];
    int64_t n;
    snprintf(sql, sizeof sql, "SELECT CAST(%d AS BIGINT)", i);
    assert_int_equal(db_begin(&s->c), OK);
    assert_int_equal(engine_number(&s->c, sql, P0, &n), OK);
    assert_int_equal(n, i);
    assert_int_equal(db_commit(&s->c), OK);
  }
}

enum { MANY = 1700 };
struct counting { int64_t stop, rows; };

/* Another statement runs in between; `stop`: leaves off after so many. */
static int count_in_parts(struct ctx *c, void *arg)
{
  struct counting *const count = arg;
  struct statement *s;
  bool row = true;
  int64_t n, other;
  int rc = OK;
  TRY(engine_prepare(c, "SELECT n FROM counted WHERE n >= $1 ORDER BY n", &s));
  engine_in_parts(s);
  engine_bind(s, 1, param_int(1));
  while (rc == OK && count->rows < count->stop && (rc = engine_step(c, s, &row)) == OK && row) {
    count->rows++;
    if (!engine_int(s, 0, &n) || n != count->rows) rc = fail(c, ERR_STORE, NULL, "out of order");
    if (rc == OK && n % 400 == 0) rc = engine_number(c, "SELECT count(*) FROM counted", P0, &other);
  }
  engine_done(s);
  return rc;
}

static void rows_that_come_in_parts_are_all_there_in_order(void **state)
{
  struct scratch *const s = *state;
  const int64_t sizes[] = { 0, 1, 499, 500, 501, 1000, MANY };
  raw_run(s, "CREATE TABLE counted (n BIGINT)");
  for (size_t i = 0; i < COUNT(sizes); i++) {
    char sql[200];
    snprintf(sql, sizeof sql, "DELETE FROM counted; INSERT INTO counted (n) WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < %d) SELECT n FROM i WHERE n <= %d", (int)MANY, (int)sizes[i]);
    raw_run(s, sql);
    for (int times = 0; times < 2; times++) {                /* also after one that left off */
      struct counting part = { 600, 0 }, all = { MANY + 1, 0 };
      assert_int_equal(db_read(&s->c, count_in_parts, &part), OK);
      assert_int_equal(db_read(&s->c, count_in_parts, &all), OK);
      assert_int_equal(all.rows, sizes[i]);
      assert_int_equal(part.rows, sizes[i] < 600 ? sizes[i] : 600);
    }
  }
}

/* --- connections ------------------------------------------------------------------------------------- */

static int add_and_break(struct ctx *c, void *arg)
{
  int *const times = arg;
  TRY(add_one(c, NULL));
  if (++*times == 1) (void)!engine_script(c, "SELECT pg_terminate_backend(pg_backend_pid())");
  return add_one(c, NULL);
}

static void a_transaction_whose_connection_ends_is_done_once(void **state)
{
  struct scratch *const s = *state;
  int times = 0;
  raw_run(s, "CREATE TABLE counted (n BIGINT)");
  assert_int_equal(db_transaction(&s->c, add_and_break, &times), OK);
  assert_int_equal(times, 2);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM counted"), 2);
}

static void a_server_that_is_not_there_is_said_so_at_once(void **state)
{
  assert_int_not_equal(open_url(*state, "postgresql://a@127.0.0.1:1/x"), OK);
}

/* --- what it does not keep ------------------------------------------------------------------------------- */

static int put_text(struct ctx *c, void *text) { return engine_run(c, "INSERT INTO texts (t) VALUES ($1)", P((const char *)text)); }

static void texts_that_are_no_text_are_refused_in_words(void **state)
{
  struct scratch *const s = *state;
  raw_run(s, "CREATE TABLE texts (t TEXT)");
  for (size_t i = 0; i < 3; i++) {
    char *const wrong[] = { (char[]){ "caf\xe9" }, (char[]){ "\xf5\x80\x80\x80" }, (char[]){ "\xed\xa0\x80" } };
    assert_int_equal(db_transaction(&s->c, put_text, wrong[i]), ERR_INVALID);
    assert_non_null(strstr(s->c.error.text, "characters"));
  }
  assert_int_equal(db_transaction(&s->c, put_text, (char[]){ "caf\xc3\xa9" }), OK);
}

static void texts_may_be_long_but_not_in_an_index(void **state)
{
  enum { BYTES = 4 << 20 };
  struct scratch *const s = *state;
  char *const text = arena_alloc(&s->c.arena, BYTES + 1);
  raw_run(s, "CREATE TABLE texts (t TEXT)");
  chance_bytes(text, BYTES);                                  /* nothing that could be made shorter */
  for (size_t i = 0; i < BYTES; i++) text[i] = (char)('0' + ((unsigned char)text[i] & 63));
  text[BYTES] = '\0';
  assert_int_equal(db_transaction(&s->c, put_text, text), OK);
  raw_run(s, "TRUNCATE texts; CREATE UNIQUE INDEX texts_t ON texts (t)");
  assert_int_equal(db_transaction(&s->c, put_text, text), ERR_FULL);
  assert_non_null(strstr(s->c.error.text, "too long"));
}

static int put_number(struct ctx *c, void *n) { return engine_run(c, "INSERT INTO numbers (n) VALUES ($1)", P(*(const int64_t *)n)); }

static void numbers_that_do_not_fit_are_refused_not_cut_off(void **state)
{
  struct scratch *const s = *state;
  int64_t n = INT64_C(1) << 32;
  raw_run(s, "CREATE TABLE numbers (n INTEGER)");
  assert_int_equal(db_transaction(&s->c, put_number, &n), ERR_INVALID);
  n = INT32_MAX;
  assert_int_equal(db_transaction(&s->c, put_number, &n), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM numbers"), 1);
}

/* Two that make the same at the same time: whoever is second sees it when their transaction runs again. */
struct race { struct scratch *s; int times; };
static int make_once(struct ctx *c, void *arg)
{
  struct race *const race = arg;
  int64_t there;
  TRY(engine_number(c, "SELECT count(*) FROM texts WHERE t = 'een'", P0, &there));
  if (race->times++ == 0) raw_run(race->s, "INSERT INTO texts (t) VALUES ('een')");
  return there ? OK : put_text(c, (char[]){ "een" });
}

static void whoever_is_second_to_make_something_finds_it(void **state)
{
  struct scratch *const s = *state;
  struct race race = { s, 0 };
  raw_run(s, "CREATE TABLE texts (t TEXT PRIMARY KEY)");
  assert_int_equal(db_transaction(&s->c, make_once, &race), OK);
  assert_int_equal(race.times, 2);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(no_message_shows_a_password),
    TEST(the_address_of_a_server_is_no_file),
    TEST(a_table_may_change_under_its_statements),
    TEST(rows_that_come_in_parts_are_all_there_in_order),
    TEST(a_server_that_is_not_there_is_said_so_at_once),
    TEST(a_schema_may_have_any_name),
    TEST(statements_that_somebody_threw_away_are_made_again),
    TEST(there_is_no_end_to_different_statements),
    TEST(a_transaction_whose_connection_ends_is_done_once),
    TEST(texts_that_are_no_text_are_refused_in_words),
    TEST(texts_may_be_long_but_not_in_an_index),
    TEST(numbers_that_do_not_fit_are_refused_not_cut_off),
    TEST(whoever_is_second_to_make_something_finds_it),
  };
  /* The last of them are about a server only. */
  const size_t without_server = 5;
  return _cmocka_run_group_tests("postgres", tests, scratch_server() ? COUNT(tests) : without_server, NULL, NULL);
}
