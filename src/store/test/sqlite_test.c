#include "scratch.h"
#include <sqlite3.h>
#include <signal.h>
#include <sys/resource.h>

static int set_up(void **state)
{
  struct scratch *s = scratch_new();
  assert_int_equal(engine_script(&s->c, "CREATE TABLE thing (id BYTEA, name TEXT UNIQUE, n BIGINT)"), OK);
  *state = s;
  return 0;
}
static int tear_down(void **state)
{
  scratch_free(*state);
  return 0;
}

static int add_name(struct ctx *c, void *name)
{
  const char *text = name;
  return engine_run(c, "INSERT INTO thing (name) VALUES ($1)", P(text));
}
static int64_t count(struct scratch *s) { return raw_number(s, "SELECT count(*) FROM thing"); }

/* --- statements ---------------------------------------------------------------------------- */

static void parameters_are_bound_by_their_number_wherever_they_stand(void **state)
{
  struct scratch *s = *state;
  struct statement *stmt;
  bool row;
  size_t len;
  const char *a = "a", *b = "b";
  assert_int_equal(engine_prepare(&s->c, "SELECT $2, $1, $2", &stmt), OK);
  engine_bind(stmt, 1, param_text(a));
  engine_bind(stmt, 2, param_text(b));
  assert_int_equal(engine_step(&s->c, stmt, &row), OK);
  assert_true(row);
  assert_string_equal(engine_text(stmt, 0, &len), "b");
  assert_string_equal(engine_text(stmt, 1, &len), "a");
  assert_string_equal(engine_text(stmt, 2, &len), "b");
  engine_done(stmt);
}

static void every_kind_of_parameter_comes_back(void **state)
{
  struct scratch *s = *state;
  struct statement *stmt;
  bool row;
  size_t len;
  int64_t n;
  struct id id = { { 0 } }, got;
  chance_bytes(id.b, sizeof id.b);
  assert_int_equal(engine_prepare(&s->c, "SELECT $1, $2, $3, $4, $5", &stmt), OK);
  engine_bind(stmt, 1, param_id(id));
  engine_bind(stmt, 2, param_int(INT64_MIN));
  engine_bind(stmt, 3, param_date((struct date){ 20260228 }));
  engine_bind(stmt, 4, param_text("é"));
  engine_bind(stmt, 5, param_num((struct num){ 0 }));
  assert_int_equal(engine_step(&s->c, stmt, &row), OK);
  assert_true(engine_id(stmt, 0, &got) && id_same(id, got));
  assert_true(engine_int(stmt, 1, &n));
  assert_true(n == INT64_MIN);
  assert_string_equal(engine_text(stmt, 2, &len), "2026-02-28");
  assert_string_equal(engine_text(stmt, 3, &len), "é");
  assert_null(engine_text(stmt, 4, &len));
  assert_false(engine_int(stmt, 4, &n));
  assert_false(engine_id(stmt, 3, &got));                    /* a text is no id */
  engine_done(stmt);
}

static void what_was_bound_before_is_forgotten(void **state)
{
  struct scratch *s = *state;
  struct statement *stmt;
  bool row;
  int64_t n;
  for (int turn = 0; turn < 2; turn++) {
    assert_int_equal(engine_prepare(&s->c, "SELECT $1", &stmt), OK);
    if (turn == 0) engine_bind(stmt, 1, param_int(5));
    assert_int_equal(engine_step(&s->c, stmt, &row), OK);
    assert_int_equal(engine_int(stmt, 0, &n), turn == 0);
    engine_done(stmt);
  }
}

static void a_statement_that_is_wrong_says_why_and_the_next_one_works(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(engine_run(&s->c, "SELEKT 1", P0), ERR_STORE);
  assert_non_null(strstr(s->c.error.text, "SELEKT"));
  assert_int_equal(engine_run(&s->c, "SELECT 1 FROM nowhere", P0), ERR_STORE);
  assert_int_equal(engine_run(&s->c, "SELECT 1", P0), OK);
}

