/* Somebody with the database in hand, who reads and writes it with SQL, against what is sealed and what grants. */
#include "secret.h"
#include "key_folder.h"
#include "seal_internal.h"
#include <sodium.h>

static int set_up(void **state)
{
  *state = world_new(secret_scratch());
  return 0;
}

/* --- moving what is sealed --------------------------------------------------------------------------------------- */

static void what_is_sealed_opens_nowhere_but_in_its_place(void **state)
{
  static const char *const moves[] = {
    "UPDATE secret SET name = (SELECT name FROM secret WHERE id = %s) WHERE id = %s",                      /* another row, the same compartment */
    "UPDATE secret SET story = name WHERE id <> %s AND id = %s",                                           /* another column */
    "UPDATE secret SET name = (SELECT name FROM other WHERE id <> %s) WHERE id = %s",                      /* another compartment */
    "UPDATE secret SET name = (SELECT name FROM twin WHERE id <> %s) WHERE id = %s",                       /* another table */
    "UPDATE secret SET name = substr(name, 1, length(name) - 1) || x'00' WHERE id <> %s AND id = %s",      /* changed */
    "UPDATE secret SET name = x'' WHERE id <> %s AND id = %s",
    "UPDATE secret SET name = zeroblob(72) WHERE id <> %s AND id = %s",
    "UPDATE secret SET name = 'text' WHERE id <> %s AND id = %s",
    "UPDATE secret SET version = 2 WHERE id <> %s AND id = %s" };
  struct scratch *const s = ((struct world *)*state)->s;
  const struct id compartment = new_compartment(s);
  const struct secret one = keep_secret(s, (struct secret){ .compartment = compartment, .name = "one", .story = "same" });
  const struct secret two = keep_secret(s, (struct secret){ .compartment = compartment, .name = "two", .story = "same" });
  const struct twin twin = { .id = two.id, .compartment = compartment, .name = "two" };      /* all the same but the table */
  assert_int_equal(record_insert(&s->c, twin, &twin, NULL), OK);
  raw_run(s, "CREATE TABLE kept AS SELECT * FROM secret");
  const struct secret elsewhere = keep_secret(s, (struct secret){ .name = "one" });
  raw_run(s, "CREATE TABLE other AS SELECT * FROM secret EXCEPT SELECT * FROM kept");
  RAW(s, "DELETE FROM secret WHERE id = %s", elsewhere.id);
  for (size_t i = 0; i < COUNT(moves); i++) {
    RAW(s, moves[i], one.id, two.id);
    become(s, ID_NONE);
    if (read_secret(s, two.id) != ERR_STORE) print_error("opened after: %s\n", moves[i]);
    assert_int_equal(read_secret(s, two.id), ERR_STORE);
    assert_int_equal(read_secret(s, one.id), OK);
    raw_run(s, "DELETE FROM secret; INSERT INTO secret SELECT * FROM kept");
  }
  RAW(s, "UPDATE secret SET compartment = %s WHERE id = %s", elsewhere.compartment, two.id);
  assert_int_equal(read_secret(s, two.id), ERR_STORE);
  RAW(s, "UPDATE compartment SET wrapped = (SELECT wrapped FROM compartment WHERE id = %s) WHERE id = %s", elsewhere.compartment, compartment);
  become(s, ID_NONE);
  assert_int_equal(read_secret(s, one.id), ERR_STORE);
}

