#include "scratch.h"
#include "journal.h"
#include <jansson.h>

static const char tables[] =
  "CREATE TABLE sample (id BYTEA NOT NULL PRIMARY KEY, version BIGINT NOT NULL, name TEXT NOT NULL, story TEXT, colour TEXT, colours TEXT,"
  " n BIGINT, day TEXT, past TEXT, other BYTEA);"
  "CREATE TABLE sample_part (parent BYTEA NOT NULL, position BIGINT NOT NULL, colour TEXT, text TEXT NOT NULL, n BIGINT, colours TEXT, day TEXT, PRIMARY KEY (parent, position));"
  "CREATE TABLE quiet (id BYTEA NOT NULL PRIMARY KEY, version BIGINT NOT NULL, n BIGINT)";

struct quiet { struct id id; int32_t version; struct num n; };
DECLARE_RECORD(quiet);
static const struct field quiet_fields[] = { F_INT(quiet, n, OPTIONAL, "Number") };
const struct record quiet_record = LOG(quiet, quiet_fields);

static int set_up(void **state)
{
  struct scratch *s = scratch_with_schema();
  assert_int_equal(engine_script(&s->c, tables), OK);
  *state = s;
  return 0;
}
static int tear_down(void **state)
{
  scratch_free(*state);
  return 0;
}

static struct journal_line_list lines_of(struct ctx *c, struct id id)
{
  struct journal_line_list lines = { 0 };
  assert_int_equal(journal_of(c, id, &lines), OK);
  return lines;
}

static void every_change_leaves_one_line_with_what_was_and_is(void **state)
{
  struct scratch *s = *state;
  struct sample row = { .name = "a", .n = num(1) };
  assert_int_equal(global_insert(&s->c, sample, &row, &row.id), OK);
  row.version = 1;
  row.n = num(2);
  assert_int_equal(global_update(&s->c, sample, &row), OK);
  assert_int_equal(global_delete(&s->c, sample, row.id), OK);
  const struct journal_line_list lines = lines_of(&s->c, row.id);
  assert_int_equal(lines.count, 3);
  assert_string_equal(lines.at[0].verb, "insert");
  assert_string_equal(lines.at[0].changes, "{\"name\":[null,\"a\"],\"n\":[null,1]}");
  assert_string_equal(lines.at[1].verb, "update");
  assert_string_equal(lines.at[1].changes, "{\"n\":[1,2]}");
  assert_string_equal(lines.at[2].verb, "delete");
  assert_string_equal(lines.at[2].changes, "{\"name\":[\"a\",null],\"n\":[2,null]}");
  assert_string_equal(lines.at[0].at, "2025-11-24T16:00:00Z");
}

static void the_lines_of_one_request_keep_their_order(void **state)
{
  struct scratch *s = *state;
  struct sample row = { .name = "a", .n = num(0) };
  assert_int_equal(global_insert(&s->c, sample, &row, &row.id), OK);
  for (int i = 1; i <= 60; i++) {
    row.version = i;
    row.n = num(i);
    assert_int_equal(global_update(&s->c, sample, &row), OK);
  }
  const struct journal_line_list lines = lines_of(&s->c, row.id);
  assert_int_equal(lines.count, 61);
  for (int i = 1; i <= 60; i++) {
    char changes[40];
    snprintf(changes, sizeof changes, "{\"n\":[%d,%d]}", i - 1, i);
    assert_string_equal(lines.at[i].changes, changes);
  }
}

static void a_line_says_who_and_which_table(void **state)
{
  struct scratch *s = *state;
  struct sample row = { .name = "a" };
  assert_int_equal(global_insert(&s->c, sample, &row, NULL), OK);
  s->c.scope.actor = (struct id){ { 0xAB } };
  assert_int_equal(global_insert(&s->c, sample, &row, NULL), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE record = 'sample' AND actor IS NULL"), 1);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE record = 'sample' AND actor = x'AB000000000000000000000000000000'"), 1);
}

static void only_what_is_not_shown_after_all_leaves_no_line(void **state)
{
  struct scratch *s = *state;
  const struct id row = { { 1 } }, person = { { 2 } };
  journal_read(&s->c, &sample_record, row, person);
  journal_unread(&s->c, row);
  assert_false(journal_reads_wait(&s->c));
  journal_read(&s->c, &sample_record, row, person);                         /* shown after all */
  assert_true(journal_reads_wait(&s->c));
  journal_read(&s->c, &sample_record, row, person);
  journal_unread(&s->c, row);                                               /* once shown, once not */
  assert_true(journal_reads_wait(&s->c));
  assert_int_equal(journal_write_reads(&s->c), OK);
  int64_t reads;
  assert_int_equal(engine_number(&s->c, "SELECT count(*) FROM journal WHERE record_id = $1 AND verb = 'read'", P(row), &reads), OK);
  assert_int_equal(reads, 1);
  assert_int_equal(lines_of(&s->c, row).count, 0);                          /* what happened to the row is asked for without who looked */
}

static void what_is_rolled_back_leaves_no_line(void **state)
{
  struct scratch *s = *state;
  struct sample row = { .name = "a" };
  assert_int_equal(db_begin(&s->c), OK);
  assert_int_equal(global_insert(&s->c, sample, &row, &row.id), OK);
  assert_int_equal(lines_of(&s->c, row.id).count, 1);
  db_rollback(&s->c);
  assert_int_equal(lines_of(&s->c, row.id).count, 0);
}

static void a_record_that_is_a_log_itself_leaves_no_lines(void **state)
{
  struct scratch *s = *state;
  struct quiet row = { .n = num(1) };
  assert_int_equal(global_insert(&s->c, quiet, &row, &row.id), OK);
  row.version = 1;
  row.n = num(2);
  assert_int_equal(global_update(&s->c, quiet, &row), OK);
  assert_int_equal(global_delete(&s->c, quiet, row.id), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal"), 0);
}

static void every_line_is_json_whatever_was_written(void **state)
{
  struct scratch *s = *state;
  for (int i = 0; i < 200; i++) {
    struct sample row = sample_new(&s->c), other = sample_new(&s->c);
    assert_int_equal(global_insert(&s->c, sample, &row, &row.id), OK);
    other.id = row.id;
    other.version = 1;
    assert_int_equal(global_update(&s->c, sample, &other), OK);
    const struct journal_line_list lines = lines_of(&s->c, row.id);
    assert_int_equal(lines.count, 2);
    for (size_t k = 0; k < lines.count; k++) {
      json_t *v = json_loads(lines.at[k].changes, JSON_REJECT_DUPLICATES, NULL);
      assert_true(json_is_object(v));
      json_decref(v);
    }
  }
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(every_change_leaves_one_line_with_what_was_and_is),
    TEST(the_lines_of_one_request_keep_their_order),
    TEST(a_line_says_who_and_which_table),
    TEST(only_what_is_not_shown_after_all_leaves_no_line),
    TEST(what_is_rolled_back_leaves_no_line),
    TEST(a_record_that_is_a_log_itself_leaves_no_lines),
    TEST(every_line_is_json_whatever_was_written),
  };
  return cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}
