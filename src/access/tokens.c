#include "tokens.h"
#include <sodium.h>

enum { VARIANT = sodium_base64_VARIANT_URLSAFE_NO_PADDING };
_Static_assert(TOKEN_TEXT == sodium_base64_ENCODED_LEN(TOKEN_BYTES, VARIANT), "256 bits");

/* Every part with its length: no two lists of parts look alike. */
static void put_part(struct buf *b, const void *part, size_t n)
{
  put_int(b, (int64_t)n);
  put_char(b, ':');
  put_mem(b, part, n);
}

/* Clears what it hashed: the buffer held the token. */
static int finish(struct ctx *c, struct buf *b, uint8_t mac[static MAC_BYTES])
{
  const int rc = b->failed ? fail(c, ERR_FULL, NULL, N_("Out of memory.")) : keys_mac(c, KEY_CODES, b->at, b->len, mac);
  if (b->at) sodium_memzero(b->at, b->len);
  buf_release(b);
  return rc;
}

static int mac_of(struct ctx *c, const char *use, const void *bytes, size_t n, uint8_t mac[static MAC_BYTES])
{
  struct buf b = { 0 };
  (void)buf_grow(&b, 128);                                 /* so that it is not moved, and left behind, while it is written */
  put_part(&b, use, strlen(use));
  put_part(&b, bytes, n);
  return finish(c, &b, mac);
}

static int hash_of(struct ctx *c, const char *use, const uint8_t bytes[static TOKEN_BYTES], char hash[static TOKEN_HASH_TEXT])
{
  uint8_t mac[MAC_BYTES];
  TRY(mac_of(c, use, bytes, TOKEN_BYTES, mac));
  sodium_bin2hex(hash, TOKEN_HASH_TEXT, mac, sizeof mac);
  return OK;
}

int token_make(struct ctx *c, const char *use, char token[static TOKEN_TEXT], char hash[static TOKEN_HASH_TEXT])
{
  uint8_t bytes[TOKEN_BYTES];
  c->random(bytes, sizeof bytes);
  const int rc = hash_of(c, use, bytes, hash);
  if (rc == OK) sodium_bin2base64(token, TOKEN_TEXT, bytes, sizeof bytes, VARIANT);
  sodium_memzero(bytes, sizeof bytes);
  return rc;
}

int token_hash(struct ctx *c, const char *use, const char *token, char hash[static TOKEN_HASH_TEXT])
{
  uint8_t bytes[TOKEN_BYTES];
  size_t n = 0;
  if (!token || strnlen(token, TOKEN_TEXT) != TOKEN_TEXT - 1 || sodium_base642bin(bytes, sizeof bytes, token, TOKEN_TEXT - 1, NULL, &n, NULL, VARIANT) != 0 || n != TOKEN_BYTES)
    return fail(c, ERR_NOT_FOUND, NULL, N_("This is not there any more."));
  const int rc = hash_of(c, use, bytes, hash);
  sodium_memzero(bytes, sizeof bytes);
  return rc;
}

int token_id(struct ctx *c, const char *const *texts, struct id *out)
{
  uint8_t mac[MAC_BYTES];
  struct buf b = { 0 };
  for (; *texts; texts++) put_part(&b, *texts, strlen(*texts));
  TRY(finish(c, &b, mac));
  memcpy(out->b, mac, sizeof out->b);
  return OK;
}

int token_key(struct ctx *c, const char *use, struct id account, uint8_t key[static MAC_BYTES]) { return mac_of(c, use, account.b, sizeof account.b, key); }
