#include "tokens.h"
#include "db.h"
#include <sodium.h>


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
  put_sized(&b, use, strlen(use));
  put_sized(&b, bytes, n);
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
  if (rc == OK) base64_write(token, bytes, sizeof bytes);
  sodium_memzero(bytes, sizeof bytes);
  return rc;
}

int token_hash(struct ctx *c, const char *use, const char *token, char hash[static TOKEN_HASH_TEXT])
{
  uint8_t bytes[TOKEN_BYTES];
  if (!base64_exactly(token, bytes, sizeof bytes)) return not_there(c);
  const int rc = hash_of(c, use, bytes, hash);
  sodium_memzero(bytes, sizeof bytes);
  return rc;
}

int token_id(struct ctx *c, const char *const *texts, struct id *out)
{
  uint8_t mac[MAC_BYTES];
  struct buf b = { 0 };
  for (; *texts; texts++) put_sized(&b, *texts, strlen(*texts));
  TRY(finish(c, &b, mac));
  memcpy(out->b, mac, sizeof out->b);
  return OK;
}

int token_key(struct ctx *c, const char *use, struct id account, uint8_t key[static MAC_BYTES]) { return mac_of(c, use, account.b, sizeof account.b, key); }
