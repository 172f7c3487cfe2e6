/* Records of a region, and sealed ones: who finds what, and what the database shows of it. */
#include "secret.h"

static int set_up(void **state) { *state = secret_scratch(); return 0; }
static int tear_down(void **state) { scratch_free(*state); return 0; }

static const struct query all_locals = { &local_record, "FROM local WHERE local.region = $1 ORDER BY local.n" };
static const struct query all_secrets = { &secret_record, "FROM secret WHERE secret.region = $1 ORDER BY secret.id" };

static size_t count_secrets(struct scratch *s, const struct query *q)
{
  struct secret_list rows = { 0 };
  assert_int_equal(record_select(&s->c, secret, &rows, q, P0), OK);
  return rows.count;
}

/* --- regions ------------------------------------------------------------------------------------------------ */

static void a_row_belongs_to_the_region_of_whoever_wrote_it_and_is_found_there_only(void **state)
{
  struct scratch *s = *state;
  struct local row = { .name = "here", .n = num(1) }, back;
  struct local_list rows;
  assert_int_equal(record_insert(&s->c, local, &row, &row.id), OK);
  assert_int_equal(record_get(&s->c, local, row.id, &back), OK);
  assert_string_equal(back.name, "here");
  s->c.scope.region = "elders";
  assert_int_equal(record_get(&s->c, local, row.id, &back), ERR_NOT_FOUND);
  assert_int_equal(record_select(&s->c, local, &rows, &all_locals, P0), OK);
  assert_int_equal(rows.count, 0);
  row.version = 1;
  row.n = num(2);
  assert_int_equal(record_update(&s->c, local, &row), ERR_NOT_FOUND);
  assert_int_equal(record_delete(&s->c, local, row.id), ERR_NOT_FOUND);
  s->c.scope.region = NULL;
  assert_int_equal(record_get(&s->c, local, row.id, &back), ERR_NOT_FOUND);
  assert_int_equal(record_insert(&s->c, local, &row, NULL), ERR_INVALID);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM local WHERE region = 'oost-brabant' AND n = 1"), 1);
}

static void a_statement_that_does_not_begin_with_its_region_is_refused(void **state)
{
  static const char *const texts[] = { "FROM local", "FROM local WHERE local.n = $2", "FROM local WHERE local.n = $2 AND local.region = $1", "FROM local WHERE local.region = $2",
    "FROM local WHERE local.region = $11", "FROM local WHERE local.region = $1 OR local.n > 0", "FROM local WHERE other.region = $1", "FROM local WHERE local.region = $1 || ''",
    "FROM local WHERE (local.region = $1)", "FROM local WHERE local.region = $1 UNION SELECT * FROM local" };
  struct scratch *s = *state;
  for (size_t i = 0; i < COUNT(texts); i++) {
    const struct query q = { &local_record, texts[i] };
    struct local_list rows = { 0 };
    if (record_select(&s->c, local, &rows, &q, P0) != ERR_STORE) print_error("ran: %s\n", texts[i]);
    assert_int_equal(record_select(&s->c, local, &rows, &q, P0), ERR_STORE);
  }
}

static void an_or_gets_round_neither_region_nor_involvement(void **state)
{
  static const struct query wide = { &local_record, "FROM local WHERE local.region = $1 AND local.n = 5 OR 1 = 1 ORDER BY local.n" };
  static const struct query wide_secret = { &secret_record, "FROM secret WHERE secret.region = $1 AND secret.kind = 'x' OR 1 = 1" };
  struct scratch *s = *state;
  const struct local row = { .name = "elsewhere", .n = num(1) };
  struct local_list rows;
  s->c.scope.region = "elders";
  assert_int_equal(record_insert(&s->c, local, &row, NULL), OK);
  s->c.scope.region = "oost-brabant";
  assert_int_equal(record_select(&s->c, local, &rows, &wide, P0), OK);
  assert_int_equal(rows.count, 0);
  keep_secret(s, (struct secret){ .name = "not yours" });
  become(s, worker);
  assert_int_equal(count_secrets(s, &wide_secret), 0);
}

