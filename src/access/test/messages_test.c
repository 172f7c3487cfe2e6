/* Messages: when they may go, to whom, and that the queue tells nothing. */
#include "../../store/test/scratch.h"
#include "accounts.h"
#include "calendar.h"
#include "messages.h"

static int set_up(void **state) { *state = scratch_with_schema(); return 0; }
static int tear_down(void **state) { scratch_free(*state); return 0; }

#define MUST(call) assert_int_equal(call, OK)

static const struct quiet night = { 20 * 60, 8 * 60 };
static const struct message_template now_ = { .key = "try.now", .when = MESSAGE_AT_ONCE }, by_day = { .key = "try.day", .when = MESSAGE_BY_DAY };

static void quiet_hours_are_read_strictly(void **state)
{
  static const char *const wrong[] = { "", "20-8", "20:00", "20:00-8:00", "24:00-08:00", "20:60-08:00", "20:00-08:00 ", "2o:00-08:00" };
  struct quiet q;
  (void)state;
  assert_true(quiet_parse("21:30-07:15", &q));
  assert_int_equal(q.from, 21 * 60 + 30);
  assert_int_equal(q.until, 7 * 60 + 15);
  assert_false(quiet_parse(NULL, &q));
  for (size_t i = 0; i < COUNT(wrong); i++) assert_false(quiet_parse(wrong[i], &q));
}

/* Every ten minutes of a year, with both changes of the clock. */
static void what_can_wait_never_goes_in_the_quiet_hours_and_waits_no_longer_than_they_last(void **state)
{
  (void)state;
  for (int64_t t = instant_at((struct date){ 20260101 }, 0), end = t + 366 * DAY_MS; t < end; t += 10 * MINUTE_MS) {
    const int64_t goes = message_time(MESSAGE_BY_DAY, night, t);
    assert_true(goes >= t && goes - t <= 13 * HOUR_MS);
    assert_true(minute_at(goes) >= 8 * 60 && minute_at(goes) < 20 * 60);
    if (minute_at(t) >= 8 * 60 && minute_at(t) < 20 * 60) assert_int_equal(goes, t);
    assert_int_equal(message_time(MESSAGE_AT_ONCE, night, t), t);
    assert_int_equal(message_time(MESSAGE_BY_DAY, (struct quiet){ 0, 0 }, t), t);
  }
}

static void at_fixed_times_nobody_can_tell_when_it_was_asked(void **state)
{
  (void)state;
  for (int64_t t = instant_at((struct date){ 20260101 }, 0), end = t + 366 * DAY_MS; t < end; t += 7 * MINUTE_MS) {
    const int64_t goes = message_time(MESSAGE_AT_TIMES, night, t);
    const int minute = minute_at(goes);
    assert_true(goes > t && goes - t <= 17 * HOUR_MS);
    assert_true(minute == 9 * 60 || minute == 13 * 60 || minute == 17 * 60);
  }
}

static void asked_for_twice_it_is_one_message(void **state)
{
  struct scratch *const s = *state;
  const struct message m = { .channel = MESSAGE_MAIL, .address = "desk@help.example", .about = { { 9 } } };
  for (int i = 0; i < 3; i++) MUST(message_ask(&s->c, &now_, night, &m, "question/1"));
  MUST(message_ask(&s->c, &now_, night, &m, "question/2"));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM message"), 2);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM job WHERE kind = 'message' AND outside = 'yes'"), 2);
}

