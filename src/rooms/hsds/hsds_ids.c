#include "hsds_internal.h"
#include <sodium.h>

/* UUID version 8 (RFC 9562): a keyed BLAKE2b of the names, the key being the name space of this room. Changing anything
 * here breaks every directory that remembers our ids. */
struct id hsds_id(const char *table, struct id of, const char *key)
{
  static const uint8_t name_space[16] = { 0x72, 0x01, 0x2b, 0x7e, 0x1e, 0xb9, 0x46, 0x28, 0xa1, 0x7a, 0x06, 0x9f, 0xfa, 0x86, 0xf9, 0x29 };
  crypto_generichash_state state;
  struct id id;
  crypto_generichash_init(&state, name_space, sizeof name_space, sizeof id.b);
  crypto_generichash_update(&state, (const unsigned char *)table, strlen(table) + 1);
  crypto_generichash_update(&state, of.b, sizeof of.b);
  crypto_generichash_update(&state, (const unsigned char *)key, strlen(key));
  crypto_generichash_final(&state, id.b, sizeof id.b);
  id.b[6] = (uint8_t)((id.b[6] & 0x0F) | 0x80);
  id.b[8] = (uint8_t)((id.b[8] & 0x3F) | 0x80);
  return id;
}