static void global_and_regional_calls_do_not_mix(void **state)
{
  struct scratch *s = *state;
  struct local row = { .name = "a" };
  struct sample wrong = { .name = "a" };
  assert_int_equal(global_insert(&s->c, local, &row, NULL), ERR_STORE);
  assert_int_equal(global_get(&s->c, local, ((struct id){ { 1 } }), &row), ERR_STORE);
  assert_int_equal(record_insert(&s->c, sample, &wrong, NULL), ERR_STORE);
}

/* --- who is involved ------------------------------------------------------------------------------------------ */

static void only_who_is_involved_finds_a_sealed_row(void **state)
{
  struct scratch *s = *state;
  const struct secret mine = keep_secret(s, (struct secret){ .name = "mine" }), theirs = keep_secret(s, (struct secret){ .name = "theirs" });
  let_in(s, worker, mine.compartment);
  become(s, worker);
  assert_int_equal(read_secret(s, mine.id), OK);
  assert_int_equal(read_secret(s, theirs.id), ERR_NOT_FOUND);
  assert_int_equal(count_secrets(s, &all_secrets), 1);
  become(s, colleague);
  assert_int_equal(count_secrets(s, &all_secrets), 0);
  s->c.scope.reach = REACH_NOTHING;
  assert_int_equal(read_secret(s, mine.id), ERR_NOT_FOUND);
  become(s, worker);
  s->c.scope.organisation = (struct id){ { 9 } };
  assert_int_equal(read_secret(s, mine.id), ERR_NOT_FOUND);
}

static void what_one_may_not_see_answers_as_what_does_not_exist(void **state)
{
  struct scratch *s = *state;
  struct secret theirs = keep_secret(s, (struct secret){ .name = "theirs" });
  become(s, worker);
  for (int i = 0; i < 2; i++) {
    struct secret row = { .id = i ? theirs.id : (struct id){ { 3 } }, .version = 1, .compartment = theirs.compartment, .name = "x" };
    assert_int_equal(record_get(&s->c, secret, row.id, &row), ERR_NOT_FOUND);
    const char *const said = s->c.error.text;
    assert_int_equal(record_update(&s->c, secret, &row), ERR_NOT_FOUND);
    assert_ptr_equal(s->c.error.text, said);
    assert_int_equal(record_delete(&s->c, secret, row.id), ERR_NOT_FOUND);
    assert_ptr_equal(s->c.error.text, said);
    assert_int_equal(record_place(&s->c, secret, row.id, &row.compartment), ERR_NOT_FOUND);
    assert_ptr_equal(s->c.error.text, said);
  }
  const struct secret new = { .compartment = theirs.compartment, .name = "planted" };
  assert_int_equal(record_insert(&s->c, secret, &new, NULL), ERR_NOT_FOUND);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM secret"), 1);
}

static void no_value_is_sealed_with_the_nonce_of_another(void **state)
{
  struct scratch *s = *state;
  const struct secret first = keep_secret(s, (struct secret){ .name = "one" });
  for (int i = 0; i < 9; i++) {                              /* in one request, in one compartment */
    const struct secret more = { .compartment = first.compartment, .name = "same" };
    assert_int_equal(record_insert(&s->c, secret, &more, NULL), OK);
  }
  assert_int_equal(raw_number(s, "SELECT count(DISTINCT substr(v, 1, 24)) FROM (SELECT name AS v FROM secret UNION ALL SELECT story FROM secret UNION ALL SELECT n FROM secret"
    " UNION ALL SELECT born FROM secret UNION ALL SELECT colour FROM secret UNION ALL SELECT other FROM secret UNION ALL SELECT seen FROM secret"
    " UNION ALL SELECT sealed FROM journal WHERE sealed IS NOT NULL) AS every"), 10 * 7 + 10);
}

