#include "seal_bytes.h"
#include "base64.h"
#include <sodium.h>

enum { HEX_MOST = 2 * SEAL_BYTES_MOST + 1, SEALED_MOST = 1024 };

int seal_bytes(struct ctx *c, const struct seal_place *at, const uint8_t *bytes, size_t n, const char **out)
{
  char hex[HEX_MOST];
  struct sealed sealed;
  if (n > SEAL_BYTES_MOST) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  TRY(compartment_open(c, at->compartment));
  sodium_bin2hex(hex, sizeof hex, bytes, n);
  const int rc = seal(c, at, hex, &sealed);
  sodium_memzero(hex, sizeof hex);
  if (rc == OK) *out = base64_text(&c->arena, sealed.bytes, sealed.size);
  return rc;
}

int unseal_bytes(struct ctx *c, const struct seal_place *at, const char *text, const char *field, uint8_t *bytes, size_t n)
{
  uint8_t room[SEALED_MOST];
  struct sealed sealed = { room, 0 };
  const char *hex;
  size_t found = 0;
  TRY(compartment_open(c, at->compartment));
  if (text) (void)base64_read(text, strlen(text), room, sizeof room, &sealed.size);
  TRY(unseal(c, at, sealed, &hex));
  if (!hex || sodium_hex2bin(bytes, n, hex, strlen(hex), NULL, &found, NULL) != 0 || found != n)
    return fail(c, ERR_STORE, field, N_("Something in the database was changed outside the program."));
  sodium_memzero((char *)hex, strlen(hex));
  return OK;
}
