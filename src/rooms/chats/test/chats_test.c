/* A talk from the waiting place to its end: who reads what, who may what, and what is left. */
#include "chats_helper.h"
#include "chats_room.h"

static struct chat_said_list read_at_desk(struct world *w, size_t n, struct id id)
{
  struct chat chat;
  struct chat_said_list said;
  as(w, n);
  MUST(chat_get(&w->s->c, id, &chat));
  MUST(chat_read(&w->s->c, &chat, 0, &said));
  return said;
}

static void both_sides_read_what_was_written_and_a_copy_of_the_database_does_not(void **state)
{
  struct world *const w = *state;
  struct chat_said_list said;
  const struct id id = talks(w, SECRET_A);
  MUST(visitor_says(w, SECRET_A, CANARY " van thuis"));
  as(w, FEMKE);
  MUST(chat_answer(&w->s->c, id, "Dag, " CANARY));
  said = read_at_desk(w, FEMKE, id);
  assert_int_equal(said.count, 2);
  assert_string_equal(said.at[0].text, CANARY " van thuis");
  assert_true(!said.at[0].by_desk && said.at[1].by_desk);
  const struct chat chat = held(w, SECRET_A);
  w->s->c.keys = NULL;
  MUST(chat_lines_held(&w->s->c, &chat, SECRET_A, 1, &said));
  w->s->c.keys = w->app.keys;
  assert_int_equal(said.count, 1);
  assert_string_equal(said.at[0].text, "Dag, " CANARY);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM chat_line WHERE instr(to_desk, '" CANARY "') OR instr(to_visitor, '" CANARY "')"), 0);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM chat WHERE instr(secret, 'Aaaa')"), 0);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM journal WHERE instr(changes, '" CANARY "')"), 0);
}

static void another_secret_opens_nothing(void **state)
{
  struct world *const w = *state;
  struct chat_said_list said;
  talks(w, SECRET_A);
  MUST(visitor_says(w, SECRET_A, "dag"));
  const struct chat chat = held(w, SECRET_A);
  MUST(chat_lines_held(&w->s->c, &chat, SECRET_B, 0, &said));
  assert_int_equal(said.count, 1);
  assert_null(said.at[0].text);
}

static void a_line_that_was_put_into_another_talk_or_mouth_does_not_open(void **state)
{
  struct world *const w = *state;
  const struct id id = talks(w, SECRET_A);
  MUST(visitor_says(w, SECRET_A, "een"));
  MUST(visitor_says(w, SECRET_A, "twee"));
  raw_run(w->s, "UPDATE chat_line SET by_desk = 'yes' WHERE number = 1");
  raw_run(w->s, "UPDATE chat_line SET number = 7 WHERE number = 2");
  const struct chat_said_list said = read_at_desk(w, FEMKE, id);
  assert_int_equal(said.count, 2);
  assert_null(said.at[0].text);
  assert_null(said.at[1].text);
}

static void the_same_form_sent_twice_is_one_talk(void **state)
{
  struct world *const w = *state;
  assert_int_equal(begins(w, SECRET_A), CHAT_BEGUN);
  assert_int_equal(begins(w, SECRET_A), CHAT_BEGUN);
  assert_int_equal(rows_left(w), 1);
}

static void who_waits_is_told_how_many_are_before_them(void **state)
{
  struct world *const w = *state;
  int64_t ahead;
  begins(w, SECRET_A);
  later(w, 1000);
  begins(w, SECRET_B);
  struct chat chat = held(w, SECRET_B);
  MUST(chat_ahead(&w->s->c, &chat, &ahead));
  assert_int_equal(ahead, 1);
  MUST(takes(w, FEMKE, held(w, SECRET_A).id, false));
  chat = held(w, SECRET_B);
  MUST(chat_ahead(&w->s->c, &chat, &ahead));
  assert_int_equal(ahead, 0);
}

static void nobody_writes_before_a_colleague_is_there(void **state)
{
  struct world *const w = *state;
  begins(w, SECRET_A);
  assert_int_equal(visitor_says(w, SECRET_A, "hallo?"), ERR_INVALID);
}