/* In its two steps as in one: a value is what the library's cipher makes of its nonce, and no nonce comes twice. */
static void a_value_is_sealed_as_the_library_seals_it_each_with_a_nonce_of_its_own(void **state)
{
  enum { VALUES = 300, NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };
  struct scratch *const s = ((struct world *)*state)->s;
  const struct id compartment = new_compartment(s);
  const struct seal_place at = { "secret", "name", compartment, compartment, 1 };
  static uint8_t nonces[VALUES][NONCE];
  char binding[100];
  int n = snprintf(binding, sizeof binding, "6:secret4:name");
  memcpy(binding + n, compartment.b, sizeof compartment.b);
  memcpy(binding + n + 16, compartment.b, sizeof compartment.b);
  binding[n + 32] = '1';
  const size_t bound = (size_t)n + 33;
  s->c.random = randombytes_buf;
  assert_int_equal(compartment_open(&s->c, compartment), OK);
  const uint8_t *const key = opened_find(&s->c, compartment)->key;
  for (int i = 0; i < VALUES; i++) {
    struct sealed v;
    uint8_t plain[32], again[NONCE + sizeof plain + TAG];
    const char *text;
    assert_int_equal(seal(&s->c, &at, "one", &v), OK);
    assert_int_equal(v.size, sizeof again);
    assert_int_equal(crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL, v.bytes + NONCE, v.size - NONCE, (const uint8_t *)binding, bound, v.bytes, key), 0);
    assert_memory_equal(plain, "\1one", 5);
    memcpy(nonces[i], v.bytes, NONCE);
    for (int k = 0; k < i; k++) assert_memory_not_equal(nonces[k], nonces[i], NONCE);
    randombytes_buf(again, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(again + NONCE, NULL, plain, sizeof plain, (const uint8_t *)binding, bound, NULL, again, key);
    assert_int_equal(unseal(&s->c, &at, (struct sealed){ again, sizeof again }, &text), OK);
    assert_string_equal(text, "one");
  }
}

static void an_older_value_put_back_does_not_open(void **state)
{
  struct scratch *const s = ((struct world *)*state)->s;
  struct secret row = keep_secret(s, (struct secret){ .name = "old", .story = "the address of before" });
  raw_run(s, "CREATE TABLE old AS SELECT * FROM secret");
  row.story = "moved away";
  assert_int_equal(record_update(&s->c, secret, &row), OK);
  raw_run(s, "UPDATE secret SET story = (SELECT story FROM old)");
  assert_int_equal(read_secret(s, row.id), ERR_STORE);
}

static void a_value_that_was_sealed_in_a_line_of_the_journal_opens_in_no_record(void **state)
{
  struct scratch *const s = ((struct world *)*state)->s;
  const struct secret row = keep_secret(s, (struct secret){ .name = "a" });
  raw_run(s, "UPDATE secret SET story = (SELECT sealed FROM journal WHERE record = 'secret')");
  assert_int_equal(read_secret(s, row.id), ERR_STORE);
}

/* --- what grants ---------------------------------------------------------------------------------------------------- */

static bool opens(struct scratch *s, struct id account, struct id compartment)
{
  become(s, account);
  return involvement_open(&s->c, compartment) == OK;
}

static void an_involvement_slipped_in_or_bent_does_not_count(void **state)
{
  static const char *const bends[] = { "account = x'A2000000000000000000000000000000'", "organisation = x'0F000000000000000000000000000001'", "purpose = 'safety'", "until = 9999999999999",
    "since = 1", "version = 2", "given_by = x'A2000000000000000000000000000000'", "household = x'A2000000000000000000000000000000'", "mac = zeroblob(32)", "mac = x''" };
  struct scratch *const s = ((struct world *)*state)->s;
  const struct id compartment = new_compartment(s);
  let_in(s, worker, compartment);
  raw_run(s, "CREATE TABLE kept AS SELECT * FROM involvement");
  for (size_t i = 0; i < COUNT(bends); i++) {
    char sql[160];
    snprintf(sql, sizeof sql, "UPDATE involvement SET %s", bends[i]);
    raw_run(s, sql);
    if (opens(s, worker, compartment) || opens(s, colleague, compartment)) print_error("counts: %s\n", bends[i]);
    assert_false(opens(s, worker, compartment));
    assert_false(opens(s, colleague, compartment));
    raw_run(s, "DELETE FROM involvement; INSERT INTO involvement SELECT * FROM kept");
    assert_true(opens(s, worker, compartment));
  }
  RAW(s, "INSERT INTO involvement SELECT x'00112233445566778899aabbccddeeff', 1, region, %s, organisation, compartment, household, purpose, since, until, ended, given_by, mac FROM kept", colleague);
  assert_false(opens(s, colleague, compartment));
  raw_run(s, "UPDATE involvement SET region = 'elders'");
  s->c.scope.region = "elders";
  assert_false(opens(s, worker, compartment));
}