static void the_place_of_a_row_is_found_without_reading_it(void **state)
{
  struct scratch *s = *state;
  struct id compartment;
  const struct secret row = keep_secret(s, (struct secret){ .name = "mine" });
  let_in(s, worker, row.compartment);
  become(s, worker);
  raw_run(s, "UPDATE secret SET name = zeroblob(80)");       /* what cannot be opened any more is not opened */
  assert_int_equal(record_place(&s->c, secret, row.id, &compartment), OK);
  assert_true(id_same(compartment, row.compartment));
  assert_int_equal(journal_write_reads(&s->c), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'read'"), 0);
}

static void involvement_ends_by_the_clock_and_by_hand(void **state)
{
  struct scratch *s = *state;
  const struct secret row = keep_secret(s, (struct secret){ .name = "mine" });
  struct involvement i;
  const struct id id = let_in(s, worker, row.compartment);
  assert_int_equal(involvement_get(&s->c, id, &i), OK);
  i.until = (struct instant){ s->c.now + 1000 };
  assert_int_equal(record_update(&s->c, involvement, &i), OK);
  become(s, worker);
  assert_int_equal(read_secret(s, row.id), OK);
  s->c.now += 1000;
  become(s, worker);
  assert_int_equal(read_secret(s, row.id), ERR_NOT_FOUND);
  become(s, ID_NONE);
  s->c.now -= 1000;
  assert_int_equal(involvement_get(&s->c, id, &i), OK);
  i.ended = (struct instant){ s->c.now };
  assert_int_equal(record_update(&s->c, involvement, &i), OK);
  become(s, worker);
  assert_int_equal(read_secret(s, row.id), ERR_NOT_FOUND);
}

/* --- what is sealed --------------------------------------------------------------------------------------------- */

static void every_kind_of_value_comes_back_as_it_went_in_sealed(void **state)
{
  struct scratch *s = *state;
  const struct secret full = keep_secret(s, (struct secret){ .name = "Joosje \"é\" ☂ de Vries", .story = "lang", .kind = "open", .n = num(7), .born = { 19840229 }, .colour = BLUE,
    .other = { { 1, 2, 3 } }, .seen = { 1764000000123 } });
  const struct secret bare = keep_secret(s, (struct secret){ .name = "bare" });
  struct secret back;
  assert_int_equal(record_get(&s->c, secret, full.id, &back), OK);
  assert_true(record_same(secret, &full, &back));
  assert_int_equal(record_get(&s->c, secret, bare.id, &back), OK);
  assert_true(record_same(secret, &bare, &back));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM secret WHERE kind = 'open'"), 1);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM secret WHERE instr(name, 'Joosje') OR instr(name, 'bare') OR instr(story, 'lang') OR instr(born, '1984')"), 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE record = 'secret' AND (changes <> '' OR sealed IS NULL OR instr(sealed, 'bare'))"), 0);
}

static void unknown_is_as_large_as_an_answer_and_sizes_come_in_classes(void **state)
{
  struct scratch *s = *state;
  char text[2001];
  keep_secret(s, (struct secret){ .name = "a" });
  keep_secret(s, (struct secret){ .name = "a name of some thirty bytes ..", .n = num(1), .born = { 19840229 }, .colour = RED, .other = { { 1 } }, .seen = { 5 }, .story = "x" });
  static const char *const columns[] = { "name", "story", "n", "born", "colour", "seen" };
  for (size_t i = 0; i < COUNT(columns); i++) {
    char sql[80];
    snprintf(sql, sizeof sql, "SELECT count(DISTINCT length(%s)) FROM secret", columns[i]);
    assert_int_equal(raw_number(s, sql), 1);
  }
  raw_run(s, "DELETE FROM secret; DELETE FROM lookup");
  become(s, ID_NONE);
  for (size_t n = 1; n <= 2000; n += 7) {
    memset(text, 'x', n);
    text[n] = 0;
    keep_secret(s, (struct secret){ .name = "a", .story = text });
  }
  assert_true(raw_number(s, "SELECT count(DISTINCT length(story)) FROM secret") <= 7);
}

static void equal_values_do_not_look_equal(void **state)
{
  struct scratch *s = *state;
  const struct id compartment = new_compartment(s);
  for (int i = 0; i < 20; i++) keep_secret(s, (struct secret){ .compartment = compartment, .name = "the same" });
  assert_int_equal(raw_number(s, "SELECT count(DISTINCT name) FROM secret"), 20);
}