static void of_two_colleagues_one_gets_it_and_the_other_may_take_it_over_and_reads_then(void **state)
{
  struct world *const w = *state;
  struct chat chat;
  struct chat_said_list said;
  const struct id id = talks(w, SECRET_A);
  assert_int_equal(takes(w, JOOST, id, false), ERR_INVALID);
  MUST(chat_get(&w->s->c, id, &chat));
  assert_int_equal(chat_read(&w->s->c, &chat, 0, &said), ERR_NOT_FOUND);
  w->s->c.error = (struct error){ 0 };
  assert_int_equal(chat_answer(&w->s->c, id, "dag"), ERR_INVALID);
  MUST(takes(w, JOOST, id, true));
  as(w, FEMKE);
  assert_int_equal(chat_answer(&w->s->c, id, "dag"), ERR_INVALID);
}

static void who_reads_leaves_one_line_in_the_journal(void **state)
{
  struct world *const w = *state;
  const struct id id = talks(w, SECRET_A);
  for (int i = 0; i < 3; i++) {
    MUST(visitor_says(w, SECRET_A, "dag"));
    read_at_desk(w, FEMKE, id);
    MUST(takes(w, FEMKE, id, false));
  }
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM journal WHERE verb = 'read' AND record = 'chat'"), 1);
  MUST(takes(w, JOOST, id, true));
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM journal WHERE verb = 'read' AND record = 'chat'"), 2);
}

static void at_closing_everything_goes_at_once_and_a_count_stays(void **state)
{
  struct world *const w = *state;
  const struct id id = talks(w, SECRET_A);
  MUST(visitor_says(w, SECRET_A, "dag"));
  as(w, FEMKE);
  MUST(chat_close(&w->s->c, id));
  assert_int_equal(rows_left(w), 0);
  assert_true(is_over(w, SECRET_A));
  assert_int_equal(raw_number(w->s, "SELECT chats FROM chat_count WHERE outcome = 'closed'"), 1);
}

static void the_visitor_stops_at_any_moment_without_keys(void **state)
{
  struct world *const w = *state;
  talks(w, SECRET_A);
  MUST(visitor_says(w, SECRET_A, "dag"));
  visitor_stops(w, SECRET_A);
  assert_int_equal(rows_left(w), 0);
  begins(w, SECRET_B);
  visitor_stops(w, SECRET_B);
  assert_int_equal(rows_left(w), 0);
  assert_int_equal(raw_number(w->s, "SELECT chats FROM chat_count WHERE outcome = 'stopped'"), 2);
}

static void silence_ends_a_talk_after_its_term_and_not_before(void **state)
{
  struct world *const w = *state;
  begins(w, SECRET_A);
  talks(w, SECRET_B);
  later(w, CHAT_WAIT_SILENT_MS);
  sweeps(w);
  assert_false(is_over(w, SECRET_A));
  later(w, 1);
  sweeps(w);
  assert_true(is_over(w, SECRET_A));
  assert_false(is_over(w, SECRET_B));
  later(w, CHAT_TALK_SILENT_MS - CHAT_WAIT_SILENT_MS);
  sweeps(w);
  assert_int_equal(rows_left(w), 0);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM chat_presence"), 0);
}

static void a_page_that_is_left_open_keeps_it_for_an_hour_without_a_word(void **state)
{
  struct world *const w = *state;
  talks(w, SECRET_A);
  for (int i = 0; i < 6; i++) {
    struct chat chat = held(w, SECRET_A);
    later(w, 10 * MINUTE_MS);
    MUST(chat_touch(&w->s->c, &chat));
    sweeps(w);
  }
  assert_false(is_over(w, SECRET_A));
  later(w, 1);
  sweeps(w);
  assert_int_equal(rows_left(w), 0);
}

static void a_program_without_keys_that_starts_again_ends_what_was_left(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  void *kept;
  talks(w, SECRET_A);
  MUST(visitor_says(w, SECRET_A, "dag"));
  begins(w, SECRET_B);
  later(w, DAY_MS);                                           /* it was stopped for so long */
  MUST(chats_room.start(c, &kept));
  c->keys = NULL;
  const int rc = chats_room.keep(c, kept, false);
  c->keys = w->app.keys;
  chats_room.stop(kept);
  assert_int_equal(rc, OK);
  assert_int_equal(rows_left(w), 0);
}