static void a_thousand_different_statements_fail_in_order_not_in_disorder(void **state)
{
  struct scratch *s = *state;
  int first_failure = 0;
  for (int i = 1; i <= 1000; i++) {
    char sql[40];
    snprintf(sql, sizeof sql, "SELECT %d", i);
    const int rc = engine_run(&s->c, sql, P0);
    if (rc != OK && !first_failure) first_failure = i;
    assert_int_equal(rc, first_failure ? ERR_STORE : OK);
  }
  assert_true(first_failure == 0 || first_failure > 200);
  assert_int_equal(engine_run(&s->c, "SELECT 7", P0), OK);    /* known ones go on */
}

static void a_statement_with_more_parameters_than_it_may_have_is_refused(void **state)
{
  struct scratch *s = *state;
  struct buf b = { 0 };
  put(&b, "SELECT 0");
  for (int i = 1; i <= 100; i++) { put(&b, "+$"); put_int(&b, i); }
  assert_int_equal(engine_run(&s->c, buf_text(&b), P0), ERR_STORE);
  buf_release(&b);
}

static void without_a_database_there_is_an_error_not_a_crash(void **state)
{
  struct ctx c;
  (void)state;
  ctx_init(&c, NOW, chance_bytes, 0);
  assert_int_equal(engine_run(&c, "SELECT 1", P0), ERR_STORE);
  ctx_release(&c);
}

/* --- opening ------------------------------------------------------------------------------------ */

static void a_reader_makes_no_database_and_writes_nothing(void **state)
{
  struct scratch *s = *state;
  struct db *db = NULL, *writer = s->c.db;
  char missing[100];
  const char *name = "x";
  snprintf(missing, sizeof missing, "%s/missing.db", s->folder);
  assert_int_equal(db_open(&s->c, missing, DB_READER, &db), ERR_STORE);
  assert_null(db);
  assert_int_equal(access(missing, F_OK), -1);
  assert_int_equal(db_open(&s->c, s->path, DB_READER, &db), OK);
  s->c.db = db;
  assert_int_equal(engine_run(&s->c, "INSERT INTO thing (name) VALUES ($1)", P(name)), ERR_STORE);
  assert_int_equal(strncmp(s->c.error.text, "This database may not be written to.", 36), 0);
  s->c.db = writer;
  db_close(db);
  db_close(NULL);
}

static void a_file_that_is_no_database_is_refused(void **state)
{
  struct scratch *s = *state;
  struct db *db = NULL;
  char other[100];
  snprintf(other, sizeof other, "%s/other", s->folder);
  FILE *f = fopen(other, "wb");
  assert_non_null(f);
  for (int i = 0; i < 1000; i++) fputs("this is a letter, not a database\n", f);
  assert_int_equal(fclose(f), 0);
  assert_int_equal(db_open(&s->c, other, DB_WRITER, &db), ERR_STORE);
  assert_null(db);
  assert_string_equal(s->c.error.text, "This file is not a database.");
  assert_string_equal(s->c.error.field, other);
  assert_int_equal(db_open(&s->c, s->folder, DB_WRITER, &db), ERR_STORE);
  assert_int_equal(strncmp(s->c.error.text, "This database cannot be opened.", 31), 0);
  assert_string_equal(s->c.error.field, s->folder);
  assert_int_equal(unlink(other), 0);
}

