/* The own days for a calendar that is kept elsewhere: a day and nothing else, of nobody else's, whatever the clocks do. */
#include "cases_helper.h"
#include "calendar.h"
#include "plans.h"
#include "tasks.h"

static struct world *w;
static struct scratch *s;
static struct household_try t;
static char path[200];
static int set_up(void **state) { *state = w = world_new(); s = w->s; t = both_parties(w); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static const char *doer_of(size_t n) { return JOIN(&s->c.arena, "account:", arg_id(&s->c.arena, w->at[n].account)); }
static struct action_new calls(size_t n, int32_t due)
{
  return (struct action_new){ .what = "Kanarie belt de opvang", .doer = doer_of(n), .whom = t.bram, .due = { due }, .form = ACTION_ALONE, .place = PLACE_A };
}
static struct id agreed(size_t by, size_t n, int32_t due)
{
  const struct action_new a = calls(n, due);
  struct id id;
  as(w, by);
  MUST(action_add(&s->c, t.household, ID_NONE, &a, &id));
  return id;
}
static uint64_t turn = 700;
static int takes(size_t n, struct id action) { return asks(w, n, ++turn, with_id(path, "/werk/acties/", action, "/agenda"), NULL); }
static int takes_all(size_t n) { return asks(w, n, ++turn, "/werk/agenda", NULL); }
static size_t count_of(const char *text)
{
  size_t n = 0;
  for (const char *at = buf_text(&w->c.out); (at = strstr(at, text)) != NULL; at++) n++;
  return n;
}
/* The same colleague at that moment, signed in anew. */
static void at_moment(int64_t now)
{
  s->c.now = now;
  proves(w, TEAM, ++turn);
}
/* The UID of the first day. */
static const char *number(void)
{
  static char uid[2][ID_TEXT];
  static size_t last;
  const char *const at = strstr(buf_text(&w->c.out), "UID:");
  assert_non_null(at);
  snprintf(uid[++last % 2], ID_TEXT, "%.36s", at + 4);
  return uid[last % 2];
}

static void a_day_says_that_there_is_something_and_nothing_else(void **state)
{
  char expected[600], stamp[12];
  (void)state;
  const struct id id = agreed(TEAM, TEAM, 20300329);
  assert_int_equal(takes(TEAM, id), 200);
  assert_string_equal(w->r.type, "text/calendar; charset=utf-8");
  assert_string_equal(header_of(w, "Content-Disposition"), "attachment; filename=\"herinnering.ics\"");
  snprintf(stamp, sizeof stamp, "%08d", (int)w->c.today.ymd);
  snprintf(expected, sizeof expected, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//agenda//NL\r\nBEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:%sT000000Z\r\nDTSTART;VALUE=DATE:20300329\r\n"
    "SUMMARY:Herinnering\r\nCLASS:PRIVATE\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", number(), stamp);
  assert_string_equal(buf_text(&w->c.out), expected);
  char text[ID_TEXT];
  id_format(id, text);
  assert_false(page_has(w, text));
}

static void a_day_moves_and_who_takes_it_over_has_another_number(void **state)
{
  struct action_new n = calls(TEAM, 20300329);
  char mine[ID_TEXT];
  (void)state;
  const struct id id = agreed(DIRECTOR, TEAM, 20300328);
  assert_int_equal(takes(TEAM, id), 200);
  snprintf(mine, sizeof mine, "%s", number());
  as(w, DIRECTOR);
  MUST(action_change(&s->c, id, 1, &n));
  assert_int_equal(takes(TEAM, id), 200);
  assert_string_equal(number(), mine);
  assert_true(page_has(w, "DTSTART;VALUE=DATE:20300329"));
  n.doer = doer_of(DIRECTOR);
  as(w, DIRECTOR);
  MUST(action_change(&s->c, id, 2, &n));
  assert_int_equal(takes(DIRECTOR, id), 200);
  assert_string_not_equal(number(), mine);
  assert_int_equal(takes(TEAM, id), 404);                     /* not theirs any more */
}

/* The nights in which the clocks change, in the hour that is there twice or never, and around the turn of the day. */
static void no_clock_that_changes_moves_a_day(void **state)
{
  static const struct { int32_t due; int minute; } nights[] = { { 20270328, 0 }, { 20270328, 90 }, { 20270328, 150 }, { 20270328, 1439 }, { 20271031, 0 }, { 20271031, 150 }, { 20271031, 1439 } };
  (void)state;
  for (size_t i = 0; i < COUNT(nights); i++) {
    const struct date due = { nights[i].due };
    char day[40];
    snprintf(day, sizeof day, "DTSTART;VALUE=DATE:%08d\r\n", (int)nights[i].due);
    const struct id id = agreed(TEAM, TEAM, nights[i].due);
    const int64_t now = s->c.now;
    at_moment(now);
    assert_int_equal(takes(TEAM, id), 200);
    assert_true(page_has(w, day));
    at_moment(instant_at(due, nights[i].minute));              /* on that day itself */
    assert_int_equal(takes(TEAM, id), 200);
    assert_true(page_has(w, day));
    at_moment(date_begins(date_plus_days(due, 1)));            /* and a moment later it is past */
    assert_int_equal(takes(TEAM, id), 404);
    at_moment(now);
  }
}

static void all_own_days_and_of_nobody_else(void **state)
{
  struct plan_new p = { .kind = PLAN_SAFETY, .person = t.bram, .title = "Kanarie blijft veilig", .why = "Kanarie", .start = s->c.today, .review = { 20300401 } };
  struct id plan;
  (void)state;
  agreed(DIRECTOR, TEAM, 20300329);
  agreed(DIRECTOR, DIRECTOR, 20300330);
  as(w, TEAM);
  p.coordinator = w->at[TEAM].account;
  MUST(plan_make(&s->c, t.household, &p, &plan));
  const struct task own = { .account = w->at[TEAM].account, .kind = TASK_LOOK_AT_SAFETY, .about = t.bram, .due = { 20300402 } },
    shared = { .organisation = w->at[TEAM].organisation, .kind = TASK_LOOK_AT_SAFETY, .about = t.bram, .due = { 20300403 } },
    late = { .account = w->at[TEAM].account, .kind = TASK_SIGNALS, .about = t.bram, .due = { 20200404 } };
  MUST(task_add(&s->c, &own));
  MUST(task_add(&s->c, &shared));
  MUST(task_add(&s->c, &late));
  assert_int_equal(takes_all(TEAM), 200);
  assert_int_equal(count_of("BEGIN:VEVENT"), 3);
  assert_true(page_has(w, "DATE:20300329") && page_has(w, "DATE:20300401") && page_has(w, "DATE:20300402"));
  assert_int_equal(count_of("SUMMARY:Herinnering\r\n"), 3);
  assert_false(page_has(w, "anarie") || page_has(w, "Bram") || page_has(w, "http") || page_has(w, "localhost") || page_has(w, "proef.invalid"));
  assert_int_equal(takes_all(DIRECTOR), 200);
  assert_int_equal(count_of("BEGIN:VEVENT"), 1);
  assert_true(page_has(w, "DATE:20300330"));
  assert_int_equal(takes_all(OTHER_TEAM), 303);               /* a file without a day is none */
  assert_string_equal(header_of(w, "Location"), "/werk?gedaan=geendagen");
}

static void what_is_no_own_day_is_as_what_is_not_there(void **state)
{
  struct buf nothing = { 0 };
  (void)state;
  const struct id theirs = agreed(DIRECTOR, DIRECTOR, 20300329), done = agreed(TEAM, TEAM, 20300329);
  MUST(action_end(&s->c, done, 1, &(struct action_close){ ACTION_DONE, "Gebeld" }));
  assert_int_equal(takes(TEAM, id_of(99)), 404);
  put(&nothing, buf_text(&w->c.out));
  const struct { size_t who; struct id id; } no[] = { { TEAM, theirs }, { TEAM, done }, { SHELTER, theirs }, { OTHER_TEAM, done } };
  for (size_t i = 0; i < COUNT(no); i++) {
    assert_int_equal(takes(no[i].who, no[i].id), 404);
    if (no[i].who == TEAM) assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
  }
  assert_int_equal(asks(w, TEAM, ++turn, with_id(path, "/werk/huishoudens/", t.household, "/acties"), NULL), 200);
  assert_int_equal(count_of("/agenda\""), 0);
  agreed(TEAM, TEAM, 20300329);
  assert_int_equal(asks(w, TEAM, ++turn, with_id(path, "/werk/huishoudens/", t.household, "/acties"), NULL), 200);
  assert_int_equal(count_of("/agenda\""), 1);
  buf_release(&nothing);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_day_says_that_there_is_something_and_nothing_else),
    TEST(a_day_moves_and_who_takes_it_over_has_another_number),
    TEST(no_clock_that_changes_moves_a_day),
    TEST(all_own_days_and_of_nobody_else),
    TEST(what_is_no_own_day_is_as_what_is_not_there),
  };
  return cmocka_run_group_tests_name("own_dates", tests, NULL, NULL);
}
