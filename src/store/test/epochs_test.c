/* The turn of the epoch keys: everything that lives goes along, wherever it is broken off. */
#include "secret.h"
#include "keep.h"
#include "key_folder.h"

enum { ROWS = 60 };

static int set_up(void **state)
{
  struct world *const w = world_new(secret_scratch());
  raw_run(w->s, "INSERT INTO installation (id, version, made, epoch) VALUES (x'1D010000000000000000000000000000', 1, 1, 1)");
  *state = w;
  return 0;
}

/* In two regions, to each its own compartment. */
static void fill(struct scratch *s, struct secret *rows)
{
  for (int i = 0; i < ROWS; i++) {
    char story[24];
    s->c.scope.region = i % 2 ? "elders" : "oost-brabant";
    snprintf(story, sizeof story, "story %d", i);
    rows[i] = keep_secret(s, (struct secret){ .name = "a", .story = arena_text(&s->c.arena, story, strlen(story)), .born = { 19800101 } });
  }
}

static void expect_all(struct scratch *s, const struct secret *rows)
{
  for (int i = 0; i < ROWS; i++) {
    struct secret_list found;
    become(s, ID_NONE);
    s->c.scope.region = i % 2 ? "elders" : "oost-brabant";
    assert_int_equal(record_find(&s->c, secret, &found, "story", rows[i].story), OK);
    assert_int_equal(found.count, 1);
    assert_true(id_same(found.at[0].id, rows[i].id));
  }
  s->c.scope.region = "oost-brabant";
  assert_int_equal(verified(s).count, 0);
}

static int turn(struct scratch *s, int steps, struct rotation *r)
{
  int rc = OK;
  become(s, ID_NONE);
  TRY(epochs_begin(&s->c));
  for (bool done = false; rc == OK && !done && steps--; ) rc = epochs_step(&s->c, &secret_records, r, 0, &done);
  return rc;
}

static void everything_that_lives_goes_along_and_the_old_epoch_is_gone(void **state)
{
  struct world *const w = *state;
  struct secret rows[ROWS];
  struct rotation r = { .all = true };
  struct epoch epochs[EPOCHS_MOST];
  fill(w->s, rows);
  assert_int_equal(turn(w->s, 10000, &r), OK);
  assert_int_equal(r.compartments, ROWS);
  assert_int_equal(r.lookups, ROWS);
  assert_int_equal(keys_epochs(&w->s->c, epochs), 1);
  assert_int_equal(epochs[0].number, 2);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM compartment WHERE epoch <> 2"), 0);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM lookup WHERE epoch <> 2"), 0);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM lookup"), 2 * ROWS);
  assert_int_equal(key_folder_open(&w->keys, &w->s->c), OK);
  expect_all(w->s, rows);
}

static void broken_off_anywhere_nothing_is_lost_and_the_next_try_ends_it(void **state)
{
  struct world *const w = *state;
  struct secret rows[ROWS];
  struct epoch epochs[EPOCHS_MOST];
  fill(w->s, rows);
  for (int steps = 0; steps < 14; steps++) {
    struct rotation r = { 0 };
    assert_int_equal(turn(w->s, steps, &r), OK);
    assert_int_equal(key_folder_open(&w->keys, &w->s->c), OK);      /* killed, and started again: what was counted is forgotten */
    expect_all(w->s, rows);
  }
  struct rotation r = { .all = true };
  assert_int_equal(turn(w->s, 10000, &r), OK);
  assert_int_equal(keys_epochs(&w->s->c, epochs), 1);
  expect_all(w->s, rows);
}

static void what_is_written_meanwhile_by_another_process_is_not_lost(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct secret rows[ROWS];
  struct keys *server = c->keys, *own = NULL;
  struct rotation r = { 0 };
  bool done = false;
  fill(w->s, rows);
  assert_int_equal(keys_open(c, &w->keys.files, key_folder_installation, &own), OK);
  c->keys = own;                                                   /* the command, while a server has the ring of before */
  become(w->s, ID_NONE);
  assert_int_equal(epochs_begin(c), OK);
  c->keys = server;
  become(w->s, ID_NONE);
  keep_secret(w->s, (struct secret){ .name = "new", .story = "made at once" });
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM compartment WHERE epoch = 2"), 1);      /* nothing is wrapped any more with what will go */
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM lookup WHERE epoch = 2"), 1);
  for (int i = 0; !done; i++) {
    c->keys = own;
    assert_int_equal(epochs_step(c, &secret_records, &r, 0, &done), OK);
    c->keys = server;
    become(w->s, ID_NONE);
    if (i % 3) continue;
    const int at = i % ROWS;
    w->s->c.scope.region = at % 2 ? "elders" : "oost-brabant";
    rows[at].born.ymd++;
    assert_int_equal(record_update(c, secret, &rows[at]), OK);
    rows[at].version++;
    keep_secret(w->s, (struct secret){ .name = "new", .story = "made meanwhile" });
  }
  struct secret_list found;
  w->s->c.scope.region = "oost-brabant";
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM compartment WHERE epoch <> 2"), 0);
  assert_int_equal(record_find(c, secret, &found, "story", "made meanwhile"), OK);
  assert_true(found.count > 0);
  expect_all(w->s, rows);
  keys_close(own);
}

