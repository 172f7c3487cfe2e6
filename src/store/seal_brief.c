#include "seal_brief.h"
#include "base64.h"
#include <sodium.h>

enum { PADDED = 256, NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES };

/* As it stands in the database, before base64. */
struct brief { struct wrapped key; uint8_t nonce[NONCE], text[PADDED + TAG]; };

int seal_brief(struct ctx *c, struct id row, const char *text, const char **sealed)
{
  uint8_t key[KEY_BYTES], plain[PADDED] = { 0 };
  struct brief b = { 0 };
  const size_t n = strlen(text);
  if (n >= PADDED) return fail(c, ERR_FULL, NULL, N_("This text is too long."));
  /* NOLINTNEXTLINE(bugprone-not-null-terminated-result): zeros stand behind it */
  memcpy(plain, text, n);
  c->random(key, sizeof key);
  c->random(b.nonce, sizeof b.nonce);
  const int rc = keys_wrap(c, row, key, &b.key);
  if (rc == OK) crypto_aead_xchacha20poly1305_ietf_encrypt(b.text, NULL, plain, sizeof plain, row.b, sizeof row.b, NULL, b.nonce, key);
  sodium_memzero(key, sizeof key);
  sodium_memzero(plain, sizeof plain);
  if (rc == OK) *sealed = base64_text(&c->arena, &b, sizeof b);
  return rc;
}

int unseal_brief(struct ctx *c, struct id row, const char *sealed, const char **text)
{
  uint8_t key[KEY_BYTES];
  struct brief b;
  if (!base64_exactly(sealed, &b, sizeof b)) return fail(c, ERR_STORE, NULL, N_("Something in the database was changed outside the program."));
  char *const plain = arena_alloc(&c->arena, PADDED + 1);
  TRY(keys_unwrap(c, row, &b.key, key));
  const int wrong = crypto_aead_xchacha20poly1305_ietf_decrypt((uint8_t *)plain, NULL, NULL, b.text, sizeof b.text, row.b, sizeof row.b, b.nonce, key);
  sodium_memzero(key, sizeof key);
  if (wrong) return fail(c, ERR_STORE, NULL, N_("Something in the database was changed outside the program."));
  plain[PADDED] = 0;
  *text = plain;
  return OK;
}