static void an_update_seals_every_field_anew_for_its_version(void **state)
{
  struct scratch *s = *state;
  struct secret row = keep_secret(s, (struct secret){ .name = "before", .story = "the same" }), back;
  raw_run(s, "CREATE TABLE old AS SELECT * FROM secret");
  row.name = "after";
  assert_int_equal(record_update(&s->c, secret, &row), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM secret, old WHERE secret.story = old.story OR secret.n = old.n"), 0);
  assert_int_equal(record_get(&s->c, secret, row.id, &back), OK);
  assert_string_equal(back.name, "after");
  assert_string_equal(back.story, "the same");
  assert_int_equal(back.version, 2);
}

static void the_second_of_two_writers_meets_a_conflict(void **state)
{
  struct scratch *s = *state;
  struct secret one = keep_secret(s, (struct secret){ .name = "a" }), other = one;
  one.name = "first";
  other.name = "second";
  assert_int_equal(record_update(&s->c, secret, &one), OK);
  assert_int_equal(record_update(&s->c, secret, &other), ERR_CONFLICT);
  assert_int_equal(record_get(&s->c, secret, one.id, &other), OK);
  assert_string_equal(other.name, "first");
}

static void a_row_stays_in_its_compartment(void **state)
{
  struct scratch *s = *state;
  struct secret row = keep_secret(s, (struct secret){ .name = "a" });
  row.compartment = new_compartment(s);
  row.name = "moved";
  assert_int_equal(record_update(&s->c, secret, &row), ERR_STORE);
}

static void a_deleted_row_leaves_nothing_but_its_line(void **state)
{
  struct scratch *s = *state;
  const struct secret row = keep_secret(s, (struct secret){ .name = "a", .story = "b" });
  assert_int_equal(record_delete(&s->c, secret, row.id), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM secret"), 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM lookup"), 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'delete' AND record = 'secret' AND sealed IS NOT NULL"), 1);
}

static void what_changed_is_told_to_whom_the_compartment_is_open_only(void **state)
{
  struct scratch *s = *state;
  struct journal_line_list lines;
  struct secret row = keep_secret(s, (struct secret){ .name = "before" });
  let_in(s, worker, row.compartment);
  row.name = "after";
  assert_int_equal(record_update(&s->c, secret, &row), OK);
  become(s, worker);
  assert_int_equal(journal_of(&s->c, row.id, &lines), OK);
  assert_int_equal(lines.count, 2);
  assert_string_equal(lines.at[1].changes, "");
  assert_int_equal(read_secret(s, row.id), OK);
  assert_int_equal(journal_of(&s->c, row.id, &lines), OK);
  assert_string_equal(lines.at[1].changes, "{\"name\":[\"before\",\"after\"]}");
  raw_run(s, "UPDATE journal SET sealed = (SELECT sealed FROM journal WHERE record = 'secret' AND verb = 'insert') WHERE record = 'secret' AND verb = 'update'");
  assert_int_equal(journal_of(&s->c, row.id, &lines), ERR_STORE);
}

static void a_sealed_record_with_lists_is_refused(void **state)
{
  struct with_list { struct id id; int32_t version; struct id compartment; struct sample_part_list parts; };
  static const struct field fields[] = { F_LIST(with_list, parts, OPTIONAL, sample_part, "Parts") };
  static const struct record record = SEALED_RECORD(with_list, fields);
  struct scratch *s = *state;
  const struct with_list row = { .compartment = new_compartment(s) };
  assert_int_equal(record_insert_(&s->c, &record, &row, NULL), ERR_STORE);
}

/* --- look-ups --------------------------------------------------------------------------------------------------------- */

static size_t find(struct scratch *s, const char *kind, const char *value)
{
  struct secret_list rows = { 0 };
  assert_int_equal(record_find(&s->c, secret, &rows, kind, value), OK);
  for (size_t i = 0; i < rows.count; i++) assert_non_null(rows.at[i].name);
  return rows.count;
}

static void rows_are_found_by_their_values_and_follow_their_changes(void **state)
{
  struct scratch *s = *state;
  struct secret row = keep_secret(s, (struct secret){ .name = "bakker", .born = { 19800101 } });
  keep_secret(s, (struct secret){ .name = "bakker", .born = { 19800102 }, .story = "bakker 1980-01-01" });
  assert_int_equal(find(s, "name", "bakker 1980-01-01"), 1);
  assert_int_equal(find(s, "name", "bakker 1980-01-03"), 0);
  assert_int_equal(find(s, "story", "bakker 1980-01-01"), 1);       /* the kinds are apart */
  row.name = "slager";
  assert_int_equal(record_update(&s->c, secret, &row), OK);
  assert_int_equal(find(s, "name", "bakker 1980-01-01"), 0);
  assert_int_equal(find(s, "name", "slager 1980-01-01"), 1);
  row.version = 2;
  row.born = DATE_UNKNOWN;
  assert_int_equal(record_update(&s->c, secret, &row), OK);
  assert_int_equal(find(s, "name", "slager 1980-01-01"), 0);
  struct secret_list rows;
  assert_int_equal(record_find(&s->c, secret, &rows, "nonsense", "x"), ERR_STORE);
}

static void a_search_finds_only_what_one_may_see_and_leaves_a_line_without_the_value(void **state)
{
  struct scratch *s = *state;
  const struct secret mine = keep_secret(s, (struct secret){ .name = "mine", .story = "0612345678" });
  keep_secret(s, (struct secret){ .name = "theirs", .story = "0612345678" });
  let_in(s, worker, mine.compartment);
  become(s, worker);
  assert_int_equal(find(s, "story", "0612345678"), 1);
  assert_true(journal_reads_wait(&s->c));
  assert_int_equal(journal_write_reads(&s->c), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'search' AND note = 'story' AND changes = ''"), 1);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'read' AND record = 'secret'"), 1);       /* of the one that was shown */
}

