#include "../../../store/test/scratch.h"
#include "exchange.h"

static struct id offer_id;
static int set_up(void **state)
{
  struct scratch *s = scratch_with_schema();
  const struct offer_line line = { .offer = { .code = "A", .name = "Naam", .kind = KIND_HELP, .status = STATUS_ACTIVE } };
  assert_int_equal(offer_add(&s->c, &line, &offer_id), OK);
  *state = s;
  return 0;
}
static int tear_down(void **state)
{
  scratch_free(*state);
  return 0;
}

static void a_flag_is_kept_with_its_instant_and_listed_with_its_offer(void **state)
{
  struct scratch *s = *state;
  struct offer_flag_line_list list;
  const struct offer_flag flag = { .id = { { 9 } }, .offer = { { 9 } }, .at = "1999-01-01T00:00:00Z", .reason = FLAG_COSTS, .note = "Het kost nu\nvijf euro." };
  assert_int_equal(offer_flag_add(&s->c, offer_id, &flag), OK);
  assert_int_equal(offer_flags(&s->c, &list), OK);
  assert_int_equal(list.count, 1);
  assert_string_equal(list.at[0].code, "A");
  assert_string_equal(list.at[0].name, "Naam");
  assert_int_equal(list.at[0].offer_flag.reason, FLAG_COSTS);
  assert_string_equal(list.at[0].offer_flag.note, "Het kost nu\nvijf euro.");
  assert_string_equal(list.at[0].offer_flag.at, "2025-11-24T16:00:00Z");    /* ours, whatever the reader sent */
  assert_true(id_same(list.at[0].offer_flag.offer, offer_id));
  assert_int_not_equal(list.at[0].offer_flag.id.b[0], 9);
}

static void the_newest_comes_first_and_flags_go_with_their_offer(void **state)
{
  struct scratch *s = *state;
  struct offer_flag_line_list list;
  const struct offer_line line = { .offer = { .code = "B", .name = "Ander", .kind = KIND_HELP, .status = STATUS_ACTIVE } };
  struct id other;
  assert_int_equal(offer_add(&s->c, &line, &other), OK);
  for (int reason = FLAG_GONE; reason <= FLAG_WAIT; reason++) {
    s->c.now += 1000;
    assert_int_equal(offer_flag_add(&s->c, offer_id, &(struct offer_flag){ .reason = (enum flag_reason)reason }), OK);
  }
  assert_int_equal(offer_flag_add(&s->c, other, &(struct offer_flag){ .reason = FLAG_OTHER }), OK);
  assert_int_equal(offer_flags(&s->c, &list), OK);
  assert_int_equal(list.count, FLAG_OTHER);
  assert_int_equal(offer_remove(&s->c, other), OK);
  assert_int_equal(offer_remove(&s->c, other), ERR_NOT_FOUND);
  assert_int_equal(offer_flags(&s->c, &list), OK);
  assert_int_equal(list.count, FLAG_WAIT);
  for (size_t i = 0; i < list.count; i++) assert_int_equal(list.at[i].offer_flag.reason, FLAG_WAIT - (int)i);
}

static void a_flag_is_kept_once_and_for_half_a_year(void **state)
{
  struct scratch *s = *state;
  const struct offer_flag flag = { .reason = FLAG_OTHER, .note = "een naam" };
  const int64_t lines = raw_number(s, "SELECT count(*) FROM journal");
  for (int i = 0; i < 30; i++) {
    char sql[300];
    snprintf(sql, sizeof sql, "INSERT INTO offer_flag (id, version, offer, at, reason) VALUES (randomblob(16), 1, randomblob(16), '2025-05-%02dT16:00:00Z', 'gone')", i + 1);
    raw_run(s, sql);
  }
  assert_int_equal(offer_flag_add(&s->c, offer_id, &flag), OK);
  int turns = 0;
  for (bool more = true; more; turns++) assert_int_equal(offer_flags_drop_old(&s->c, &more), OK);
  assert_true(turns > 2);                                      /* some at a time */
  assert_int_equal(raw_number(s, "SELECT count(*) FROM offer_flag WHERE at < '2025-11-01'"), 3);     /* 180 days ago is 28 May */
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal"), lines);
}

