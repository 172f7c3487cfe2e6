/* Whoever bends the journal with SQL is found: each way by its name, at its place. */
#include "secret.h"
#include "key_folder.h"
#include "journal_export.h"
#include <jansson.h>

/* Twenty lines, a checkpoint behind them. */
static int set_up(void **state)
{
  struct world *const b = world_new(secret_scratch());
  for (int i = 0; i < 20; i++) {
    b->s->c.now += 1000;
    assert_int_equal(journal_event(&b->s->c, "event", "thing", (struct id){ { (uint8_t)(i + 1) } }, ID_NONE, "note"), OK);
  }
  assert_int_equal(journal_checkpoint(&b->s->c), OK);
  *state = b;
  return 0;
}

static void expect(struct world *b, enum finding_kind what, int64_t seq)
{
  expect_found(b->s, what);
  const struct verify_report r = verified(b->s);
  assert_int_equal(r.findings[0].seq, seq);
  assert_int_equal(r.findings[0].chain, 1);
}

static void a_journal_that_nobody_touched_is_sound(void **state)
{
  struct world *const b = *state;
  const struct verify_report r = verified(b->s);
  assert_int_equal(r.count, 0);
  assert_int_equal(r.lines, 20);
  assert_int_equal(r.chains, 1);
  assert_int_equal(r.checkpoint.ms, b->s->c.now);
}

static void every_column_of_a_line_counts(void **state)
{
  static const char *const changes[] = { "at = '2020-01-01T00:00:00Z'", "actor = x'00112233445566778899aabbccddeeff'", "organisation = x'00112233445566778899aabbccddeeff'", "role = 'beheer'",
    "purpose = 'help'", "record = 'other'", "record_id = x'00112233445566778899aabbccddeeff'", "record_version = 7", "compartment = x'00112233445566778899aabbccddeeff'",
    "verb = 'other'", "changes = '{}'", "note = NULL", "sealed = x'00'", "id = x'00112233445566778899aabbccddeeff'" };
  struct world *const b = *state;
  raw_run(b->s, "CREATE TABLE kept AS SELECT * FROM journal");
  for (size_t i = 0; i < COUNT(changes); i++) {
    char sql[160];
    snprintf(sql, sizeof sql, "UPDATE journal SET %s WHERE seq = 7", changes[i]);
    raw_run(b->s, sql);
    expect(b, FINDING_CHANGED, 7);
    raw_run(b->s, "DELETE FROM journal; INSERT INTO journal SELECT * FROM kept");
  }
  raw_run(b->s, "UPDATE journal SET mac = zeroblob(32) WHERE seq = 7");
  expect(b, FINDING_REMADE, 7);
}

static void a_line_that_was_deleted_is_missing(void **state)
{
  struct world *const b = *state;
  raw_run(b->s, "DELETE FROM journal WHERE seq BETWEEN 5 AND 6");
  expect(b, FINDING_MISSING, 7);
}

static void a_first_line_that_was_deleted_is_missing(void **state)
{
  struct world *const b = *state;
  raw_run(b->s, "DELETE FROM journal WHERE seq = 1");
  expect(b, FINDING_MISSING, 2);
}

static void a_line_deleted_and_the_rest_renumbered_breaks_the_chain_there(void **state)
{
  struct world *const b = *state;
  raw_run(b->s, "DELETE FROM journal WHERE seq = 5; UPDATE journal SET seq = -seq WHERE seq > 5; UPDATE journal SET seq = -seq - 1 WHERE seq < 0");
  expect(b, FINDING_REMADE, 5);
}

static void a_line_slipped_in_is_named(void **state)
{
  struct world *const b = *state;
  raw_run(b->s, "UPDATE journal SET seq = -seq WHERE seq >= 5; UPDATE journal SET seq = -seq + 1 WHERE seq < 0;"
                "INSERT INTO journal (id, version, at, record, record_id, verb, changes, chain, seq, mac)"
                " VALUES (x'00112233445566778899aabbccddeeff', 1, '2025-11-24T16:00:05Z', 'thing', x'01', 'event', '', 1, 5, zeroblob(32))");
  expect(b, FINDING_SLIPPED_IN, 5);
}

static void two_lines_that_were_swapped_are_named(void **state)
{
  struct world *const b = *state;
  raw_run(b->s, "UPDATE journal SET seq = -1 WHERE seq = 5; UPDATE journal SET seq = 5 WHERE seq = 6; UPDATE journal SET seq = 6 WHERE seq = -1");
  expect(b, FINDING_SWAPPED, 5);
}

