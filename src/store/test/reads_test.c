/* What a transaction has read, and when it asks again. Behind the record's back rows are changed on the same connection, past everything that watches. */
#include "secret.h"

static int set_up(void **state) { *state = secret_scratch(); return 0; }
static int tear_down(void **state) { scratch_free(*state); return 0; }

static void behind(struct scratch *s, const char *sql) { assert_int_equal(s->c.db->engine->script(&s->c, scratch_sql(&s->c, sql)), OK); }

static struct local new_local(struct scratch *s, const char *name)
{
  struct local row = { .version = 1, .name = name, .n = num(1) };
  assert_int_equal(record_insert(&s->c, local, &row, &row.id), OK);
  return row;
}

static struct local read_local(struct scratch *s, struct id id)
{
  struct local row = { .n = { .known = false } };
  assert_int_equal(record_get(&s->c, local, id, &row), OK);
  return row;
}

static void the_same_is_asked_for_once_in_a_transaction(void **state)
{
  struct scratch *const s = *state;
  const struct local row = new_local(s, "one");
  assert_int_equal(db_begin(&s->c), OK);
  assert_int_equal(read_local(s, row.id).n.n, 1);
  behind(s, "UPDATE local SET n = 2");
  assert_int_equal(read_local(s, row.id).n.n, 1);
  assert_int_equal(db_commit(&s->c), OK);
  assert_int_equal(db_begin(&s->c), OK);
  assert_int_equal(read_local(s, row.id).n.n, 2);
  assert_int_equal(db_commit(&s->c), OK);
}

static void without_a_transaction_every_time_is_asked(void **state)
{
  struct scratch *const s = *state;
  const struct local row = new_local(s, "one");
  assert_int_equal(read_local(s, row.id).n.n, 1);
  behind(s, "UPDATE local SET n = 2");
  assert_int_equal(read_local(s, row.id).n.n, 2);
}

static void other_values_are_another_question(void **state)
{
  struct scratch *const s = *state;
  const struct local one = new_local(s, "one"), two = new_local(s, "two");
  assert_int_equal(db_begin(&s->c), OK);
  assert_string_equal(read_local(s, one.id).name, "one");
  assert_string_equal(read_local(s, two.id).name, "two");
  struct local row;
  s->c.scope.region = "elders";
  assert_int_equal(record_get(&s->c, local, one.id, &row), ERR_NOT_FOUND);
  s->c.scope.region = "oost-brabant";
  assert_string_equal(read_local(s, one.id).name, "one");
  assert_int_equal(db_commit(&s->c), OK);
}

static void what_was_written_to_is_asked_for_again_by_everybody(void **state)
{
  struct scratch *const s = *state;
  struct local row = new_local(s, "one");
  struct ctx other;
  ctx_init(&other, NOW, chance_bytes, 0);
  other.db = s->c.db;
  other.keys = s->c.keys;
  other.scope = s->c.scope;
  assert_int_equal(db_begin(&s->c), OK);
  assert_int_equal(read_local(s, row.id).n.n, 1);
  row.n = num(2);
  assert_int_equal(record_update(&other, local, &row), OK);
  assert_int_equal(read_local(s, row.id).n.n, 2);
  assert_int_equal(record_delete(&s->c, local, row.id), OK);
  assert_int_equal(record_get(&s->c, local, row.id, &row), ERR_NOT_FOUND);
  assert_int_equal(db_commit(&s->c), OK);
  ctx_release(&other);
}

static void a_row_that_was_not_there_is_found_once_it_is_written(void **state)
{
  static const struct query all = { &local_record, "FROM local WHERE local.region = $1 ORDER BY local.n" };
  struct scratch *const s = *state;
  struct local_list rows;
  assert_int_equal(db_begin(&s->c), OK);
  for (size_t n = 0; n < 3; n++) {
    assert_int_equal(record_select(&s->c, local, &rows, &all, P0), OK);
    assert_int_equal(rows.count, n);
    (void)new_local(s, "more");
  }
  assert_int_equal(db_commit(&s->c), OK);
}

static int change_and_fail(struct ctx *c, void *arg)
{
  struct local *const row = arg, back;
  row->n = num(9);
  TRY(record_update(c, local, row));
  TRY(record_get(c, local, row->id, &back));
  assert_int_equal(back.n.n, 9);
  return fail(c, ERR_CONFLICT, NULL, "no");
}

static void what_was_taken_back_is_asked_for_again(void **state)
{
  struct scratch *const s = *state;
  struct local row = new_local(s, "one");
  assert_int_equal(db_begin(&s->c), OK);
  assert_int_equal(read_local(s, row.id).n.n, 1);
  assert_int_equal(db_savepoint(&s->c, change_and_fail, &row), ERR_CONFLICT);
  assert_int_equal(read_local(s, row.id).n.n, 1);
  db_rollback(&s->c);
}

static void whoever_changes_rows_in_memory_changes_only_their_own(void **state)
{
  static const struct query all = { &local_record, "FROM local WHERE local.region = $1 ORDER BY local.n" };
  struct scratch *const s = *state;
  struct local_list rows;
  (void)new_local(s, "one");
  assert_int_equal(db_begin(&s->c), OK);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(record_select(&s->c, local, &rows, &all, P0), OK);
    assert_int_equal(rows.at[0].n.n, 1);
    rows.at[0].n = num(7);
  }
  assert_int_equal(db_commit(&s->c), OK);
}