/* All at once they read one state: what has been found is shown only within the limit too. */
static void searches_that_ran_at_once_count_one_another(void **state)
{
  struct scratch *s = *state;
  struct reading *at_once;
  become(s, worker);
  assert_int_equal(find(s, "story", "0612345678"), 0);
  at_once = s->c.readings;
  for (int i = 0; i < 60; i++) {
    s->c.readings = NULL;
    assert_int_equal(find(s, "story", "0612345678"), 0);
    assert_int_equal(journal_write_reads(&s->c), OK);
  }
  s->c.readings = at_once;
  assert_int_equal(journal_write_reads(&s->c), ERR_OFTEN);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'search'"), 60);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_row_belongs_to_the_region_of_whoever_wrote_it_and_is_found_there_only),
    TEST(a_statement_that_does_not_begin_with_its_region_is_refused),
    TEST(an_or_gets_round_neither_region_nor_involvement),
    TEST(global_and_regional_calls_do_not_mix),
    TEST(only_who_is_involved_finds_a_sealed_row),
    TEST(what_one_may_not_see_answers_as_what_does_not_exist),
    TEST(no_value_is_sealed_with_the_nonce_of_another),
    TEST(the_place_of_a_row_is_found_without_reading_it),
    TEST(involvement_ends_by_the_clock_and_by_hand),
    TEST(every_kind_of_value_comes_back_as_it_went_in_sealed),
    TEST(unknown_is_as_large_as_an_answer_and_sizes_come_in_classes),
    TEST(equal_values_do_not_look_equal),
    TEST(an_update_seals_every_field_anew_for_its_version),
    TEST(the_second_of_two_writers_meets_a_conflict),
    TEST(a_row_stays_in_its_compartment),
    TEST(a_deleted_row_leaves_nothing_but_its_line),
    TEST(what_changed_is_told_to_whom_the_compartment_is_open_only),
    TEST(a_sealed_record_with_lists_is_refused),
    TEST(rows_are_found_by_their_values_and_follow_their_changes),
    TEST(a_search_finds_only_what_one_may_see_and_leaves_a_line_without_the_value),
    TEST(searches_that_ran_at_once_count_one_another),
  };
  return cmocka_run_group_tests_name("records of a region", tests, NULL, NULL);
}