static void a_writer_keeps_a_log_and_syncs_it(void **state)
{
  struct scratch *s = *state;
  struct statement *stmt;
  bool row;
  size_t len;
  int64_t n;
  assert_int_equal(engine_prepare(&s->c, "PRAGMA journal_mode", &stmt), OK);
  assert_int_equal(engine_step(&s->c, stmt, &row), OK);
  assert_string_equal(engine_text(stmt, 0, &len), "wal");
  engine_done(stmt);
  static const struct { const char *pragma; int64_t value; } settings[] = { { "PRAGMA synchronous", 2 }, { "PRAGMA secure_delete", 1 }, { "PRAGMA temp_store", 2 } };
  for (size_t i = 0; i < COUNT(settings); i++) {
    assert_int_equal(engine_prepare(&s->c, settings[i].pragma, &stmt), OK);
    assert_int_equal(engine_step(&s->c, stmt, &row), OK);
    assert_true(engine_int(stmt, 0, &n));
    assert_int_equal(n, settings[i].value);
    engine_done(stmt);
  }
}

/* --- transactions ------------------------------------------------------------------------------- */

static int add_two_and_fail(struct ctx *c, void *arg)
{
  (void)arg;
  TRY(add_name(c, (char[]){ "one" }));
  TRY(add_name(c, (char[]){ "two" }));
  return fail(c, ERR_INVALID, "name", "on purpose");
}
static int one_good_one_bad_one_good(struct ctx *c, void *arg)
{
  (void)arg;
  TRY(db_savepoint(c, add_name, (char[]){ "first" }));
  assert_int_equal(db_savepoint(c, add_two_and_fail, NULL), ERR_INVALID);
  assert_string_equal(c->error.text, "on purpose");
  return db_savepoint(c, add_name, (char[]){ "last" });
}
static int nested(struct ctx *c, void *arg)
{
  TRY(db_savepoint(c, one_good_one_bad_one_good, arg));
  return fail(c, ERR_CONFLICT, NULL, "outer");
}

static void a_body_that_fails_leaves_nothing(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(db_transaction(&s->c, add_two_and_fail, NULL), ERR_INVALID);
  assert_string_equal(s->c.error.text, "on purpose");
  assert_int_equal(count(s), 0);
  assert_int_equal(db_transaction(&s->c, add_name, (char[]){ "fine" }), OK);
  assert_int_equal(count(s), 1);
}

static void a_savepoint_that_fails_takes_only_itself_back(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(db_transaction(&s->c, one_good_one_bad_one_good, NULL), OK);
  assert_int_equal(count(s), 2);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM thing WHERE name IN ('first', 'last')"), 2);
}

static void an_outer_failure_takes_back_what_inner_savepoints_released(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(db_begin(&s->c), OK);
  assert_int_equal(db_savepoint(&s->c, nested, NULL), ERR_CONFLICT);
  assert_string_equal(s->c.error.text, "outer");
  assert_int_equal(db_commit(&s->c), OK);
  assert_int_equal(count(s), 0);
}

static void a_savepoint_alone_is_a_transaction_of_its_own(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(db_savepoint(&s->c, add_name, (char[]){ "x" }), OK);
  assert_int_equal(count(s), 1);
  assert_int_equal(db_savepoint(&s->c, add_two_and_fail, NULL), ERR_INVALID);
  assert_int_equal(count(s), 1);
  assert_int_equal(db_begin(&s->c), OK);                     /* nothing was left open */
  db_rollback(&s->c);
}

static int fail_at_once(struct ctx *c, void *arg)
{
  (void)arg;
  return fail(c, ERR_INVALID, "name", "at once");
}

static void a_light_transaction_stands_if_what_failed_had_changed_nothing(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(db_begin_light(&s->c), OK);
  assert_int_equal(db_savepoint(&s->c, add_name, (char[]){ "first" }), OK);
  assert_int_equal(db_savepoint(&s->c, fail_at_once, NULL), ERR_INVALID);
  assert_false(db_spoilt(&s->c));
  assert_int_equal(db_savepoint(&s->c, add_name, (char[]){ "last" }), OK);
  assert_int_equal(db_commit(&s->c), OK);
  assert_int_equal(count(s), 2);
}