static void rows_in_memory_that_is_gone_are_read_anew(void **state)
{
  struct scratch *const s = *state;
  const struct local row = new_local(s, "one");
  assert_int_equal(db_begin(&s->c), OK);
  const struct arena before = s->c.arena;
  s->c.arena = (struct arena){ .max = 0 };
  assert_string_equal(read_local(s, row.id).name, "one");
  arena_release(&s->c.arena);
  s->c.arena = before;
  assert_string_equal(read_local(s, row.id).name, "one");
  assert_string_equal(read_local(s, row.id).name, "one");
  assert_int_equal(db_commit(&s->c), OK);
}

/* --- what is sealed ------------------------------------------------------------------------------------------- */

static void a_sealed_row_is_closed_again_with_its_compartment(void **state)
{
  struct scratch *const s = *state;
  const struct secret mine = keep_secret(s, (struct secret){ .name = "mine" });
  assert_int_equal(db_begin(&s->c), OK);
  assert_int_equal(read_secret(s, mine.id), OK);
  assert_int_equal(compartment_erase(&s->c, mine.compartment), OK);
  assert_int_equal(read_secret(s, mine.id), ERR_NOT_FOUND);
  db_rollback(&s->c);
}

static void what_one_actor_read_is_not_there_for_another(void **state)
{
  struct scratch *const s = *state;
  const struct secret mine = keep_secret(s, (struct secret){ .name = "mine" });
  let_in(s, worker, mine.compartment);
  assert_int_equal(db_begin(&s->c), OK);
  become(s, worker);
  assert_int_equal(read_secret(s, mine.id), OK);
  assert_int_equal(read_secret(s, mine.id), OK);
  s->c.scope.actor = colleague;                              /* nothing else is forgotten */
  assert_int_equal(read_secret(s, mine.id), ERR_NOT_FOUND);
  db_rollback(&s->c);
}

static void reading_again_counts_as_reading_for_the_journal(void **state)
{
  struct scratch *const s = *state;
  const struct secret mine = keep_secret(s, (struct secret){ .name = "mine" });
  let_in(s, worker, mine.compartment);
  assert_int_equal(db_begin(&s->c), OK);
  become(s, worker);
  assert_int_equal(read_secret(s, mine.id), OK);
  assert_true(journal_reads_wait(&s->c));
  journal_unread(&s->c, mine.id);
  assert_false(journal_reads_wait(&s->c));
  assert_int_equal(read_secret(s, mine.id), OK);
  assert_true(journal_reads_wait(&s->c));
  db_rollback(&s->c);
}

static void an_involvement_that_ends_is_seen_at_once(void **state)
{
  struct scratch *const s = *state;
  const struct secret mine = keep_secret(s, (struct secret){ .name = "mine" });
  struct involvement row;
  const struct id id = let_in(s, worker, mine.compartment);
  assert_int_equal(db_begin(&s->c), OK);
  become(s, worker);
  assert_int_equal(read_secret(s, mine.id), OK);
  assert_int_equal(involvement_get(&s->c, id, &row), OK);
  row.ended = (struct instant){ NOW };
  assert_int_equal(record_update(&s->c, involvement, &row), OK);
  assert_int_equal(read_secret(s, mine.id), ERR_NOT_FOUND);
  db_rollback(&s->c);
}

/* --- numbers ---------------------------------------------------------------------------------------------------- */

static void numbers_are_asked_for_again_once_their_table_changed(void **state)
{
  struct scratch *const s = *state;
  int64_t n;
  assert_int_equal(db_begin(&s->c), OK);
  for (int64_t i = 0; i < 3; i++) {
    assert_int_equal(engine_number(&s->c, "SELECT count(*) FROM local", P0, &n), OK);
    assert_int_equal(n, i);
    assert_int_equal(engine_number(&s->c, "SELECT count(*) FROM journal WHERE record = 'local'", P0, &n), OK);
    assert_int_equal(n, i);
    (void)new_local(s, "more");
  }
  assert_int_equal(db_commit(&s->c), OK);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(the_same_is_asked_for_once_in_a_transaction),
    TEST(without_a_transaction_every_time_is_asked),
    TEST(other_values_are_another_question),
    TEST(what_was_written_to_is_asked_for_again_by_everybody),
    TEST(a_row_that_was_not_there_is_found_once_it_is_written),
    TEST(what_was_taken_back_is_asked_for_again),
    TEST(whoever_changes_rows_in_memory_changes_only_their_own),
    TEST(rows_in_memory_that_is_gone_are_read_anew),
    TEST(a_sealed_row_is_closed_again_with_its_compartment),
    TEST(what_one_actor_read_is_not_there_for_another),
    TEST(reading_again_counts_as_reading_for_the_journal),
    TEST(an_involvement_that_ends_is_seen_at_once),
    TEST(numbers_are_asked_for_again_once_their_table_changed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