static void flags_change_nothing_on_the_map(void **state)
{
  struct scratch *s = *state;
  struct offers_state before, after;
  struct offer_line line;
  assert_int_equal(offers_state(&s->c, &before), OK);
  assert_int_equal(before.changes.n, 1);
  assert_int_equal(offer_flag_add(&s->c, offer_id, &(struct offer_flag){ .reason = FLAG_OTHER }), OK);
  assert_int_equal(offer_by_id(&s->c, offer_id, &line), OK);
  assert_int_equal(offer_change(&s->c, &line), OK);                                 /* nothing is different */
  assert_int_equal(offers_state(&s->c, &after), OK);
  assert_int_equal(after.changes.n, 1);
  line.offer.name = "Anders";
  assert_int_equal(offer_change(&s->c, &line), OK);
  assert_int_equal(offer_remove(&s->c, offer_id), OK);
  assert_int_equal(offers_state(&s->c, &after), OK);
  assert_int_equal(after.changes.n, 3);
}

static void one_offer_does_not_use_up_the_day_for_all(void **state)
{
  struct scratch *s = *state;
  const struct offer_flag flag = { .reason = FLAG_GONE };
  for (int i = 0; i < FLAGS_A_DAY_EACH; i++) assert_int_equal(offer_flag_add(&s->c, offer_id, &flag), OK);
  assert_int_equal(offer_flag_add(&s->c, offer_id, &flag), ERR_OFTEN);
  assert_int_equal(offer_flag_add(&s->c, (struct id){ { 1 } }, &flag), OK);
  s->c.now += 86400000 + 1000;
  assert_int_equal(offer_flag_add(&s->c, offer_id, &flag), OK);
}

static void a_flag_needs_a_reason_and_keeps_to_its_length(void **state)
{
  struct scratch *s = *state;
  char note[1002];
  memset(note, 'a', sizeof note - 1);
  note[1001] = 0;
  assert_int_equal(offer_flag_add(&s->c, offer_id, &(struct offer_flag){ .note = "zomaar" }), ERR_INVALID);
  assert_string_equal(s->c.error.field, "reason");
  assert_int_equal(offer_flag_add(&s->c, offer_id, &(struct offer_flag){ .reason = FLAG_OTHER, .note = note }), ERR_INVALID);
  assert_string_equal(s->c.error.field, "note");
  assert_int_equal(offer_flag_add(&s->c, ID_NONE, &(struct offer_flag){ .reason = FLAG_OTHER }), ERR_INVALID);
  assert_string_equal(s->c.error.field, "offer");
  note[1000] = 0;
  assert_int_equal(offer_flag_add(&s->c, offer_id, &(struct offer_flag){ .reason = FLAG_OTHER, .note = note }), OK);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM offer_flag"), 1);
}

static void after_two_hundred_in_a_day_the_next_must_wait(void **state)
{
  struct scratch *s = *state;
  const struct offer_flag flag = { .reason = FLAG_GONE };
  assert_int_equal(db_begin(&s->c), OK);
  for (int i = 0; i < FLAGS_A_DAY; i++) {
    assert_int_equal(offer_flag_add(&s->c, (struct id){ { 1, (uint8_t)(i / FLAGS_A_DAY_EACH) } }, &flag), OK);
    s->c.now += 1000;
  }
  assert_int_equal(offer_flag_add(&s->c, offer_id, &flag), ERR_OFTEN);
  assert_int_equal(db_commit(&s->c), OK);
  s->c.now = NOW + 86400000 - 1000;
  assert_int_equal(offer_flag_add(&s->c, offer_id, &flag), ERR_OFTEN);
  s->c.now = NOW + 86400000 + 1000;
  assert_int_equal(offer_flag_add(&s->c, offer_id, &flag), OK);
  assert_int_equal(offer_flag_add(&s->c, offer_id, &flag), ERR_OFTEN);
}

static void what_is_written_faster_than_anybody_can_is_read_last(void **state)
{
  (void)state;
  assert_int_equal(flag_low_after(FLAG_FAST_MS - 1), YES);
  assert_int_equal(flag_low_after(FLAG_FAST_MS), YES_NO_UNKNOWN);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_written_faster_than_anybody_can_is_read_last),
    TEST(a_flag_is_kept_with_its_instant_and_listed_with_its_offer),
    TEST(the_newest_comes_first_and_flags_go_with_their_offer),
    TEST(a_flag_is_kept_once_and_for_half_a_year),
    TEST(flags_change_nothing_on_the_map),
    TEST(one_offer_does_not_use_up_the_day_for_all),
    TEST(a_flag_needs_a_reason_and_keeps_to_its_length),
    TEST(after_two_hundred_in_a_day_the_next_must_wait),
  };
  return cmocka_run_group_tests_name("flags", tests, NULL, NULL);
}
