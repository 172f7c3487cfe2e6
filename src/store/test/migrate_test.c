#include "scratch.h"
#include <signal.h>
#include <sys/wait.h>

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

#define FILE_OF(name_, text, hash_) { .name = (name_), .bytes = (const unsigned char *)(text), .size = sizeof(text) - 1, .hash = hash_ }

static const struct asset one = FILE_OF("a/schema/001.sql", "CREATE TABLE one (id BYTEA); INSERT INTO one VALUES (NULL);", "111111111111");
static const struct asset two = FILE_OF("a/schema/002.sql", "ALTER TABLE one ADD COLUMN n BIGINT;", "222222222222");
static const struct asset edited = FILE_OF("a/schema/001.sql", "CREATE TABLE one (id BYTEA, oops TEXT);", "999999999999");
static const struct asset broken = FILE_OF("a/schema/003.sql", "CREATE TABLE three (id BYTEA); INSERT INTO nowhere VALUES (1);", "333333333333");

static void every_file_is_applied_once(void **state)
{
  struct scratch *s = *state;
  const struct asset files[] = { one, two };
  for (int i = 0; i < 3; i++) assert_int_equal(migrate(&s->c, files, 2), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM one"), 1);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM migration"), 2);
}

static void a_new_file_is_applied_after_the_old_ones(void **state)
{
  struct scratch *s = *state;
  const struct asset files[] = { one, two };
  assert_int_equal(migrate(&s->c, files, 1), OK);
  assert_int_equal(migrate(&s->c, files, 2), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM one WHERE n IS NULL"), 1);
}

static void a_file_that_was_edited_afterwards_is_refused_by_name(void **state)
{
  struct scratch *s = *state;
  const struct asset files[] = { one }, later[] = { edited, two };
  assert_int_equal(migrate(&s->c, files, 1), OK);
  assert_int_equal(migrate(&s->c, later, 2), ERR_STORE);
  assert_non_null(strstr(s->c.error.text, "a/schema/001.sql"));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM migration"), 1);
}

static void a_database_of_a_newer_program_is_refused_untouched(void **state)
{
  struct scratch *s = *state;
  const struct asset files[] = { one, two };
  assert_int_equal(migrate(&s->c, files, 2), OK);
  assert_int_equal(migrate(&s->c, files, 1), ERR_STORE);
  assert_non_null(strstr(s->c.error.text, "newer"));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM migration"), 2);
}

static void a_file_this_program_lacks_is_of_a_newer_one_whatever_the_number(void **state)
{
  struct scratch *s = *state;
  const struct asset newer[] = { one, two };
  static const struct asset other = FILE_OF("b/schema/001.sql", "CREATE TABLE other (id BYTEA);", "444444444444");
  const struct asset mine[] = { one, other };
  assert_int_equal(migrate(&s->c, newer, 2), OK);
  assert_int_equal(migrate(&s->c, mine, 2), ERR_STORE);
  assert_int_equal(raw_number(s, scratch_tables(&s->c, "other")), 0);
}

static void a_file_that_fails_leaves_nothing_of_itself_and_keeps_those_before(void **state)
{
  struct scratch *s = *state;
  const struct asset files[] = { one, broken };
  assert_int_equal(migrate(&s->c, files, 2), ERR_STORE);
  assert_non_null(strstr(s->c.error.text, "a/schema/003.sql"));
  assert_non_null(strstr(s->c.error.text, "nowhere"));
  assert_int_equal(raw_number(s, scratch_tables(&s->c, "three")), 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM migration"), 1);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM one"), 1);
}

static void the_program_s_own_files_make_an_empty_database_and_twice_is_the_same(void **state)
{
  struct scratch *s = *state;
  assert_true(schema_count > 0);
  assert_int_equal(migrate(&s->c, schema, schema_count), OK);
  assert_int_equal(migrate(&s->c, schema, schema_count), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM migration"), schema_count);
  for (size_t i = 1; i < schema_count; i++) assert_true(strcmp(schema[i - 1].name, schema[i].name) < 0);
}

/* --- killed, and two at once ------------------------------------------------------------------- */

/* Takes a second or so between its first and its last table. */
static const struct asset slow = FILE_OF("a/schema/004.sql", "CREATE TABLE before_it (n BIGINT); INSERT INTO before_it"
  " WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < 6000000) SELECT max(n) FROM i; CREATE TABLE after_it (n BIGINT);", "444444444444");

/* Another process that migrates; its exit code is the error's. */
static pid_t migrate_elsewhere(const char *url, const struct asset *files, size_t count)
{
  const pid_t pid = fork();
  assert_true(pid >= 0);
  if (pid) return pid;
  struct ctx c;
  ctx_init(&c, NOW, chance_bytes, 0);
  int rc = db_open(&c, url, DB_WRITER, &c.db);
  if (rc == OK) rc = migrate(&c, files, count);
  if (rc != OK) print_error("%s\n", c.error.text);
  _exit(rc);
}

static int ended_with(pid_t pid)
{
  int status;
  assert_int_equal(waitpid(pid, &status, 0), pid);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void one_that_was_killed_halfway_is_done_whole_by_the_next(void **state)
{
  struct scratch *s = *state;
  const struct asset files[] = { one, two, slow };
  assert_int_equal(migrate(&s->c, files, 2), OK);
  const pid_t pid = migrate_elsewhere(s->path, files, 3);
  usleep(150 * 1000);
  assert_int_equal(kill(pid, SIGKILL), 0);
  assert_int_equal(ended_with(pid), -1);
  assert_int_equal(raw_number(s, scratch_tables(&s->c, "before_it")), 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM migration"), 2);
  assert_int_equal(migrate(&s->c, files, 3), OK);            /* on a server the dead one's process is waited for */
  assert_int_equal(raw_number(s, "SELECT n FROM before_it"), 6000000);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM after_it"), 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM migration"), 3);
}

static void of_several_at_once_one_does_it_and_the_others_wait(void **state)
{
  enum { PROCESSES = 4 };
  struct scratch *s = *state;
  const struct asset files[] = { one, two, slow };
  pid_t pids[PROCESSES];
  for (size_t i = 0; i < PROCESSES; i++) pids[i] = migrate_elsewhere(s->path, files, 3);
  for (size_t i = 0; i < PROCESSES; i++) assert_int_equal(ended_with(pids[i]), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM migration"), 3);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM one"), 1);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM before_it"), 1);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(every_file_is_applied_once),
    TEST(a_new_file_is_applied_after_the_old_ones),
    TEST(a_file_that_was_edited_afterwards_is_refused_by_name),
    TEST(a_database_of_a_newer_program_is_refused_untouched),
    TEST(a_file_this_program_lacks_is_of_a_newer_one_whatever_the_number),
    TEST(a_file_that_fails_leaves_nothing_of_itself_and_keeps_those_before),
    TEST(the_program_s_own_files_make_an_empty_database_and_twice_is_the_same),
    TEST(one_that_was_killed_halfway_is_done_whole_by_the_next),
    TEST(of_several_at_once_one_does_it_and_the_others_wait),
  };
  return cmocka_run_group_tests_name("migrate", tests, NULL, NULL);
}
