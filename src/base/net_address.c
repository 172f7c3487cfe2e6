#include "net_address.h"
#include "base.h"
#include <arpa/inet.h>
#include <netinet/in.h>

/* Blocks that lead nowhere on the internet; the first `bits` bits count. */
struct block { uint32_t from; int bits; };
static const struct block special[] = {
  { 0x00000000, 8 },  { 0x0A000000, 8 },  { 0x64400000, 10 }, { 0x7F000000, 8 },  { 0xA9FE0000, 16 }, { 0xAC100000, 12 }, { 0xC0000000, 24 },
  { 0xC0000200, 24 }, { 0xC0586300, 24 }, { 0xC0A80000, 16 }, { 0xC6120000, 15 }, { 0xC6336400, 24 }, { 0xCB007100, 24 }, { 0xE0000000, 3 },
};

static bool public_4(uint32_t address)
{
  for (size_t i = 0; i < COUNT(special); i++) if (((address ^ special[i].from) >> (32 - special[i].bits)) == 0) return false;
  return true;
}

/* Of 2000::/3, the only part that is given out, without 2001::/23 (protocols), 2001:db8::/32 and 3fff::/20 (examples), 2002::/16 (holds IPv4). */
static bool public_6(const uint8_t b[static 16])
{
  const unsigned first = (unsigned)b[0] << 8 | b[1];
  if (b[0] >> 5 != 1 || first == 0x2002 || (first == 0x3fff && b[2] < 0x10)) return false;
  return first != 0x2001 || !(b[2] < 0x02 || (b[2] == 0x0d && b[3] == 0xb8));
}

bool address_public(const struct sockaddr *address)
{
  if (address->sa_family == AF_INET) {
    struct sockaddr_in v4;
    memcpy(&v4, address, sizeof v4);
    return public_4(ntohl(v4.sin_addr.s_addr));
  }
  if (address->sa_family != AF_INET6) return false;
  struct sockaddr_in6 v6;
  memcpy(&v6, address, sizeof v6);
  return public_6(v6.sin6_addr.s6_addr);
}