static void the_queue_does_not_tell_to_whom_and_the_row_cannot_be_given_to_another(void **state)
{
  struct scratch *const s = *state;
  struct job_list jobs;
  struct message one, other;
  const char *to, *language;
  MUST(message_ask(&s->c, &now_, night, &(struct message){ .channel = MESSAGE_MAIL, .address = " Desk@Help.example ", .language = "en" }, "a"));
  MUST(message_ask(&s->c, &now_, night, &(struct message){ .channel = MESSAGE_SMS, .address = "06 00012345" }, "b"));
  MUST(jobs_take(&s->c, (struct id){ { 1 } }, YES, 10, &jobs));
  assert_int_equal(jobs.count, 2);
  MUST(message_get(&s->c, jobs.at[0].about, &one));
  MUST(message_get(&s->c, jobs.at[1].about, &other));
  assert_null(strstr(one.address, "esk"));
  assert_int_equal(strlen(one.address), strlen(other.address));
  MUST(message_to(&s->c, &one, &to, &language));
  assert_string_equal(to, "desk@help.example");
  assert_string_equal(language, "en");
  MUST(message_to(&s->c, &other, &to, &language));
  assert_string_equal(to, "+31600012345");
  assert_string_equal(language, "nl");
  other.address = one.address;
  assert_int_equal(message_to(&s->c, &other, &to, &language), ERR_STORE);
  other.address = "abc";
  assert_int_equal(message_to(&s->c, &other, &to, &language), ERR_STORE);
}

static void what_is_no_address_is_refused_on_its_field(void **state)
{
  struct scratch *const s = *state;
  static const struct { enum message_channel channel; const char *address; } wrong[] = { { MESSAGE_MAIL, "06 00012345" }, { MESSAGE_MAIL, "a@b.example, c@d.example" },
    { MESSAGE_MAIL, "a@b.example\nBcc: c@d.example" }, { MESSAGE_SMS, "desk@help.example" }, { MESSAGE_SMS, "030 1234567" }, { MESSAGE_SMS, "" } };
  for (size_t i = 0; i < COUNT(wrong); i++) {
    const struct message m = { .channel = wrong[i].channel, .address = wrong[i].address };
    assert_int_equal(message_ask(&s->c, &now_, night, &m, "x"), ERR_INVALID);
    assert_string_equal(s->c.error.field, "address");
  }
  assert_int_equal(raw_number(s, "SELECT count(*) FROM message"), 0);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM job"), 0);
}

static void to_a_colleague_it_goes_where_they_are_reached_now_in_their_language(void **state)
{
  struct scratch *const s = *state;
  struct id who;
  struct account a;
  const char *to, *language;
  s->c.scope.reach = REACH_ALL;
  MUST(account_add(&s->c, &(struct account){ .name = "Noor Voorbeeld", .mail = "noor@team.example", .language = "en" }, &who));
  const struct message m = { .channel = MESSAGE_MAIL, .account = who };
  MUST(account_get(&s->c, who, &a));
  a.mail = "new@team.example";
  MUST(account_change(&s->c, &a));
  MUST(message_to(&s->c, &m, &to, &language));
  assert_string_equal(to, "new@team.example");
  assert_string_equal(language, "en");
  MUST(account_leave(&s->c, who, ID_NONE));
  assert_int_equal(message_to(&s->c, &m, &to, &language), ERR_NOT_FOUND);
}

static void what_could_not_be_sent_for_weeks_is_deleted(void **state)
{
  struct scratch *const s = *state;
  bool more;
  MUST(message_ask(&s->c, &by_day, night, &(struct message){ .channel = MESSAGE_MAIL, .address = "desk@help.example" }, "a"));
  s->c.now += MESSAGE_KEPT_DAYS * DAY_MS;
  MUST(messages_tidy(&s->c, &more));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM message"), 1);
  s->c.now += 1;
  MUST(messages_tidy(&s->c, &more));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM message"), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(quiet_hours_are_read_strictly),
    TEST(what_can_wait_never_goes_in_the_quiet_hours_and_waits_no_longer_than_they_last),
    TEST(at_fixed_times_nobody_can_tell_when_it_was_asked),
    TEST(asked_for_twice_it_is_one_message),
    TEST(the_queue_does_not_tell_to_whom_and_the_row_cannot_be_given_to_another),
    TEST(what_is_no_address_is_refused_on_its_field),
    TEST(to_a_colleague_it_goes_where_they_are_reached_now_in_their_language),
    TEST(what_could_not_be_sent_for_weeks_is_deleted),
  };
  db_process_init();
  return cmocka_run_group_tests_name("messages", tests, NULL, NULL);
}