static void a_light_transaction_in_which_something_half_done_is_left_is_not_committed(void **state)
{
  struct scratch *s = *state;
  for (int inner = 0; inner < 2; inner++) {                  /* also where whoever called it goes on */
    assert_int_equal(db_begin_light(&s->c), OK);
    if (inner) assert_int_equal(db_savepoint(&s->c, one_good_one_bad_one_good, NULL), OK);
    else assert_int_equal(db_savepoint(&s->c, add_two_and_fail, NULL), ERR_INVALID);
    assert_true(db_spoilt(&s->c));
    assert_int_equal(db_commit(&s->c), ERR_STORE);
    assert_int_equal(count(s), 0);
  }
  assert_int_equal(db_begin(&s->c), OK);                     /* the next one is as ever */
  assert_false(db_spoilt(&s->c));
  assert_int_equal(db_savepoint(&s->c, one_good_one_bad_one_good, NULL), OK);
  assert_int_equal(db_commit(&s->c), OK);
  assert_int_equal(count(s), 2);
}

static void what_breaks_a_rule_of_the_table_is_an_error_of_the_store(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(db_transaction(&s->c, add_name, (char[]){ "x" }), OK);
  assert_int_equal(db_transaction(&s->c, add_name, (char[]){ "x" }), ERR_STORE);
  assert_non_null(strstr(s->c.error.text, "thing.name"));
  assert_int_equal(count(s), 1);
}

static int count_twice(struct ctx *c, void *arg)
{
  struct scratch *s = arg;
  int64_t n[2];
  for (int i = 0; i < 2; i++) {
    struct statement *stmt;
    bool row;
    TRY(engine_prepare(c, "SELECT count(*) FROM thing", &stmt));
    const int rc = engine_step(c, stmt, &row);
    (void)engine_int(stmt, 0, &n[i]);
    engine_done(stmt);
    if (rc != OK) return rc;
    if (i == 0) raw_run(s, "INSERT INTO thing (name) VALUES ('between')");
  }
  assert_int_equal(n[0], n[1]);
  return OK;
}
static int read_and_write_late(struct ctx *c, void *arg)
{
  TRY(count_twice(c, arg));
  return add_name(c, (char[]){ "late" });
}

static void all_reads_of_one_page_see_the_same_state(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(db_read(&s->c, count_twice, s), OK);
  assert_int_equal(count(s), 1);
}

static void who_read_before_another_wrote_may_try_again(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(db_read(&s->c, read_and_write_late, s), ERR_BUSY);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM thing WHERE name = 'late'"), 0);
}

