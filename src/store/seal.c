#include "seal.h"
#include "engine.h"
#include "seal_internal.h"
#include <sodium.h>

enum { NONCE = NONCE_BYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES, SMALLEST = 32, LARGEST = 1 << 20, BINDING_MOST = 256 };
_Static_assert(NONCE_BYTES == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES && PREFIX_BYTES == crypto_core_hchacha20_INPUTBYTES, "as long as this cipher's");
_Static_assert(sizeof((struct opened){ 0 }.written) == NONCE_BYTES - PREFIX_BYTES && crypto_aead_chacha20poly1305_ietf_ABYTES == TAG, "as the library puts it together");

/* --- compartments that this request opened -------------------------------------------------------- */

static void forget(void *opened)
{
  struct opened *const o = opened;
  sodium_memzero(o->key, sizeof o->key);
  sodium_memzero(&o->writing, sizeof o->writing);
  sodium_memzero(&o->reading, sizeof o->reading);
}

struct opened *opened_find(struct ctx *c, struct id compartment)
{
  for (struct opened *o = c->opened; o; o = o->next) if (id_same(o->compartment, compartment)) return o;
  return NULL;
}

void opened_add(struct ctx *c, struct id compartment, const uint8_t key[static KEY_BYTES])
{
  struct opened *const o = arena_new(&c->arena, struct opened, 1);
  o->compartment = compartment;
  o->next = c->opened;
  memcpy(o->key, key, KEY_BYTES);
  c->opened = o;
  ctx_defer(c, forget, o);
}

void seal_forget(struct ctx *c)
{
  if (c->db) engine_forget_reads(c->db);                     /* rows that were opened are closed again */
  for (struct opened *o = c->opened; o; o = o->next) forget(o);
  c->opened = NULL;
  c->guarded = NULL;
}

/* --- values ------------------------------------------------------------------------------------------ */

/* What the value is bound to. */
static void put_binding(struct buf *b, const struct seal_place *at)
{
  put_sized(b, at->table, strlen(at->table));
  put_sized(b, at->column, strlen(at->column));
  put_mem(b, (const char *)at->row.b, sizeof at->row.b);
  put_mem(b, (const char *)at->compartment.b, sizeof at->compartment.b);
  put_int(b, at->version);
}

/* Powers of two: what a value's size tells is little, and what it costs too. */
static size_t size_class(size_t n)
{
  size_t size = SMALLEST;
  while (size < n) size *= 2;
  return size;
}

/* XChaCha20-Poly1305 as the library has it, in its two steps: a key of the nonce's first sixteen bytes, then the shorter cipher with the rest. */
static void set_prefix(struct prefix *p, const struct opened *o, const uint8_t bytes[static PREFIX_BYTES])
{
  if (p->known && memcmp(p->bytes, bytes, PREFIX_BYTES) == 0) return;
  memcpy(p->bytes, bytes, PREFIX_BYTES);
  crypto_core_hchacha20(p->key, p->bytes, o->key, NULL);
  p->known = true;
}

struct rest { uint8_t bytes[crypto_aead_chacha20poly1305_ietf_NPUBBYTES]; };
static struct rest rest_of(const uint8_t nonce[static NONCE])
{
  struct rest r = { { 0 } };
  memcpy(r.bytes + sizeof r.bytes - (NONCE - PREFIX_BYTES), nonce + PREFIX_BYTES, NONCE - PREFIX_BYTES);
  return r;
}

/* No two values of a compartment have the same: the number counts on behind a prefix that nobody drew before. */
static void take_nonce(struct ctx *c, struct opened *o, uint8_t nonce[static NONCE])
{
  if (!o->writing.known || o->written == VALUES_A_PREFIX) {
    uint8_t fresh[PREFIX_BYTES];
    c->random(fresh, sizeof fresh);
    set_prefix(&o->writing, o, fresh);
    o->written = 0;
  }
  memcpy(nonce, o->writing.bytes, PREFIX_BYTES);
  memcpy(nonce + PREFIX_BYTES, &o->written, sizeof o->written);
  o->written++;
}

/* The first byte says known or unknown; the text's end is where the padding of zeros begins. */
int seal(struct ctx *c, const struct seal_place *at, const char *text, struct sealed *out)
{
  struct opened *const o = opened_find(c, at->compartment);
  const size_t n = text ? strlen(text) : 0, padded = size_class(n + 1);
  char room[BINDING_MOST];
  struct buf binding = { .at = room, .cap = sizeof room, .max = sizeof room };
  if (!o) return fail(c, ERR_STORE, at->table, "a compartment that is not open");
  if (n >= LARGEST) return fail(c, ERR_FULL, at->column, N_("This text is too long."));
  uint8_t *const plain = arena_alloc(&c->arena, padded), *const bytes = arena_alloc(&c->arena, NONCE + padded + TAG);
  plain[0] = text != NULL;
  /* NOLINTNEXTLINE(bugprone-not-null-terminated-result): what stands behind it is zero, and no text */
  if (n) memcpy(plain + 1, text, n);
  put_binding(&binding, at);
  if (binding.failed) return fail(c, ERR_FULL, at->table, N_("This text is too long."));
  take_nonce(c, o, bytes);
  const struct rest rest = rest_of(bytes);
  crypto_aead_chacha20poly1305_ietf_encrypt(bytes + NONCE, NULL, plain, padded, (const unsigned char *)binding.at, binding.len, NULL, rest.bytes, o->writing.key);
  sodium_memzero(plain, padded);
  *out = (struct sealed){ bytes, NONCE + padded + TAG };
  return OK;
}

int unseal(struct ctx *c, const struct seal_place *at, struct sealed value, const char **text)
{
  struct opened *const o = opened_find(c, at->compartment);
  char room[BINDING_MOST];
  struct buf binding = { .at = room, .cap = sizeof room, .max = sizeof room };
  if (!o) return fail(c, ERR_STORE, at->table, "a compartment that is not open");
  if (!value.bytes || value.size < NONCE + SMALLEST + TAG) return fail(c, ERR_STORE, at->table, N_("Something in the database was changed outside the program."));
  const size_t padded = value.size - NONCE - TAG;
  uint8_t *const plain = arena_alloc(&c->arena, padded + 1);
  put_binding(&binding, at);
  set_prefix(&o->reading, o, value.bytes);
  const struct rest rest = rest_of(value.bytes);
  const int wrong = binding.failed || crypto_aead_chacha20poly1305_ietf_decrypt(plain, NULL, NULL, value.bytes + NONCE, padded + TAG,
                                                                                (const unsigned char *)binding.at, binding.len, rest.bytes, o->reading.key);
  if (wrong || plain[0] > 1) return fail(c, ERR_STORE, at->table, N_("Something in the database was changed outside the program."));
  *text = plain[0] ? (const char *)plain + 1 : NULL;
  return OK;
}
