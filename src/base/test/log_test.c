/* Lines of the log: one event, one line, whatever it holds. */
#include "../../base/test/sample.h"
#include "calendar.h"
#include "log.h"
#include <stdlib.h>
#include <unistd.h>

enum { ROOM = 16384 };
static char text[ROOM];

/* What comes out of that descriptor. */
static const char *rest(int fd)
{
  const ssize_t n = read(fd, text, sizeof text - 1);
  text[n < 0 ? 0 : n] = '\0';
  return text;
}

static void seen(void *of, const struct log_line *line) { *(int64_t *)of += line->microseconds; }

static const char *written(unsigned as, size_t lines, size_t room)
{
  int ends[2];
  int64_t sum = 0;
  struct log *const log = log_new(room, as);
  assert_int_equal(pipe(ends), 0);
  for (size_t i = 0; i < lines; i++) log_request(log, &(struct log_line){ 1795300000000, i + 1, "GET", "/hulp/:slug", 503, 12345 });
  log_write(log, ends[1], seen, &sum);
  assert_int_equal(sum, 12345 * (int64_t)(lines < 64 ? lines : 64));
  log_free(log);
  close(ends[1]);
  rest(ends[0]);
  close(ends[0]);
  return text;
}

static void a_request_is_a_line_of_text_or_an_object(void **state)
{
  (void)state;
  assert_string_equal(written(0, 1, 8), "2026-11-21T22:26:40Z GET /hulp/:slug 503 12.34 ms\n");
  assert_string_equal(written(LOG_AS_JSON, 1, 8),
    "{\"time\":\"2026-11-21T22:26:40Z\",\"level\":\"error\",\"event\":\"request\",\"request\":1,\"method\":\"GET\",\"route\":\"/hulp/:slug\",\"status\":503,\"ms\":12.34}\n");
}

static void the_journal_gets_a_priority_in_front(void **state)
{
  (void)state;
  assert_string_equal(written(LOG_PRIORITIES, 1, 8), "<3>2026-11-21T22:26:40Z GET /hulp/:slug 503 12.34 ms\n");
  assert_true(strncmp(written(LOG_AS_JSON | LOG_PRIORITIES, 1, 8), "<3>{\"time\"", 10) == 0);
}

static void what_does_not_fit_is_counted_and_said(void **state)
{
  (void)state;
  assert_non_null(strstr(written(LOG_AS_JSON, 70, 8), "\"event\":\"lost\",\"lines\":6}\n"));
  assert_non_null(strstr(written(0, 70, 8), "lines not logged, there was no room: 6\n"));
}

static const char *error_as(unsigned as, const char *field)
{
  struct ctx c;
  int ends[2];
  const int before = dup(STDERR_FILENO);
  ctx_init(&c, 1795300000000, NULL, 4096);
  c.log_as = as;
  c.serial = 7;
  c.error = (struct error){ ERR_STORE, field, "it broke\nin \"two\"" };
  assert_int_equal(pipe(ends), 0);
  dup2(ends[1], STDERR_FILENO);
  log_error(&c, "job %s", "mail");
  dup2(before, STDERR_FILENO);
  close(before);
  close(ends[1]);
  rest(ends[0]);
  close(ends[0]);
  ctx_release(&c);
  return text;
}

static void an_error_stays_on_its_line_whatever_it_says(void **state)
{
  (void)state;
  assert_string_equal(error_as(0, "x"), "2026-11-21T22:26:40Z error: job mail: it broke in \"two\" (x)\n");
  assert_string_equal(error_as(LOG_AS_JSON, NULL),
    "{\"time\":\"2026-11-21T22:26:40Z\",\"level\":\"error\",\"event\":\"error\",\"request\":7,\"text\":\"job mail\",\"problem\":\"it broke\\nin \\\"two\\\"\"}\n");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_request_is_a_line_of_text_or_an_object),
    cmocka_unit_test(the_journal_gets_a_priority_in_front),
    cmocka_unit_test(what_does_not_fit_is_counted_and_said),
    cmocka_unit_test(an_error_stays_on_its_line_whatever_it_says),
  };
  return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