static void a_chain_made_again_with_another_key_is_named_at_its_first_line(void **state)
{
  struct world *const b = *state;
  struct keys *const own = b->s->c.keys;
  b->s->c.keys = NULL;
  assert_int_equal(keys_in_memory(&b->s->c, &b->s->c.keys), OK);
  raw_run(b->s, "DELETE FROM journal WHERE seq >= 10");
  for (int i = 0; i < 11; i++) assert_int_equal(journal_event(&b->s->c, "event", "thing", ID_NONE, ID_NONE, "forged"), OK);
  keys_close(b->s->c.keys);
  b->s->c.keys = own;
  expect(b, FINDING_REMADE, 10);
}

static void a_tail_cut_off_is_missing_even_when_the_table_of_heads_was_cut_too(void **state)
{
  struct world *const b = *state;
  raw_run(b->s, "CREATE TABLE kept AS SELECT * FROM journal_head; DELETE FROM journal WHERE seq > 15");
  expect_found(b->s, FINDING_TAIL);
  raw_run(b->s, "UPDATE journal_head SET seq = 15, mac = (SELECT mac FROM journal WHERE seq = 15)");
  const struct verify_report r = verified(b->s);
  assert_int_equal(r.count, 2);
  assert_int_equal(r.findings[0].what, FINDING_HEADS);
  assert_int_equal(r.findings[1].what, FINDING_TAIL);
  assert_int_equal(r.findings[1].seq, 15);
  raw_run(b->s, "DELETE FROM journal_head");
  assert_int_equal(verified(b->s).count, 2);
  raw_run(b->s, "DELETE FROM journal");
  const struct verify_report all = verified(b->s);
  assert_int_equal(all.findings[all.count - 1].what, FINDING_TAIL);
  assert_int_equal(all.findings[all.count - 1].seq, 0);
}

static void a_tail_cut_off_and_written_on_is_another_one_than_at_the_checkpoint(void **state)
{
  struct world *const b = *state;
  raw_run(b->s, "DELETE FROM journal WHERE seq > 15");
  for (int i = 0; i < 9; i++) assert_int_equal(journal_event(&b->s->c, "event", "thing", ID_NONE, ID_NONE, "later"), OK);
  expect(b, FINDING_OTHER_TAIL, 20);
}

static void a_checkpoint_does_not_hide_a_tail_that_was_cut(void **state)
{
  struct world *const b = *state;
  raw_run(b->s, "DELETE FROM journal WHERE seq > 15; UPDATE journal_head SET seq = 15, mac = (SELECT mac FROM journal WHERE seq = 15)");
  assert_int_equal(journal_checkpoint(&b->s->c), ERR_STORE);
  const struct verify_report r = verified(b->s);
  assert_int_equal(r.findings[r.count - 1].what, FINDING_TAIL);
  assert_int_equal(journal_heads_anew(&b->s->c), OK);               /* as restore does, which left a line */
  assert_int_equal(verified(b->s).count, 0);
}

static void a_checkpoint_writes_only_when_something_moved(void **state)
{
  struct world *const b = *state;
  struct stat before, after;
  assert_int_equal(stat(b->keys.files.heads, &before), 0);
  assert_int_equal(journal_checkpoint(&b->s->c), OK);
  assert_int_equal(stat(b->keys.files.heads, &after), 0);
  assert_int_equal(before.st_ino, after.st_ino);
  assert_int_equal(journal_event(&b->s->c, "event", "thing", ID_NONE, ID_NONE, NULL), OK);
  assert_int_equal(journal_checkpoint(&b->s->c), OK);
  assert_int_equal(raw_number(b->s, "SELECT seq FROM journal_head WHERE chain = 1"), 21);
  assert_int_equal(verified(b->s).count, 0);
}

static void a_chain_of_its_own_slipped_in_is_found(void **state)
{
  struct world *const b = *state;
  raw_run(b->s, "INSERT INTO journal (id, version, at, record, record_id, verb, changes, chain, seq, mac) SELECT x'00112233445566778899aabbccddeeff', 1, at, record, record_id, verb, changes, -3, 1, mac FROM journal WHERE seq = 1");
  const struct verify_report r = verified(b->s);
  assert_int_equal(r.count, 1);
  assert_int_equal(r.findings[0].chain, -3);
}