/* --- danger ---------------------------------------------------------------------------------------------------------------- */

static void danger_calls_colleagues_and_closes_only_once_it_is_written_what_was_done(void **state)
{
  struct world *const w = *state;
  const struct id id = talks(w, SECRET_A);
  as(w, FEMKE);
  assert_int_equal(chat_danger_done(&w->s->c, id, DONE_SAFE), ERR_INVALID);
  MUST(chat_danger(&w->s->c, id));
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM task WHERE kind = 'chat_danger' AND done IS NULL"), 2);
  assert_int_equal(chat_close(&w->s->c, id), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "done");
  assert_int_equal(chat_danger_done(&w->s->c, id, DONE_UNKNOWN), ERR_INVALID);
  MUST(chat_danger_done(&w->s->c, id, DONE_DESK_112));
  MUST(chat_close(&w->s->c, id));
  assert_int_equal(rows_left(w), 0);
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM task WHERE kind = 'chat_danger' AND done IS NULL"), 0);
  assert_int_equal(raw_number(w->s, "SELECT chats FROM chat_count WHERE outcome = 'danger'"), 1);
}

static void with_danger_silence_ends_nothing_but_the_lines_go_after_a_day(void **state)
{
  struct world *const w = *state;
  const struct id id = talks(w, SECRET_A);
  MUST(visitor_says(w, SECRET_A, "hij staat voor de deur"));
  as(w, FEMKE);
  MUST(chat_danger(&w->s->c, id));
  later(w, CHAT_DANGER_KEPT_MS);
  sweeps(w);
  assert_int_equal(rows_left(w), 2);
  later(w, 1);
  sweeps(w);
  assert_int_equal(rows_left(w), 1);
  assert_false(is_over(w, SECRET_A));
}

static void who_stops_in_danger_leaves_a_talk_without_words_or_a_way_back(void **state)
{
  struct world *const w = *state;
  const struct id id = talks(w, SECRET_A);
  MUST(visitor_says(w, SECRET_A, "help"));
  as(w, FEMKE);
  MUST(chat_danger(&w->s->c, id));
  visitor_stops(w, SECRET_A);
  assert_true(is_over(w, SECRET_A));
  assert_int_equal(rows_left(w), 1);
  as(w, FEMKE);
  assert_int_equal(chat_answer(&w->s->c, id, "bent u er nog?"), ERR_INVALID);
  MUST(chat_danger_done(&w->s->c, id, DONE_GONE));
  MUST(chat_close(&w->s->c, id));
  assert_int_equal(rows_left(w), 0);
}

/* --- when it is open ------------------------------------------------------------------------------------------------------- */

static void without_hours_without_a_colleague_and_elsewhere_nobody_can_begin(void **state)
{
  struct world *const w = *state;
  struct chat_receipt r;
  MUST(begins_aged(w, SECRET_A, "Groningen", NULL, INT64_MAX, &r));
  assert_int_equal(r.answer, CHAT_NOT_HERE);
  assert_int_equal(begins_aged(w, SECRET_A, "Nergenshuizen", NULL, INT64_MAX, &r), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "place");
  later(w, PRESENT_MS);
  assert_int_equal(begins(w, SECRET_A), CHAT_NO_COLLEAGUE);
  switches_on(w, JOOST);
  assert_int_equal(begins(w, SECRET_A), CHAT_BEGUN);
  as(w, JOOST);
  MUST(presence_off(&w->s->c));
  assert_int_equal(begins(w, SECRET_B), CHAT_NO_COLLEAGUE);
  assert_int_equal(rows_left(w), 1);
}

static void a_colleague_whose_page_still_asks_stays_there(void **state)
{
  struct world *const w = *state;
  for (int i = 0; i < 5; i++) {
    later(w, 4 * MINUTE_MS);
    as(w, FEMKE);
    MUST(presence_touch(&w->s->c));
    sweeps(w);
  }
  assert_int_equal(begins(w, SECRET_A), CHAT_BEGUN);
  later(w, PRESENT_MS);
  as(w, FEMKE);
  MUST(presence_touch(&w->s->c));                             /* too late: it takes a button to be there again */
  assert_int_equal(begins(w, SECRET_B), CHAT_NO_COLLEAGUE);
}

