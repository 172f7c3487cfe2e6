/* Who is shut, and when. */
#include "../../base/test/harness.h"
#include "clock.h"
#include "guard.h"
#include <sys/socket.h>
#include <unistd.h>

enum { MANY = 16 };
struct line { struct guard *guard; int ends[2]; };

static struct guards *guards;
static struct line lines[MANY];

static void open_line(struct line *l)
{
  assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, l->ends), 0);
  l->guard = guard_add(guards, l->ends[0]);
}
static void close_line(struct line *l)
{
  guard_remove(guards, l->guard);
  close(l->ends[0]);
  close(l->ends[1]);
}
static bool is_shut(const struct line *l) { char byte; return read(l->ends[1], &byte, 1) == 0; }
static size_t shut_of(size_t n)
{
  size_t shut = 0;
  for (size_t i = 0; i < n; i++) shut += is_shut(&lines[i]);
  return shut;
}

static void a_line_is_shut_when_its_moment_has_passed(void **state)
{
  (void)state;
  for (int i = 0; i < 3; i++) open_line(&lines[i]);
  guard_set(lines[1].guard, 0);
  guard_set(lines[2].guard, GUARD_BODY_MS);
  guards_sweep(guards, clock_ms() + GUARD_HEAD_MS / 2);
  assert_int_equal(shut_of(3), 0);
  guards_sweep(guards, clock_ms() + GUARD_HEAD_MS + 1000);
  assert_true(is_shut(&lines[0]));
  assert_false(is_shut(&lines[1]));
  assert_false(is_shut(&lines[2]));
  for (int i = 0; i < 3; i++) close_line(&lines[i]);
}

static void at_the_end_lines_without_a_request_are_shut_unless_one_lies_to_be_read(void **state)
{
  (void)state;
  for (int i = 0; i < 3; i++) open_line(&lines[i]);
  guard_set(lines[1].guard, 0);                              /* its request is under way */
  assert_int_equal(write(lines[2].ends[1], "G", 1), 1);      /* its request has just come in */
  assert_true(guards_end_idle(guards));
  assert_true(is_shut(&lines[0]));
  assert_false(is_shut(&lines[1]));
  assert_false(is_shut(&lines[2]));
  char byte;
  assert_int_equal(read(lines[2].ends[0], &byte, 1), 1);
  assert_false(guards_end_idle(guards));
  assert_true(is_shut(&lines[2]));
  assert_false(is_shut(&lines[1]));
  for (int i = 0; i < 3; i++) close_line(&lines[i]);
}

static void when_lines_run_out_those_without_a_head_make_room(void **state)
{
  (void)state;
  for (int i = 0; i < MANY - 2; i++) open_line(&lines[i]);
  guard_set(lines[0].guard, GUARD_BODY_MS);
  guard_set(lines[1].guard, 0);
  const int64_t later = clock_ms() + GUARD_HURRY_MS + 1000;
  guards_sweep(guards, later);
  assert_int_equal(shut_of(MANY - 2), 0);                    /* there is room still */
  open_line(&lines[MANY - 2]);
  guards_sweep(guards, clock_ms() + GUARD_HURRY_MS / 2);
  assert_int_equal(shut_of(MANY - 1), 0);                    /* nobody has been silent for long */
  guards_sweep(guards, later);
  assert_false(is_shut(&lines[0]));
  assert_false(is_shut(&lines[1]));
  assert_int_equal(shut_of(MANY - 1), MANY - 3);
  for (int i = 0; i < MANY - 1; i++) close_line(&lines[i]);
}

static void a_reader_keeps_its_line_by_reading_on(void **state)
{
  const size_t part = 32768;
  int64_t now = 0, until = GUARD_ANSWER_MS;
  (void)state;
  for (int i = 0; i < 1000; i++) {                           /* 11 KB a second, for as long as it takes */
    now += (int64_t)part / 11;
    assert_true(now < until);
    until = guard_after(until, now, part);
  }
  assert_true(until <= now + GUARD_ANSWER_MS + (int64_t)part / GUARD_BYTES_PER_MS);
  for (int i = 0; i < 1000 && now < until; i++) {            /* 2 KB a second */
    now += (int64_t)part / 2;
    if (now < until) until = guard_after(until, now, part);
  }
  assert_true(now > until);
}

static int set_up(void **state) { (void)state; guards = guards_new(MANY); return !guards; }
static int tear_down(void **state) { (void)state; guards_free(guards); return 0; }

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_line_is_shut_when_its_moment_has_passed),
    TEST(at_the_end_lines_without_a_request_are_shut_unless_one_lies_to_be_read),
    TEST(when_lines_run_out_those_without_a_head_make_room),
    TEST(a_reader_keeps_its_line_by_reading_on),
  };
  return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