static void lines_from_before_the_chains_are_bound_to_them(void **state)
{
  struct world *const b = *state;
  static const char old[] = "INSERT INTO journal (id, version, at, record, record_id, verb, changes) VALUES (x'000000000000000000000000000000%02d', 1, '2020-01-0%dT00:00:00Z', 'offer', x'01', 'insert', '{}')";
  char sql[300];
  for (int i = 1; i <= 3; i++) {
    snprintf(sql, sizeof sql, old, i, i);
    raw_run(b->s, sql);
  }
  expect_found(b->s, FINDING_OLD_LINES);                           /* nobody bound them: they may be anybody's */
  assert_int_equal(journal_anchor_old(&b->s->c), OK);
  const struct verify_report r = verified(b->s);
  assert_int_equal(r.count, 0);
  assert_int_equal(r.old_lines, 3);
  snprintf(sql, sizeof sql, old, 4, 4);
  raw_run(b->s, sql);
  expect_found(b->s, FINDING_OLD_LINES);
  raw_run(b->s, "DELETE FROM journal WHERE chain IS NULL AND at > '2020-01-04'; UPDATE journal SET verb = 'delete' WHERE chain IS NULL AND at < '2020-01-02'");
  expect_found(b->s, FINDING_OLD_LINES);
  raw_run(b->s, "DELETE FROM journal WHERE chain IS NULL");
  expect_found(b->s, FINDING_OLD_LINES);
}

static void a_clock_that_was_set_back_is_told_and_breaks_nothing(void **state)
{
  struct world *const b = *state;
  b->s->c.now -= 3600 * 1000;
  assert_int_equal(journal_event(&b->s->c, "event", "thing", ID_NONE, ID_NONE, NULL), OK);
  assert_int_equal(journal_checkpoint(&b->s->c), OK);
  const struct verify_report r = verified(b->s);
  assert_int_equal(r.count, 0);
  assert_int_equal(r.backwards, 1);
}

/* --- terms ------------------------------------------------------------------------------------------------------- */

static const struct date tomorrow = { 20251125 };

static void purge(struct world *b, struct date before, size_t most, size_t expected)
{
  size_t deleted;
  b->s->c.now += 400LL * 24 * 3600 * 1000;
  assert_int_equal(journal_purge_before(&b->s->c, &secret_records, before, most, &deleted), OK);
  assert_int_equal(deleted, expected);
}

static void lines_past_their_term_go_and_the_rest_is_still_proved(void **state)
{
  struct world *const b = *state;
  purge(b, tomorrow, 5, 5);
  assert_int_equal(verified(b->s).count, 0);
  assert_int_equal(verified(b->s).purged, 5);
  purge(b, tomorrow, 1000, 15);                                     /* the line of the first purge is of a year later */
  const struct verify_report r = verified(b->s);
  assert_int_equal(r.count, 0);
  assert_int_equal(r.purged, 20);
  assert_int_equal(r.lines, 2);
  assert_int_equal(raw_number(b->s, "SELECT count(*) FROM journal_gap"), 1);
  assert_int_equal(raw_number(b->s, "SELECT count(*) FROM journal WHERE verb = 'purge' AND note = '2025-11-25'"), 2);
  purge(b, tomorrow, 1000, 0);
}

static void a_gap_that_the_program_did_not_make_is_named(void **state)
{
  struct world *const b = *state;
  purge(b, tomorrow, 5, 5);
  raw_run(b->s, "DELETE FROM journal WHERE seq <= 8");
  expect(b, FINDING_MISSING, 9);
  raw_run(b->s, "UPDATE journal_gap SET until = 8, line_mac = zeroblob(32)");
  expect(b, FINDING_GAP, 9);
  raw_run(b->s, "DELETE FROM journal_gap");
  expect(b, FINDING_MISSING, 9);
}

