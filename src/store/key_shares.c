/* The master key in two codes for two people: one is random, the other the key XOR that one. */
#include "keys_internal.h"
#include "text.h"
#include <sodium.h>
#include <unistd.h>

/* What a code says: 40 bytes are 64 characters of five bits. The check digits are over this code only: they tell a typing
 * error, and nothing of the other half. */
enum { PAIR_BYTES = 3, CHECK_BYTES = 3, CHARACTERS = 64, BITS = CHARACTERS * 5, GROUP = 4, FORMAT = 1 };
struct share { uint8_t format, number, pair[PAIR_BYTES], key[KEY_BYTES], check[CHECK_BYTES]; };
_Static_assert(sizeof(struct share) == 40 && BITS == sizeof(struct share) * 8, "no padding, all characters used");
_Static_assert(SHARE_TEXT == CHARACTERS + CHARACTERS / GROUP, "a hyphen or the end behind each group");

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";     /* without I, L, O and U, which are misread */

static void check_of(const struct share *s, uint8_t check[static CHECK_BYTES])
{
  uint8_t hash[crypto_generichash_BYTES_MIN];
  crypto_generichash(hash, sizeof hash, (const unsigned char *)s, offsetof(struct share, check), NULL, 0);
  memcpy(check, hash, CHECK_BYTES);
}

static void share_print(const struct share *s, char text[static SHARE_TEXT])
{
  const uint8_t *const bytes = (const uint8_t *)s;
  size_t n = 0;
  for (size_t i = 0; i < CHARACTERS; i++) {
    unsigned v = 0;
    for (size_t bit = i * 5; bit < i * 5 + 5; bit++) v = v << 1 | ((unsigned)bytes[bit / 8] >> (7 - bit % 8) & 1U);
    text[n++] = alphabet[v];
    if (i % GROUP == GROUP - 1) text[n++] = '-';
  }
  text[n - 1] = 0;
}

/* The value of a character as people write it; -1: none of ours. */
static int value_of(char ch)
{
  if (ch >= 'a' && ch <= 'z') ch = (char)(ch - 'a' + 'A');
  if (ch == 'O') ch = '0';
  if (ch == 'I' || ch == 'L') ch = '1';
  const char *const at = ch ? strchr(alphabet, ch) : NULL;
  return at ? (int)(at - alphabet) : -1;
}

static bool share_parse(const char *text, struct share *out)
{
  uint8_t bytes[sizeof *out] = { 0 }, check[CHECK_BYTES];
  size_t bit = 0;
  for (; *text; text++) {
    if (strchr(" -\t\r\n", *text)) continue;
    const int v = value_of(*text);
    if (v < 0 || bit == BITS) return false;
    for (int k = 4; k >= 0; k--, bit++) bytes[bit / 8] = (uint8_t)(bytes[bit / 8] | (v >> k & 1) << (7 - bit % 8));
  }
  memcpy(out, bytes, sizeof bytes);
  sodium_memzero(bytes, sizeof bytes);
  check_of(out, check);
  return bit == BITS && memcmp(check, out->check, CHECK_BYTES) == 0 && out->format == FORMAT && (out->number == 1 || out->number == 2);
}

int keys_split(struct ctx *c, char one[static SHARE_TEXT], char other[static SHARE_TEXT])
{
  struct share shares[2] = { { .format = FORMAT, .number = 1 }, { .format = FORMAT, .number = 2 } };
  if (!c->keys || !c->keys->files.master) return no_keys(c);
  c->random(shares[0].pair, PAIR_BYTES);
  memcpy(shares[1].pair, shares[0].pair, PAIR_BYTES);
  c->random(shares[0].key, KEY_BYTES);
  for (size_t i = 0; i < KEY_BYTES; i++) shares[1].key[i] = c->keys->master[i] ^ shares[0].key[i];
  check_of(&shares[0], shares[0].check);
  check_of(&shares[1], shares[1].check);
  share_print(&shares[0], one);
  share_print(&shares[1], other);
  sodium_memzero(shares, sizeof shares);
  return OK;
}

static int join(struct ctx *c, const char *one, const char *other, uint8_t key[static KEY_BYTES])
{
  struct share a, b;
  if (!share_parse(one, &a)) return fail(c, ERR_INVALID, "1", N_("This code has a typing error."));
  if (!share_parse(other, &b)) return fail(c, ERR_INVALID, "2", N_("This code has a typing error."));
  const bool pair = a.number != b.number && memcmp(a.pair, b.pair, PAIR_BYTES) == 0;
  for (size_t i = 0; pair && i < KEY_BYTES; i++) key[i] = a.key[i] ^ b.key[i];
  sodium_memzero(&a, sizeof a);
  sodium_memzero(&b, sizeof b);
  return pair ? OK : fail(c, ERR_INVALID, NULL, N_("These two codes do not belong together."));
}

int keys_recover(struct ctx *c, const struct key_files *files, struct id installation, const char *one, const char *other)
{
  uint8_t key[KEY_BYTES];
  if (access(files->master, F_OK) == 0) return fail(c, ERR_STORE, arena_text(&c->arena, files->master, strlen(files->master)), N_("This file is there already."));
  TRY(join(c, one, other, key));
  int rc = ring_opens(c, files->ring, installation, key);
  if (rc == OK) rc = master_save(c, files->master, key);
  sodium_memzero(key, sizeof key);
  return rc;
}
