#include "keys_internal.h"
#include <sodium.h>

struct keys *keys_alloc(void)
{
  struct keys *const k = sodium_init() < 0 ? NULL : sodium_malloc(sizeof *k);
  if (!k) return NULL;
  sodium_memzero(k, sizeof *k);
  pthread_rwlock_init(&k->lock, NULL);
  return k;
}

void ring_make(struct ctx *c, struct id installation, struct ring *out)
{
  sodium_memzero(out, sizeof *out);
  out->installation = installation;
  for (size_t i = 0; i < KEY_USES; i++) c->random(out->use[i], KEY_BYTES);
  out->epochs = 1;
  out->epoch[0] = (struct epoch_key){ .number = 1, .made = c->now };
  c->random(out->epoch[0].key, KEY_BYTES);
}

int keys_in_memory(struct ctx *c, struct keys **out)
{
  struct keys *const k = keys_alloc();
  if (!k) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  ring_make(c, ID_NONE, &k->ring);
  *out = k;
  return OK;
}

void keys_close(struct keys *k)
{
  if (!k) return;
  pthread_rwlock_destroy(&k->lock);
  free((char *)k->files.master);
  free((char *)k->files.ring);
  free((char *)k->files.erased);
  free((char *)k->files.heads);
  sodium_free(k);
}

/* --- using them ------------------------------------------------------------------------------- */

int keys_mac(struct ctx *c, enum key_use use, const void *bytes, size_t n, uint8_t mac[static MAC_BYTES])
{
  if (!c->keys) return no_keys(c);
  crypto_generichash(mac, MAC_BYTES, bytes, n, c->keys->ring.use[use], KEY_BYTES);       /* these never change */
  return OK;
}

int keys_follow(struct ctx *c, int32_t newest)
{
  int rc = OK;
  if (!c->keys) return no_keys(c);
  pthread_rwlock_rdlock(&c->keys->lock);
  const bool behind = c->keys->ring.epoch[c->keys->ring.epochs - 1].number < newest;
  pthread_rwlock_unlock(&c->keys->lock);
  if (!behind) return OK;
  pthread_rwlock_wrlock(&c->keys->lock);
  rc = ring_reload(c, c->keys);
  pthread_rwlock_unlock(&c->keys->lock);
  return rc;
}

/* A copy of that epoch's key; 0: the newest. */
static int epoch_key(struct ctx *c, int32_t number, struct epoch_key *out)
{
  if (!c->keys) return no_keys(c);
  TRY(keys_follow(c, number));
  bool found = false;
  pthread_rwlock_rdlock(&c->keys->lock);
  const struct ring *const ring = &c->keys->ring;
  for (int32_t i = ring->epochs; !found && i--; )
    if (!number || ring->epoch[i].number == number) { *out = ring->epoch[i]; found = true; }
  pthread_rwlock_unlock(&c->keys->lock);
  return found ? OK : fail(c, ERR_NOT_FOUND, NULL, N_("The key that opened this has been destroyed."));
}

/* What a wrapped key is bound to. */
struct wrap_binding { struct id compartment; int32_t epoch; char what[4]; };
_Static_assert(sizeof(struct wrap_binding) == 24, "bytes only: no padding");
static struct wrap_binding binding(struct id compartment, int32_t epoch) { return (struct wrap_binding){ compartment, epoch, { 'w', 'r', 'a', 'p' } }; }

enum { NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES };
_Static_assert(NONCE + KEY_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES == WRAPPED_BYTES, "nonce, key, tag");