static void the_newest_line_of_a_living_row_that_grants_stays(void **state)
{
  struct world *const b = *state;
  struct scratch *const s = b->s;
  struct involvement i;
  const struct id compartment = new_compartment(s), alive = let_in(s, worker, compartment), gone = let_in(s, colleague, compartment);
  assert_int_equal(involvement_get(&s->c, alive, &i), OK);
  i.until = (struct instant){ s->c.now * 2 };
  assert_int_equal(record_update(&s->c, involvement, &i), OK);
  RAW(s, "DELETE FROM involvement WHERE id = %s", gone);
  assert_int_equal(journal_event(&s->c, "event", "thing", ID_NONE, ID_NONE, NULL), OK);
  purge(b, tomorrow, 1000, 23);
  const struct verify_report r = verified(s);
  assert_int_equal(r.count, 0);
  assert_int_equal(r.purged, 23);
  become(s, worker);
  assert_int_equal(involvement_open(&s->c, compartment), OK);       /* it counts as before */
  RAW(s, "DELETE FROM involvement WHERE id = %s", alive);
  purge(b, tomorrow, 1000, 2);                                      /* and the last line of the chain as it was, now that more follow */
  assert_int_equal(verified(s).count, 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal_gap"), 1);
}

static void lines_from_before_the_chains_go_together_and_stay_proved(void **state)
{
  struct world *const b = *state;
  raw_run(b->s, "INSERT INTO journal (id, version, at, record, record_id, verb, changes) VALUES (x'00000000000000000000000000000001', 1, '2020-01-01T00:00:00Z', 'offer', x'01', 'insert', '{}')");
  assert_int_equal(journal_anchor_old(&b->s->c), OK);
  purge(b, (struct date){ 20200102 }, 1000, 1);
  assert_int_equal(verified(b->s).count, 0);
  raw_run(b->s, "DELETE FROM journal_gap");
  expect_found(b->s, FINDING_OLD_LINES);
}

/* --- rows ---------------------------------------------------------------------------------------------------------- */

static void rows_that_do_not_open_or_were_put_back_are_named(void **state)
{
  struct world *const b = *state;
  struct scratch *const s = b->s;
  struct secret row = keep_secret(s, (struct secret){ .name = "first" });
  raw_run(s, "CREATE TABLE old AS SELECT * FROM secret");
  row.name = "second";
  assert_int_equal(record_update(&s->c, secret, &row), OK);
  assert_int_equal(verified(s).count, 0);
  assert_int_equal(verified(s).sealed, 1);
  raw_run(s, "UPDATE secret SET story = name");
  expect_found(s, FINDING_SEALED);
  raw_run(s, "DELETE FROM secret; INSERT INTO secret SELECT * FROM old");
  expect_found(s, FINDING_ROLLED_BACK);                             /* the whole row: it opens, and is an old one */
}

static void a_row_deleted_outside_the_program_is_named(void **state)
{
  struct world *const b = *state;
  struct scratch *const s = b->s;
  const struct secret row = keep_secret(s, (struct secret){ .name = "a" }), kept = keep_secret(s, (struct secret){ .name = "b" });
  assert_int_equal(record_delete(&s->c, secret, row.id), OK);
  assert_int_equal(verified(s).count, 0);
  RAW(s, "DELETE FROM secret WHERE id = %s", kept.id);
  expect_found(s, FINDING_DELETED);
  assert_int_equal(compartment_erase(&s->c, kept.compartment), OK);
  assert_int_equal(verified(s).count, 0);
  assert_int_equal(record_insert(&s->c, local, (&(struct local){ .name = "signal" }), NULL), OK);
  assert_int_equal(verified(s).count, 0);
  RAW(s, "DELETE FROM local WHERE id <> %s", kept.id);
  expect_found(s, FINDING_DELETED);                                 /* what is not sealed counts too */
}

static void a_row_that_is_not_found_any_more_is_named(void **state)
{
  struct world *const b = *state;
  struct scratch *const s = b->s;
  struct secret row = keep_secret(s, (struct secret){ .name = "a", .story = "0612345678" });
  row.story = "0612345679";
  assert_int_equal(record_update(&s->c, secret, &row), OK);
  assert_int_equal(verified(s).count, 0);
  raw_run(s, "CREATE TABLE kept AS SELECT * FROM lookup; UPDATE lookup SET bucket = -1");
  expect_found(s, FINDING_LOOKUP);
  raw_run(s, "DELETE FROM lookup");
  expect_found(s, FINDING_LOOKUP);
  raw_run(s, "INSERT INTO lookup SELECT * FROM kept");
  assert_int_equal(verified(s).count, 0);
}

static void rows_that_grant_and_keys_are_looked_at(void **state)
{
  struct world *const b = *state;
  struct scratch *const s = b->s;
  const struct id compartment = new_compartment(s), id = let_in(s, worker, compartment);
  assert_int_equal(verified(s).count, 0);
  assert_int_equal(verified(s).grants, 1);
  RAW(s, "UPDATE involvement SET account = %s WHERE id = %s", colleague, id);
  expect_found(s, FINDING_GRANT);
  RAW(s, "UPDATE involvement SET account = %s WHERE id = %s", worker, id);
  raw_run(s, "UPDATE compartment SET wrapped = zeroblob(length(wrapped))");
  expect_found(s, FINDING_COMPARTMENT);
}

static void an_erased_compartment_must_be_on_the_list(void **state)
{
  struct world *const b = *state;
  struct scratch *const s = b->s;
  const struct secret row = keep_secret(s, (struct secret){ .name = "gone" });
  assert_int_equal(compartment_erase(&s->c, row.compartment), OK);
  assert_int_equal(verified(s).count, 0);
  assert_int_equal(verified(s).erased, 1);
  const struct id other = new_compartment(s);
  RAW(s, "UPDATE compartment SET wrapped = NULL, epoch = NULL, erased = 1 WHERE id = %s", other);
  expect_found(s, FINDING_NOT_LISTED);
}

/* --- export ---------------------------------------------------------------------------------------------------------- */

static void an_export_speaks_the_terms_of_the_norm_and_is_journalled(void **state)
{
  struct world *const b = *state;
  struct scratch *const s = b->s;
  char *text = NULL;
  size_t size;
  int64_t count;
  s->c.scope = (struct scope){ .actor = worker, .organisation = office, .role = "fg", .purpose = "access_right", .region = "oost-brabant", .reach = REACH_ALL };
  assert_int_equal(journal_event(&s->c, "sign_in_failed", "account", worker, ID_NONE, "x"), OK);
  struct export_options o = { .json = true, .out = open_memstream(&text, &size) };
  assert_int_equal(journal_export(&s->c, &o, &count), OK);
  fclose(o.out);
  assert_int_equal(count, 22);
  json_t *const all = json_loads(text, 0, NULL), *const line = json_array_get(all, 20);
  assert_int_equal(json_array_size(all), 22);
  assert_string_equal(json_string_value(json_object_get(line, "outcome")), "refused");
  assert_string_equal(json_string_value(json_object_get(line, "role")), "fg");
  assert_string_equal(json_string_value(json_object_get(line, "purpose")), "access_right");
  assert_string_equal(json_string_value(json_object_get(line, "number")), "21");
  assert_string_equal(json_string_value(json_object_get(json_array_get(all, 21), "event")), "export");
  json_decref(all);
  free(text);
  o = (struct export_options){ .from = { 20251125 }, .out = open_memstream(&text, &size) };
  assert_int_equal(journal_export(&s->c, &o, &count), OK);
  fclose(o.out);
  assert_int_equal(count, 0);
  assert_int_equal(strncmp(text, "time,event,outcome,actor,role", 29), 0);
  free(text);
  o = (struct export_options){ .from = { 20251125 }, .to = { 20251124 }, .out = stdout };
  assert_int_equal(journal_export(&s->c, &o, &count), ERR_INVALID);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'export'"), 2);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, world_free)
  const struct CMUnitTest tests[] = {
    TEST(a_journal_that_nobody_touched_is_sound),
    TEST(every_column_of_a_line_counts),
    TEST(a_line_that_was_deleted_is_missing),
    TEST(a_first_line_that_was_deleted_is_missing),
    TEST(a_line_deleted_and_the_rest_renumbered_breaks_the_chain_there),
    TEST(a_line_slipped_in_is_named),
    TEST(two_lines_that_were_swapped_are_named),
    TEST(a_chain_made_again_with_another_key_is_named_at_its_first_line),
    TEST(a_tail_cut_off_is_missing_even_when_the_table_of_heads_was_cut_too),
    TEST(a_tail_cut_off_and_written_on_is_another_one_than_at_the_checkpoint),
    TEST(a_checkpoint_does_not_hide_a_tail_that_was_cut),
    TEST(a_checkpoint_writes_only_when_something_moved),
    TEST(a_chain_of_its_own_slipped_in_is_found),
    TEST(lines_from_before_the_chains_are_bound_to_them),
    TEST(a_clock_that_was_set_back_is_told_and_breaks_nothing),
    TEST(lines_past_their_term_go_and_the_rest_is_still_proved),
    TEST(a_gap_that_the_program_did_not_make_is_named),
    TEST(the_newest_line_of_a_living_row_that_grants_stays),
    TEST(lines_from_before_the_chains_go_together_and_stay_proved),
    TEST(rows_that_do_not_open_or_were_put_back_are_named),
    TEST(a_row_that_is_not_found_any_more_is_named),
    TEST(rows_that_grant_and_keys_are_looked_at),
    TEST(a_row_deleted_outside_the_program_is_named),
    TEST(an_erased_compartment_must_be_on_the_list),
    TEST(an_export_speaks_the_terms_of_the_norm_and_is_journalled),
  };
  return cmocka_run_group_tests_name("journal verified", tests, NULL, NULL);
}