static void hours_say_when_it_opens_next_and_a_holiday_is_closed(void **state)
{
  struct world *const w = *state;
  struct ctx *const c = &w->s->c;
  struct desk_hours_list hours;
  raw_run(w->s, "DELETE FROM desk_hours");
  as(w, FEMKE);
  MUST(hours_add(c, &(struct hours_form){ .days = set_with((struct set){ 0 }, FRIDAY), .opens = "9", .closes = "12.30" }));
  MUST(hours_of_region(c, "oost-brabant", &hours));
  assert_int_equal(hours.count, 1);
  assert_string_equal(hours_in_words(c, &hours.at[0]), "vrijdag: 9.00 tot 12.30 uur");
  hours.at[0].days = (struct set){ 1 | 1u << MONDAY | 1u << TUESDAY | 1u << THURSDAY | 1u << FRIDAY | 1u << SATURDAY };
  assert_string_equal(hours_in_words(c, &hours.at[0]), "maandag, dinsdag, donderdag tot en met zaterdag: 9.00 tot 12.30 uur");
  hours.at[0].days = set_with((struct set){ 0 }, FRIDAY);
  static const struct { const char *at; bool open; const char *next; } moments[] = {
    { "2027-03-19T07:59:00Z", false, "2027-03-19T08:00:00Z" }, { "2027-03-19T08:00:00Z", true, "2027-03-26T08:00:00Z" },
    { "2027-03-19T11:29:59Z", true, "2027-03-26T08:00:00Z" }, { "2027-03-26T11:30:00Z", false, "2027-04-02T07:00:00Z" },
    { "2027-12-25T10:00:00Z", false, "2027-12-31T08:00:00Z" } };
  for (size_t i = 0; i < COUNT(moments); i++) {
    c->now = instant_of(moments[i].at).ms;
    c->today = date_at(c->now);
    assert_int_equal(hours_open(c, &hours), moments[i].open);
    char next[21];
    instant_format(hours_next(c, &hours).ms, next);
    assert_string_equal(next, moments[i].next);
  }
}

static void hours_that_are_none_are_refused_on_their_field(void **state)
{
  struct world *const w = *state;
  static const struct { const char *opens, *closes, *field; } wrong[] = { { "negen", "12:00", "opens" }, { "25:00", "26:00", "opens" }, { "9:60", "12:00", "opens" },
    { "12:00", "9:00", "closes" }, { "24:00", "24:00", "opens" }, { "9:00", "9:00", "closes" } };
  as(w, FEMKE);
  for (size_t i = 0; i < COUNT(wrong); i++) {
    w->s->c.error = (struct error){ 0 };
    assert_int_equal(hours_add(&w->s->c, &(struct hours_form){ .days = set_with((struct set){ 0 }, MONDAY), .opens = wrong[i].opens, .closes = wrong[i].closes }), ERR_INVALID);
    assert_string_equal(w->s->c.error.field, wrong[i].field);
  }
}

/* --- robots, and as much as fits --------------------------------------------------------------------------------------------- */

static const char *secret_of(struct world *w, size_t n) { return chat_secret(&w->s->c, (const uint8_t[KEY_BYTES]){ (uint8_t)(n + 1) }, "teken"); }

static void a_form_must_be_some_seconds_old_and_when_many_wait_a_word_is_copied(void **state)
{
  struct world *const w = *state;
  struct chat_receipt r;
  assert_int_equal(begins_aged(w, SECRET_A, "Eindhoven", NULL, 500, &r), ERR_INVALID);
  for (size_t i = 0; i < CHAT_BUSY; i++) MUST(begins_aged(w, secret_of(w, i), "Eindhoven", NULL, INT64_MAX, &r));
  assert_int_equal(begins_aged(w, SECRET_A, "Eindhoven", "fout", INT64_MAX, &r), ERR_INVALID);
  assert_string_equal(w->s->c.error.field, "copy");
  MUST(begins_aged(w, SECRET_A, "Eindhoven", intake_copy("teken"), INT64_MAX, &r));
}

