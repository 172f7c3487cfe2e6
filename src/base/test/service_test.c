/* What a manager of services hands over and is told. */
#include "../../base/test/sample.h"
#include "service.h"
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void set(const char *name, long long n)
{
  char text[32];
  snprintf(text, sizeof text, "%lld", n);
  setenv(name, text, 1);
}

static void sockets_meant_for_another_process_are_left_alone(void **state)
{
  (void)state;
  unsetenv("LISTEN_PID");
  set("LISTEN_FDS", 1);
  assert_int_equal(service_sockets(), 0);
  set("LISTEN_PID", getpid() + 1);
  assert_int_equal(service_sockets(), 0);
  set("LISTEN_PID", getpid());
  assert_int_equal(service_sockets(), 1);
  setenv("LISTEN_FDS", "1x", 1);
  assert_int_equal(service_sockets(), 0);
  setenv("LISTEN_FDS", "-1", 1);
  assert_int_equal(service_sockets(), 0);
}

static void a_watchdog_is_heard_only_by_whom_it_watches(void **state)
{
  (void)state;
  unsetenv("WATCHDOG_PID");
  unsetenv("WATCHDOG_USEC");
  assert_int_equal(service_watchdog_ms(), 0);
  set("WATCHDOG_USEC", 30000000);
  assert_int_equal(service_watchdog_ms(), 30000);
  set("WATCHDOG_PID", getpid() + 1);
  assert_int_equal(service_watchdog_ms(), 0);
}

static void a_state_is_told_as_one_datagram_also_to_an_abstract_address(void **state)
{
  (void)state;
  struct sockaddr_un a = { .sun_family = AF_UNIX };
  char name[80], got[80];
  const int fd = socket(AF_UNIX, SOCK_DGRAM, 0), n = snprintf(name, sizeof name, "@kentering-service-test-%d", (int)getpid());
  memcpy(a.sun_path + 1, name + 1, (size_t)n - 1);
  assert_int_equal(bind(fd, (const struct sockaddr *)(const void *)&a, (socklen_t)(offsetof(struct sockaddr_un, sun_path) + (size_t)n)), 0);
  unsetenv("NOTIFY_SOCKET");
  service_tell("READY=1");
  setenv("NOTIFY_SOCKET", name, 1);
  service_tell("STOPPING=1");
  const ssize_t size = recv(fd, got, sizeof got, MSG_DONTWAIT);
  assert_int_equal(size, 10);
  assert_memory_equal(got, "STOPPING=1", 10);
  assert_int_equal(recv(fd, got, sizeof got, MSG_DONTWAIT), -1);
  close(fd);
}

static void lines_have_priorities_only_where_the_journal_reads_them(void **state)
{
  (void)state;
  unsetenv("JOURNAL_STREAM");
  assert_false(service_journal());
  setenv("JOURNAL_STREAM", "1:2", 1);
  assert_false(service_journal());
  setenv("JOURNAL_STREAM", "x", 1);
  assert_false(service_journal());
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(sockets_meant_for_another_process_are_left_alone),
    cmocka_unit_test(a_watchdog_is_heard_only_by_whom_it_watches),
    cmocka_unit_test(a_state_is_told_as_one_datagram_also_to_an_abstract_address),
    cmocka_unit_test(lines_have_priorities_only_where_the_journal_reads_them),
  };
  return cmocka_run_group_tests_name("service", tests, NULL, NULL);
}