static void an_involvement_that_ended_and_is_put_back_does_not_count_and_is_reported(void **state)
{
  struct scratch *const s = ((struct world *)*state)->s;
  struct involvement i;
  const struct id compartment = new_compartment(s), id = let_in(s, worker, compartment);
  raw_run(s, "CREATE TABLE kept AS SELECT * FROM involvement");
  assert_int_equal(involvement_get(&s->c, id, &i), OK);
  i.ended = (struct instant){ s->c.now };
  assert_int_equal(record_update(&s->c, involvement, &i), OK);
  assert_false(opens(s, worker, compartment));
  raw_run(s, "DELETE FROM involvement; INSERT INTO involvement SELECT * FROM kept");
  assert_false(opens(s, worker, compartment));
  assert_true(journal_reads_wait(&s->c));
  assert_int_equal(journal_write_reads(&s->c), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'refused' AND record = 'involvement'"), 1);
  expect_found(s, FINDING_GRANT);
}

static void with_the_line_of_its_end_deleted_too_verify_still_misses_that_line(void **state)
{
  struct scratch *const s = ((struct world *)*state)->s;
  struct involvement i;
  const struct id compartment = new_compartment(s), id = let_in(s, worker, compartment);
  raw_run(s, "CREATE TABLE kept AS SELECT * FROM involvement");
  assert_int_equal(involvement_get(&s->c, id, &i), OK);
  i.ended = (struct instant){ s->c.now };
  assert_int_equal(record_update(&s->c, involvement, &i), OK);
  assert_int_equal(journal_event(&s->c, "event", "thing", ID_NONE, ID_NONE, NULL), OK);
  raw_run(s, "DELETE FROM involvement; INSERT INTO involvement SELECT * FROM kept; DELETE FROM journal WHERE record = 'involvement' AND verb = 'update'");
  expect_found(s, FINDING_MISSING);
}

/* --- what is erased --------------------------------------------------------------------------------------------------- */

static void what_was_erased_is_erased_again_when_its_key_is_put_back(void **state)
{
  struct world *const w = *state;
  struct scratch *const s = w->s;
  size_t again;
  const struct secret row = keep_secret(s, (struct secret){ .name = "forget me" });
  raw_run(s, "CREATE TABLE kept AS SELECT * FROM compartment");
  assert_int_equal(compartment_erase(&s->c, row.compartment), OK);
  assert_int_equal(read_secret(s, row.id), ERR_NOT_FOUND);
  raw_run(s, "DELETE FROM compartment; INSERT INTO compartment SELECT * FROM kept");
  expect_found(s, FINDING_NOT_ERASED);
  assert_int_equal(key_folder_open(&w->keys, &s->c), OK);
  assert_int_equal(compartments_replay_erased(&s->c, &again), OK);
  assert_int_equal(again, 1);
  assert_int_equal(read_secret(s, row.id), ERR_NOT_FOUND);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM compartment WHERE wrapped IS NOT NULL"), 0);
  assert_int_equal(compartments_replay_erased(&s->c, &again), OK);
  assert_int_equal(again, 0);
}

static void turn(struct scratch *s)
{
  struct rotation r = { .all = true };
  become(s, ID_NONE);
  assert_int_equal(epochs_begin(&s->c), OK);
  for (bool done = false; !done; ) assert_int_equal(epochs_step(&s->c, &secret_records, &r, 1, &done), OK);
}

static void an_old_copy_of_the_database_is_closed_once_its_epoch_is_destroyed(void **state)
{
  struct world *const w = *state;
  struct scratch *const s = w->s;
  const struct secret row = keep_secret(s, (struct secret){ .name = "forget me" });
  raw_run(s, "CREATE TABLE kept AS SELECT * FROM compartment");
  turn(s);
  assert_int_equal(read_secret(s, row.id), OK);
  assert_int_equal(key_folder_open(&w->keys, &s->c), OK);
  assert_int_equal(read_secret(s, row.id), OK);
  raw_run(s, "DELETE FROM compartment; INSERT INTO compartment SELECT * FROM kept");
  become(s, ID_NONE);
  assert_int_equal(read_secret(s, row.id), ERR_NOT_FOUND);          /* the wrapping of before opens with no key there is */
  expect_found(s, FINDING_COMPARTMENT);
}

/* --- look-ups -------------------------------------------------------------------------------------------------------------- */

enum { PERSONS = 5000, SHARED = 100, BUCKETS = 4096 };

static void counts_of(struct scratch *s, int *counts)
{
  struct statement *rows;
  bool row;
  memset(counts, 0, BUCKETS * sizeof *counts);
  assert_int_equal(engine_prepare(&s->c, "SELECT bucket, count(*) FROM lookup GROUP BY bucket", &rows), OK);
  while (engine_step(&s->c, rows, &row) == OK && row) {
    int64_t bucket = -1, n = 0;
    assert_true(engine_int(rows, 0, &bucket) && engine_int(rows, 1, &n));
    assert_in_range(bucket, 0, BUCKETS - 1);
    counts[bucket] = (int)n;
  }
  engine_done(rows);
}

static double largest_of(const int *counts)
{
  int most = 0;
  for (int i = 0; i < BUCKETS; i++) if (counts[i] > most) most = counts[i];
  return most;
}

/* Variance over mean: 1 where chance alone deals out. */
static double spread_of(const int *counts)
{
  double sum = 0, squares = 0;
  for (int i = 0; i < BUCKETS; i++) { sum += counts[i]; squares += (double)counts[i] * counts[i]; }
  const double mean = sum / BUCKETS;
  return (squares / BUCKETS - mean * mean) / mean;
}

/* One phone of a hundred people, one name and birth date of a hundred others, among five thousand. */
static void fill(struct scratch *s)
{
  const struct id compartment = new_compartment(s);
  assert_int_equal(db_begin(&s->c), OK);
  for (int i = 0; i < PERSONS; i++) {
    char name[40], phone[40];
    struct arena before = s->c.arena;
    s->c.arena = (struct arena){ .max = before.max };
    snprintf(name, sizeof name, i < SHARED ? "de jong" : "name%d", i);
    snprintf(phone, sizeof phone, i >= PERSONS - SHARED ? "0880000000" : "06%08d", i);
    const struct secret row = { .id = { { 1, (uint8_t)(i >> 8), (uint8_t)i } }, .version = 1, .compartment = compartment, .name = name, .story = phone, .born = { 19800101 } };
    assert_int_equal(lookups_write(&s->c, &secret_record, &row, row.id), OK);
    arena_release(&s->c.arena);
    s->c.arena = before;
  }
  assert_int_equal(db_commit(&s->c), OK);
}

static void a_value_that_many_share_does_not_show_in_the_buckets(void **state)
{
  struct scratch *const s = ((struct world *)*state)->s;
  static int counts[BUCKETS];
  fill(s);
  counts_of(s, counts);
  const double mean = 2.0 * PERSONS / BUCKETS;
  /* Chance alone gives at most about 12 in 4096 buckets with 2.4 each; a bucket of its own would hold over 100. */
  const double over = largest_of(counts) - mean, spread = spread_of(counts) - 1;
  if (over * over > 49 * mean) print_error("a bucket of %g\n", largest_of(counts));
  assert_true(over * over <= 49 * mean);                            /* seven deviations of a Poisson count */
  if (spread * spread > 25 * 2.0 / BUCKETS) print_error("spread %g\n", spread);
  assert_true(spread * spread <= 25 * 2.0 / BUCKETS);               /* five of the index itself */
}

static int fuller_first(const void *a, const void *b) { return (*(int *const *)b)[0] - (*(int *const *)a)[0]; }

/* The attacker knows the most common value and guesses that the 64 fullest buckets are its own. They hold about 600 of the
 * 10,000 rows; by chance alone a few of its hundred would be among those, and hardly more are. */
static void the_fullest_buckets_are_not_those_of_the_most_common_value(void **state)
{
  struct scratch *const s = ((struct world *)*state)->s;
  static int all[BUCKETS], without[BUCKETS], *fullest[BUCKETS];
  int own = 0;
  fill(s);
  counts_of(s, all);
  for (int i = 0; i < SHARED; i++) assert_int_equal(lookups_delete(&s->c, &secret_record, (struct id){ { 1, (uint8_t)(i >> 8), (uint8_t)i } }), OK);
  counts_of(s, without);
  for (int i = 0; i < BUCKETS; i++) fullest[i] = &all[i];
  qsort(fullest, BUCKETS, sizeof *fullest, fuller_first);
  for (int i = 0; i < 64; i++) own += *fullest[i] - without[fullest[i] - all];
  if (own > 2 * SHARED / 4) print_error("%d of %d\n", own, 2 * SHARED);
  assert_true(own <= 2 * SHARED / 4);                               /* of its rows and those of the same hundred's phones */
}

static void the_table_of_look_ups_has_no_order_of_time(void **state)
{
  struct scratch *const s = ((struct world *)*state)->s;
  int64_t n;
  assert_int_not_equal(engine_number(&s->c, "SELECT max(rowid) FROM lookup", P0, &n), OK);
}

static void a_look_up_slipped_in_or_moved_leads_nowhere(void **state)
{
  struct scratch *const s = ((struct world *)*state)->s;
  struct secret_list rows;
  keep_secret(s, (struct secret){ .name = "a", .story = "one" });
  keep_secret(s, (struct secret){ .name = "b", .story = "two" });
  raw_run(s, "CREATE TABLE kept AS SELECT * FROM lookup; UPDATE lookup SET sealed = (SELECT sealed FROM kept WHERE kept.id <> lookup.id)");
  assert_int_equal(record_find(&s->c, secret, &rows, "story", "one"), OK);
  assert_int_equal(rows.count, 0);
  assert_int_equal(record_find(&s->c, secret, &rows, "story", "two"), OK);
  assert_int_equal(rows.count, 0);
}

static void phone_numbers_cannot_be_tried_one_by_one(void **state)
{
  struct scratch *const s = ((struct world *)*state)->s;
  const struct secret row = keep_secret(s, (struct secret){ .name = "a", .story = "0612345678" });
  struct secret_list rows;
  int tried = 0, rc = OK;
  let_in(s, worker, row.compartment);
  while (rc == OK && tried < 1000) {
    char phone[16];
    become(s, worker);
    snprintf(phone, sizeof phone, "06%08d", tried++);
    rc = record_find(&s->c, secret, &rows, "story", phone);
    assert_int_equal(journal_write_reads(&s->c), OK);               /* one request each */
  }
  assert_int_equal(rc, ERR_OFTEN);
  assert_int_equal(tried, 61);
  become(s, worker);
  s->c.now -= 2 * 3600 * 1000;                                      /* a clock set back does not give new tries */
  assert_int_equal(record_find(&s->c, secret, &rows, "story", "0612345678"), ERR_OFTEN);
  s->c.now += 4 * 3600 * 1000;
  assert_int_equal(record_find(&s->c, secret, &rows, "story", "0612345678"), OK);
  assert_int_equal(rows.count, 1);
  become(s, worker);
  for (tried = 0, rc = OK; rc == OK && tried < 1000; tried++) rc = record_find(&s->c, secret, &rows, "story", "0600000000");
  assert_true(tried <= 62);                                         /* also within one request */
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, world_free)
  const struct CMUnitTest tests[] = {
    TEST(what_is_sealed_opens_nowhere_but_in_its_place), TEST(a_value_is_sealed_as_the_library_seals_it_each_with_a_nonce_of_its_own),
    TEST(an_older_value_put_back_does_not_open),
    TEST(a_value_that_was_sealed_in_a_line_of_the_journal_opens_in_no_record),
    TEST(an_involvement_slipped_in_or_bent_does_not_count),
    TEST(an_involvement_that_ended_and_is_put_back_does_not_count_and_is_reported),
    TEST(with_the_line_of_its_end_deleted_too_verify_still_misses_that_line),
    TEST(what_was_erased_is_erased_again_when_its_key_is_put_back),
    TEST(an_old_copy_of_the_database_is_closed_once_its_epoch_is_destroyed),
    TEST(a_value_that_many_share_does_not_show_in_the_buckets),
    TEST(the_fullest_buckets_are_not_those_of_the_most_common_value),
    TEST(the_table_of_look_ups_has_no_order_of_time),
    TEST(a_look_up_slipped_in_or_moved_leads_nowhere),
    TEST(phone_numbers_cannot_be_tried_one_by_one),
  };
  return cmocka_run_group_tests_name("attacks on the store", tests, NULL, NULL);
}