int keys_wrap(struct ctx *c, struct id compartment, const uint8_t key[static KEY_BYTES], struct wrapped *out)
{
  struct epoch_key epoch;
  TRY(epoch_key(c, 0, &epoch));
  const struct wrap_binding to = binding(compartment, epoch.number);
  out->epoch = epoch.number;
  c->random(out->bytes, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt(out->bytes + NONCE, NULL, key, KEY_BYTES, (const unsigned char *)&to, sizeof to, NULL, out->bytes, epoch.key);
  sodium_memzero(&epoch, sizeof epoch);
  return OK;
}

int keys_unwrap(struct ctx *c, struct id compartment, const struct wrapped *w, uint8_t key[static KEY_BYTES])
{
  struct epoch_key epoch;
  TRY(epoch_key(c, w->epoch ? w->epoch : -1, &epoch));
  const struct wrap_binding to = binding(compartment, epoch.number);
  const int wrong = crypto_aead_xchacha20poly1305_ietf_decrypt(key, NULL, NULL, w->bytes + NONCE, KEY_BYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES,
                                                               (const unsigned char *)&to, sizeof to, w->bytes, epoch.key);
  sodium_memzero(&epoch, sizeof epoch);
  return wrong ? fail(c, ERR_STORE, NULL, N_("A key in the database was changed outside the program.")) : OK;
}

/* `use` keeps what is made from an epoch's key apart; its end counts. */
static int key_from_epoch(struct ctx *c, int32_t number, const char *use, uint8_t key[static KEY_BYTES])
{
  struct epoch_key epoch;
  TRY(epoch_key(c, number, &epoch));
  crypto_generichash(key, KEY_BYTES, (const unsigned char *)use, strlen(use) + 1, epoch.key, KEY_BYTES);
  sodium_memzero(&epoch, sizeof epoch);
  return OK;
}

int keys_lookup_key(struct ctx *c, int32_t number, uint8_t key[static KEY_BYTES]) { return key_from_epoch(c, number, "look-up", key); }
int keys_desk_key(struct ctx *c, int32_t number, uint8_t key[static KEY_BYTES]) { return key_from_epoch(c, number, "desk", key); }

/* --- epochs --------------------------------------------------------------------------------------- */

size_t keys_epochs(struct ctx *c, struct epoch out[static EPOCHS_MOST])
{
  if (!c->keys) return 0;
  pthread_rwlock_rdlock(&c->keys->lock);
  const struct ring *const ring = &c->keys->ring;
  const size_t n = (size_t)ring->epochs;
  for (size_t i = 0; i < n; i++) out[i] = (struct epoch){ ring->epoch[i].number, ring->epoch[i].made };
  pthread_rwlock_unlock(&c->keys->lock);
  return n;
}

typedef int ring_change(struct ctx *c, struct ring *ring, int32_t arg);

/* A ring that could not be saved stays as it was. Only the epochs change: the rest is read without the lock. */
static int change_locked(struct ctx *c, struct keys *k, ring_change *change, int32_t arg)
{
  struct ring *const before = sodium_malloc(sizeof *before);
  if (!before) return fail(c, ERR_STORE, NULL, N_("Out of memory."));
  int rc = ring_reload(c, k);
  *before = k->ring;
  if (rc == OK) rc = change(c, &k->ring, arg);
  if (rc == OK) rc = ring_save(c, k);
  if (rc != OK) {
    k->ring.epochs = before->epochs;
    memcpy(k->ring.epoch, before->epoch, sizeof before->epoch);
  }
  sodium_free(before);
  return rc;
}

/* Changes the ring, as the last process left it, and saves it. */
static int change_ring(struct ctx *c, ring_change *change, int32_t arg)
{
  int lock;
  if (!c->keys) return no_keys(c);
  TRY(key_files_lock(c, c->keys, &lock));
  pthread_rwlock_wrlock(&c->keys->lock);
  const int rc = change_locked(c, c->keys, change, arg);
  pthread_rwlock_unlock(&c->keys->lock);
  key_files_unlock(lock);
  return rc;
}

static int add_epoch(struct ctx *c, struct ring *ring, int32_t unused)
{
  (void)unused;
  if (ring->epochs == EPOCHS_MOST) return fail(c, ERR_FULL, NULL, N_("So many epoch keys are in use that no new one fits. Wrap the files again first."));
  struct epoch_key *const e = &ring->epoch[ring->epochs];
  *e = (struct epoch_key){ .number = ring->epoch[ring->epochs - 1].number + 1, .made = c->now };
  c->random(e->key, KEY_BYTES);
  ring->epochs++;
  return OK;
}

static int drop_epochs(struct ctx *c, struct ring *ring, int32_t before)
{
  int32_t kept = 0;
  (void)c;
  for (int32_t i = 0; i < ring->epochs; i++)
    if (ring->epoch[i].number >= before || i == ring->epochs - 1) ring->epoch[kept++] = ring->epoch[i];       /* the newest always stays */
  sodium_memzero(ring->epoch + kept, sizeof *ring->epoch * (size_t)(EPOCHS_MOST - kept));
  ring->epochs = kept;
  return OK;
}

int keys_new_epoch(struct ctx *c) { return change_ring(c, add_epoch, 0); }
int keys_destroy_before(struct ctx *c, int32_t epoch) { return change_ring(c, drop_epochs, epoch); }
