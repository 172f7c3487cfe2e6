#include "seal_to.h"
#include "base64.h"
#include <sodium.h>

enum { SIZE_CLASS = 1024, TEXT_LONGEST = 64 * 1024 };

struct pair { uint8_t public_half[crypto_box_PUBLICKEYBYTES], secret_half[crypto_box_SECRETKEYBYTES]; };

static int pair_of(struct ctx *c, int32_t epoch, const char *region, struct pair *out)
{
  uint8_t key[KEY_BYTES], seed[crypto_box_SEEDBYTES];
  TRY(keys_desk_key(c, epoch, key));
  crypto_generichash(seed, sizeof seed, (const unsigned char *)region, strlen(region) + 1, key, sizeof key);
  crypto_box_seed_keypair(out->public_half, out->secret_half, seed);
  sodium_memzero(key, sizeof key);
  sodium_memzero(seed, sizeof seed);
  return OK;
}

int desk_key_public(struct ctx *c, int32_t epoch, const char *region, const char **out)
{
  struct pair pair;
  TRY(pair_of(c, epoch, region, &pair));
  *out = base64_text(&c->arena, pair.public_half, sizeof pair.public_half);
  sodium_memzero(&pair, sizeof pair);
  return OK;
}

int seal_to_desk(struct ctx *c, const char *public_key, const char *text, const char **out)
{
  uint8_t key[crypto_box_PUBLICKEYBYTES];
  const size_t n = strlen(text) + 1, size = (n + SIZE_CLASS - 1) / SIZE_CLASS * SIZE_CLASS;
  if (!base64_exactly(public_key, key, sizeof key)) return fail(c, ERR_STORE, NULL, "the desk's public key is damaged");
  if (n > TEXT_LONGEST) return fail(c, ERR_FULL, NULL, N_("This form is too large."));
  unsigned char *const plain = arena_alloc(&c->arena, size), *const sealed = arena_alloc(&c->arena, size + crypto_box_SEALBYTES);
  memset(plain, 0, size);
  memcpy(plain, text, n);
  const int wrong = crypto_box_seal(sealed, plain, size, key);
  sodium_memzero(plain, size);
  if (wrong) return fail(c, ERR_STORE, NULL, "the desk's public key is none");
  *out = base64_text(&c->arena, sealed, size + crypto_box_SEALBYTES);
  return OK;
}

/* Opens and clears the pair. */
static int open_with(struct ctx *c, struct pair *pair, const char *sealed, const char **text)
{
  const size_t len = strlen(sealed), most = len + 1;
  size_t n;
  unsigned char *const bytes = arena_alloc(&c->arena, most), *const plain = arena_alloc(&c->arena, most);
  bool opened = base64_read(sealed, len, bytes, most, &n) && n > crypto_box_SEALBYTES
    && crypto_box_seal_open(plain, bytes, n, pair->public_half, pair->secret_half) == 0;
  sodium_memzero(pair, sizeof *pair);
  opened = opened && memchr(plain, 0, n - crypto_box_SEALBYTES);
  if (!opened) return fail(c, ERR_STORE, NULL, "what was sealed does not open");
  *text = (const char *)plain;
  return OK;
}

int unseal_at_desk(struct ctx *c, int32_t epoch, const char *region, const char *sealed, const char **text)
{
  struct pair pair;
  TRY(pair_of(c, epoch, region, &pair));
  return open_with(c, &pair, sealed, text);
}

/* --- whoever holds a secret --------------------------------------------------------------------------------------------- */

static struct pair held_pair(const char *secret)
{
  static const char use[] = "pair of keys of a holder";
  uint8_t seed[crypto_box_SEEDBYTES];
  struct pair pair;
  crypto_generichash(seed, sizeof seed, (const unsigned char *)secret, strlen(secret), (const unsigned char *)use, sizeof use - 1);
  crypto_box_seed_keypair(pair.public_half, pair.secret_half, seed);
  sodium_memzero(seed, sizeof seed);
  return pair;
}

const char *held_key_public(struct ctx *c, const char *secret)
{
  struct pair pair = held_pair(secret);
  const char *const text = base64_text(&c->arena, pair.public_half, sizeof pair.public_half);
  sodium_memzero(&pair, sizeof pair);
  return text;
}

int unseal_held(struct ctx *c, const char *secret, const char *sealed, const char **text)
{
  struct pair pair = held_pair(secret);
  return open_with(c, &pair, sealed, text);
}