static void the_waiting_place_a_talk_and_a_line_have_a_most(void **state)
{
  struct world *const w = *state;
  char text[CHAT_TEXT_MOST + 2];
  for (size_t i = 0; i < CHAT_WAITING_MOST; i++) assert_int_equal(begins(w, secret_of(w, i)), CHAT_BEGUN);
  assert_int_equal(begins(w, SECRET_A), CHAT_FULL);
  MUST(takes(w, FEMKE, held(w, secret_of(w, 0)).id, false));
  assert_int_equal(begins(w, SECRET_A), CHAT_BEGUN);
  const char *const secret = secret_of(w, 0);
  memset(text, 'x', sizeof text);
  text[CHAT_TEXT_MOST] = '\0';
  MUST(visitor_says(w, secret, text));
  assert_int_equal(visitor_says(w, secret, " \n "), ERR_INVALID);
  raw_run(w->s, "UPDATE chat SET lines = 300 WHERE state = 'talking'");
  assert_int_equal(visitor_says(w, secret, "nog iets"), ERR_INVALID);
}

/* --- numbers ------------------------------------------------------------------------------------------------------------------ */

static void counts_are_shown_once_the_month_is_over_and_from_five_on(void **state)
{
  struct world *const w = *state;
  struct month_count_list lines;
  for (size_t i = 0; i < 6; i++) { begins(w, secret_of(w, i)); visitor_stops(w, secret_of(w, i)); }
  begins(w, SECRET_A);
  later(w, CHAT_WAIT_SILENT_MS + 1);
  sweeps(w);
  MUST(chat_counts(&w->s->c, "oost-brabant", &lines));
  assert_int_equal(lines.count, 0);
  later(w, 31 * DAY_MS);
  MUST(chat_counts(&w->s->c, "oost-brabant", &lines));
  assert_int_equal(lines.count, 2);
  assert_string_equal(lines.at[0].number, "6");
  assert_string_equal(lines.at[1].number, "minder dan 5");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_up, tear_down)

int main(void)
{
  const struct CMUnitTest tests[] = {
    TEST(both_sides_read_what_was_written_and_a_copy_of_the_database_does_not), TEST(another_secret_opens_nothing),
    TEST(a_line_that_was_put_into_another_talk_or_mouth_does_not_open), TEST(the_same_form_sent_twice_is_one_talk),
    TEST(who_waits_is_told_how_many_are_before_them), TEST(nobody_writes_before_a_colleague_is_there),
    TEST(of_two_colleagues_one_gets_it_and_the_other_may_take_it_over_and_reads_then), TEST(who_reads_leaves_one_line_in_the_journal),
    TEST(at_closing_everything_goes_at_once_and_a_count_stays), TEST(the_visitor_stops_at_any_moment_without_keys),
    TEST(silence_ends_a_talk_after_its_term_and_not_before), TEST(a_page_that_is_left_open_keeps_it_for_an_hour_without_a_word),
    TEST(a_program_without_keys_that_starts_again_ends_what_was_left),
    TEST(danger_calls_colleagues_and_closes_only_once_it_is_written_what_was_done), TEST(with_danger_silence_ends_nothing_but_the_lines_go_after_a_day),
    TEST(who_stops_in_danger_leaves_a_talk_without_words_or_a_way_back), TEST(without_hours_without_a_colleague_and_elsewhere_nobody_can_begin),
    TEST(a_colleague_whose_page_still_asks_stays_there), TEST(hours_say_when_it_opens_next_and_a_holiday_is_closed),
    TEST(hours_that_are_none_are_refused_on_their_field), TEST(a_form_must_be_some_seconds_old_and_when_many_wait_a_word_is_copied),
    TEST(the_waiting_place_a_talk_and_a_line_have_a_most), TEST(counts_are_shown_once_the_month_is_over_and_from_five_on),
  };
  return cmocka_run_group_tests_name("chats", tests, NULL, NULL);
}