static void a_key_that_does_not_open_stops_the_end_and_nothing_else(void **state)
{
  struct world *const w = *state;
  struct secret rows[ROWS];
  struct rotation r = { .all = true };
  struct epoch epochs[EPOCHS_MOST];
  fill(w->s, rows);
  raw_run(w->s, "CREATE TABLE kept AS SELECT * FROM compartment");
  RAW(w->s, "UPDATE compartment SET wrapped = zeroblob(length(wrapped)) WHERE id = %s", rows[0].compartment);
  assert_int_equal(turn(w->s, 10000, &r), ERR_STORE);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM compartment WHERE epoch = 1"), 1);
  assert_int_equal(keys_epochs(&w->s->c, epochs), 2);
  RAW(w->s, "UPDATE compartment SET wrapped = (SELECT wrapped FROM kept WHERE kept.id = compartment.id) WHERE id = %s", rows[0].compartment);
  r = (struct rotation){ .all = true };
  assert_int_equal(turn(w->s, 10000, &r), OK);
  assert_int_equal(keys_epochs(&w->s->c, epochs), 1);
  expect_all(w->s, rows);
}

static void what_was_erased_does_not_come_along(void **state)
{
  struct world *const w = *state;
  struct rotation r = { 0 };
  const struct secret gone = keep_secret(w->s, (struct secret){ .name = "gone", .story = "gone" });
  assert_int_equal(compartment_erase(&w->s->c, gone.compartment), OK);
  assert_int_equal(turn(w->s, 10000, &r), OK);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM lookup"), 0);
  assert_int_equal(r.compartments, 0);
}

static void a_turn_by_itself_keeps_the_epoch_before_it_for_recent_backups(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct epoch epochs[EPOCHS_MOST];
  for (int i = 0; i < 3; i++) {
    struct rotation r = { 0 };
    c->now += 30LL * 24 * 3600 * 1000;
    assert_int_equal(epochs_begin(c), OK);
    assert_int_equal(turn(w->s, 100, &r), OK);
    assert_int_equal(keys_epochs(c, epochs), 2);
  }
  struct rotation all = { .all = true };
  assert_int_equal(epochs_begin(c), OK);
  assert_int_equal(turn(w->s, 100, &all), OK);
  assert_int_equal(keys_epochs(c, epochs), 1);
}

static void a_turn_is_due_after_thirty_days_or_when_one_has_not_ended(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct rotation r = { 0 };
  struct secret rows[ROWS];
  fill(w->s, rows);
  assert_false(epochs_due(c));
  c->now += 30LL * 24 * 3600 * 1000 - 1;
  assert_false(epochs_due(c));
  c->now -= 300LL * 24 * 3600 * 1000;
  assert_false(epochs_due(c));                                     /* a clock that was set back */
  c->now += 300LL * 24 * 3600 * 1000 + 1;
  assert_true(epochs_due(c));
  assert_int_equal(epochs_begin(c), OK);
  assert_true(epochs_due(c));
  assert_int_equal(epochs_begin(c), OK);                           /* no second one */
  assert_int_equal(turn(w->s, 10000, &r), OK);
  assert_false(epochs_due(c));
}

static void a_part_stops_when_its_time_is_over(void **state)
{
  struct world *const w = *state;
  struct secret rows[ROWS];
  struct rotation r = { 0 };
  bool done = false;
  int parts = 0;
  fill(w->s, rows);
  become(w->s, ID_NONE);
  assert_int_equal(epochs_begin(&w->s->c), OK);
  for (; !done; parts++) assert_int_equal(epochs_step(&w->s->c, &secret_records, &r, 0, &done), OK);
  assert_true(parts >= 2 * ROWS / 16);                              /* sixteen compartments or rows at a time */
}

static void the_house_turns_them_by_itself_and_writes_checkpoints(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct secret rows[ROWS];
  struct keeping keeping = { .records = secret_records };
  struct epoch epochs[EPOCHS_MOST];
  fill(w->s, rows);
  assert_int_equal(keep_house(c, &keeping, false), OK);
  assert_int_equal(raw_number(w->s, "SELECT seq FROM journal_head") , raw_number(w->s, "SELECT max(seq) FROM journal"));
  assert_int_equal(keys_epochs(c, epochs), 1);
  c->now += 31LL * 24 * 3600 * 1000;
  for (int i = 0; i < 1000 && (i < 2 || keeping.turning); i++) {
    keeping.epochs = 0;
    assert_int_equal(keep_house(c, &keeping, false), OK);
  }
  assert_int_equal(keys_epochs(c, epochs), 2);                     /* backups of the last weeks still open */
  assert_int_equal(epochs[1].number, 2);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM compartment WHERE epoch <> 2"), 0);
  assert_int_equal(keep_house(c, &keeping, true), OK);
  assert_int_equal(raw_number(w->s, "SELECT seq FROM journal_head") , raw_number(w->s, "SELECT max(seq) FROM journal"));
  expect_all(w->s, rows);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, world_free)
  const struct CMUnitTest tests[] = {
    TEST(everything_that_lives_goes_along_and_the_old_epoch_is_gone),
    TEST(broken_off_anywhere_nothing_is_lost_and_the_next_try_ends_it),
    TEST(what_is_written_meanwhile_by_another_process_is_not_lost),
    TEST(a_key_that_does_not_open_stops_the_end_and_nothing_else),
    TEST(what_was_erased_does_not_come_along),
    TEST(a_turn_by_itself_keeps_the_epoch_before_it_for_recent_backups),
    TEST(a_turn_is_due_after_thirty_days_or_when_one_has_not_ended),
    TEST(the_house_turns_them_by_itself_and_writes_checkpoints),
    TEST(a_part_stops_when_its_time_is_over),
  };
  return cmocka_run_group_tests_name("epochs", tests, NULL, NULL);
}