static void a_writer_that_stays_away_too_long_is_busy(void **state)
{
  struct scratch *s = *state;
  sqlite3 *raw;
  assert_int_equal(sqlite3_open(s->path, &raw), SQLITE_OK);
  assert_int_equal(sqlite3_exec(raw, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal(db_transaction(&s->c, add_name, (char[]){ "x" }), ERR_BUSY);      /* waits for busy_timeout first */
  assert_int_equal(sqlite3_exec(raw, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_close(raw), SQLITE_OK);
  assert_int_equal(db_transaction(&s->c, add_name, (char[]){ "x" }), OK);
}

static void the_data_version_tells_of_others_changes(void **state)
{
  struct scratch *s = *state;
  int64_t before, same, after;
  assert_int_equal(db_data_version(&s->c, &before), OK);
  assert_int_equal(db_data_version(&s->c, &same), OK);
  assert_int_equal(before, same);
  raw_run(s, "INSERT INTO thing (name) VALUES ('other')");
  assert_int_equal(db_data_version(&s->c, &after), OK);
  assert_int_not_equal(before, after);
}

/* --- a full disk -------------------------------------------------------------------------------------- */

static int fill(struct ctx *c, void *arg)
{
  static char text[3000];
  (void)arg;
  for (int i = 0; i < 10000; i++) {
    memset(text, 'a', sizeof text - 1);
    snprintf(text, 12, "%d", i);
    TRY(add_name(c, text));
  }
  return OK;
}

static void a_full_database_says_so_and_keeps_what_it_had(void **state)
{
  struct scratch *s = *state;
  assert_int_equal(db_transaction(&s->c, add_name, (char[]){ "kept" }), OK);
  assert_int_equal(engine_script(&s->c, "PRAGMA max_page_count = 60"), OK);
  assert_int_equal(db_transaction(&s->c, fill, NULL), ERR_STORE);
  assert_string_equal(s->c.error.text, "The disk is full.");
  assert_int_equal(count(s), 1);
  assert_int_equal(db_savepoint(&s->c, fill, NULL), ERR_STORE);
  assert_string_equal(s->c.error.text, "The disk is full.");
  assert_int_equal(count(s), 1);
  assert_int_equal(engine_script(&s->c, "PRAGMA max_page_count = 100000"), OK);
  assert_int_equal(db_transaction(&s->c, add_name, (char[]){ "again" }), OK);
  assert_int_equal(count(s), 2);
}

static int fill_in_batch(struct ctx *c, void *arg)
{
  TRY(db_savepoint(c, add_name, (char[]){ "of the batch" }));
  return db_savepoint(c, fill, arg);
}

static void a_disk_that_takes_no_more_rolls_back_with_its_reason(void **state)
{
  struct scratch *s = *state;
  struct rlimit old, small;
  assert_int_equal(db_transaction(&s->c, add_name, (char[]){ "kept" }), OK);
  signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
  small = (struct rlimit){ 200000, old.rlim_max };
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
  const int rc = db_transaction(&s->c, fill_in_batch, NULL);
  const char *why = s->c.error.text;
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
  assert_int_equal(rc, ERR_STORE);
  assert_non_null(why);
  assert_null(strstr(why, "savepoint"));                     /* the reason, not what the clean-up ran into */
  assert_null(strstr(why, "transaction"));
  assert_int_equal(count(s), 1);
  assert_int_equal(db_transaction(&s->c, add_name, (char[]){ "again" }), OK);
  assert_int_equal(count(s), 2);
}

int main(void)
{
  unsetenv("KENTERING_DATABASE");                            /* this file is about SQLite */
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(parameters_are_bound_by_their_number_wherever_they_stand),
    TEST(every_kind_of_parameter_comes_back),
    TEST(what_was_bound_before_is_forgotten),
    TEST(a_statement_that_is_wrong_says_why_and_the_next_one_works),
    TEST(a_thousand_different_statements_fail_in_order_not_in_disorder),
    TEST(a_statement_with_more_parameters_than_it_may_have_is_refused),
    TEST(without_a_database_there_is_an_error_not_a_crash),
    TEST(a_reader_makes_no_database_and_writes_nothing),
    TEST(a_file_that_is_no_database_is_refused),
    TEST(a_writer_keeps_a_log_and_syncs_it),
    TEST(a_body_that_fails_leaves_nothing),
    TEST(a_savepoint_that_fails_takes_only_itself_back),
    TEST(an_outer_failure_takes_back_what_inner_savepoints_released),
    TEST(a_savepoint_alone_is_a_transaction_of_its_own),
    TEST(a_light_transaction_stands_if_what_failed_had_changed_nothing),
    TEST(a_light_transaction_in_which_something_half_done_is_left_is_not_committed),
    TEST(what_breaks_a_rule_of_the_table_is_an_error_of_the_store),
    TEST(all_reads_of_one_page_see_the_same_state),
    TEST(who_read_before_another_wrote_may_try_again),
    TEST(a_writer_that_stays_away_too_long_is_busy),
    TEST(the_data_version_tells_of_others_changes),
    TEST(a_full_database_says_so_and_keeps_what_it_had),
    TEST(a_disk_that_takes_no_more_rolls_back_with_its_reason),
  };
  return cmocka_run_group_tests_name("sqlite", tests, NULL, NULL);
}
