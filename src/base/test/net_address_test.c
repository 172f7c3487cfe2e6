/* Which addresses are somebody's on the internet. */
#include "harness.h"
#include "base.h"
#include "net_address.h"
#include <arpa/inet.h>
#include <netinet/in.h>

static bool is_public(const char *text)
{
  struct sockaddr_in v4 = { .sin_family = AF_INET };
  struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };
  if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) return address_public((const struct sockaddr *)&v4);
  assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
  return address_public((const struct sockaddr *)&v6);
}

static void are(const char *text, bool want)
{
  if (is_public(text) != want) print_error("%s\n", text);
  assert_int_equal(is_public(text), want);
}

static void addresses_on_the_internet_are_public(void **state)
{
  static const char *const all[] = { "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255",
    "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2a00:1450::1", "2001:200::1", "2620:fe::fe" };
  (void)state;
  for (size_t i = 0; i < COUNT(all); i++) are(all[i], true);
}

static void addresses_of_this_machine_and_of_own_networks_are_not(void **state)
{
  static const char *const all[] = { "0.0.0.0", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1", "172.31.255.255",
    "192.0.0.1", "192.0.2.1", "192.168.0.1", "198.18.0.1", "198.51.100.7", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "fc00::1", "fd12::1", "fe80::1", "ff02::1" };
  (void)state;
  for (size_t i = 0; i < COUNT(all); i++) are(all[i], false);
}

static void addresses_of_another_family_are_not(void **state)
{
  const struct sockaddr local = { .sa_family = AF_UNIX };
  (void)state;
  assert_false(address_public(&local));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(addresses_on_the_internet_are_public),
    cmocka_unit_test(addresses_of_this_machine_and_of_own_networks_are_not),
    cmocka_unit_test(addresses_of_another_family_are_not),
  };
  return cmocka_run_group_tests_name("net_address", tests, NULL, NULL);
}
