/* Finding sealed rows by their values. The database shows of each row only a bucket that many values share, an id that
 * nobody can tie to a record, and the record's id sealed: equal values and who has them stay hidden. */
#include "record_internal.h"
#include "journal.h"
#include <sodium.h>

enum { BUCKETS = 4096, NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
       SEALED_ID = NONCE + sizeof(struct id) + TAG, SEARCHES_AN_HOUR = 60, CANDIDATES_MOST = 4096 };

/* Keyed hash of what stands for a row or a value; the kinds are kept apart by `what`. */
static void tag(const uint8_t key[static KEY_BYTES], const char *what, const char *kind, const void *of, size_t n, uint8_t *out, size_t size)
{
  crypto_generichash_state state;
  crypto_generichash_init(&state, key, KEY_BYTES, size);
  crypto_generichash_update(&state, (const unsigned char *)what, strlen(what) + 1);
  crypto_generichash_update(&state, (const unsigned char *)kind, strlen(kind) + 1);
  crypto_generichash_update(&state, of, n);
  crypto_generichash_final(&state, out, size);
}

static int64_t bucket_of(const uint8_t key[static KEY_BYTES], const char *table, const char *kind, const char *value)
{
  uint8_t t[16];
  tag(key, table, kind, value, strlen(value), t, sizeof t);
  return (t[0] | t[1] << 8) % BUCKETS;
}

static struct id row_of(const uint8_t key[static KEY_BYTES], const char *kind, struct id record)
{
  struct id id;
  tag(key, "row", kind, record.b, sizeof record.b, id.b, sizeof id.b);
  return id;
}

static int write_one(struct ctx *c, const uint8_t key[static KEY_BYTES], int32_t epoch, const char *table, const char *kind, const char *value, struct id record)
{
  const struct id id = row_of(key, kind, record);
  uint8_t sealed[SEALED_ID];
  c->random(sealed, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL, record.b, sizeof record.b, id.b, sizeof id.b, NULL, sealed, key);
  return engine_run(c, "INSERT INTO lookup (id, bucket, epoch, sealed) VALUES ($1, $2, $3, $4)",
    (struct params){ 4, (const struct param[]){ param_id(id), param_int(bucket_of(key, table, kind, value)), param_int(epoch), param_bytes(sealed, sizeof sealed) } });
}

int lookups_write(struct ctx *c, const struct record *rec, const void *row, struct id id)
{
  struct epoch epochs[EPOCHS_MOST];
  uint8_t key[KEY_BYTES];
  if (!rec->lookups) return OK;
  const size_t n = keys_epochs(c, epochs);
  TRY(keys_lookup_key(c, n ? epochs[n - 1].number : 0, key));
  int rc = OK;
  for (size_t i = 0; rc == OK && i < rec->lookups->count; i++) {
    const struct lookup *const l = &rec->lookups->at[i];
    const char *const value = l->value(c, row);
    if (value) rc = write_one(c, key, epochs[n - 1].number, rec->name, l->kind, value, id);
  }
  sodium_memzero(key, sizeof key);
  return rc;
}

int lookups_delete(struct ctx *c, const struct record *rec, struct id id)
{
  struct epoch epochs[EPOCHS_MOST];
  uint8_t key[KEY_BYTES];
  if (!rec->lookups) return OK;
  int rc = OK;
  for (size_t e = keys_epochs(c, epochs); rc == OK && e--; ) {
    rc = keys_lookup_key(c, epochs[e].number, key);
    for (size_t i = 0; rc == OK && i < rec->lookups->count; i++)
      rc = engine_run(c, "DELETE FROM lookup WHERE id = $1", P(row_of(key, rec->lookups->at[i].kind, id)));
  }
  sodium_memzero(key, sizeof key);
  return rc;
}

/* --- finding ---------------------------------------------------------------------------------------------- */

struct candidates { struct id at[CANDIDATES_MOST]; size_t count; };

static void add_candidate(struct candidates *found, struct id record)
{
  for (size_t i = 0; i < found->count; i++) if (id_same(found->at[i], record)) return;
  if (found->count < CANDIDATES_MOST) found->at[found->count++] = record;
}

/* All records of a bucket; a row that does not open was not written by us and does not count. */
static int read_bucket(struct ctx *c, const uint8_t key[static KEY_BYTES], int32_t epoch, int64_t bucket, struct candidates *found)
{
  struct statement *s;
  bool row = true;
  TRY(engine_prepare(c, "SELECT id, sealed FROM lookup WHERE epoch = $1 AND bucket = $2", &s));
  engine_bind(s, 1, param_int(epoch));
  engine_bind(s, 2, param_int(bucket));
  int rc = OK;
  while ((rc = engine_step(c, s, &row)) == OK && row) {
    struct id id, record;
    size_t size;
    const uint8_t *const sealed = engine_bytes(s, 1, &size);
    if (!sealed || size != SEALED_ID || !engine_id(s, 0, &id)) continue;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(record.b, NULL, NULL, sealed + NONCE, size - NONCE, id.b, sizeof id.b, sealed, key) == 0) add_candidate(found, record);
  }
  engine_done(s);
  return rc;
}

static int find_candidates(struct ctx *c, const struct record *rec, const char *kind, const char *value, struct candidates *found)
{
  struct epoch epochs[EPOCHS_MOST];
  uint8_t key[KEY_BYTES];
  int rc = OK;
  for (size_t e = keys_epochs(c, epochs); rc == OK && e--; ) {
    rc = keys_lookup_key(c, epochs[e].number, key);
    if (rc == OK) rc = read_bucket(c, key, epochs[e].number, bucket_of(key, rec->name, kind, value), found);
  }
  sodium_memzero(key, sizeof key);
  return rc;
}

static const struct lookup *lookup_named(const struct record *rec, const char *kind)
{
  for (size_t i = 0; rec->lookups && i < rec->lookups->count; i++) if (strcmp(rec->lookups->at[i].kind, kind) == 0) return &rec->lookups->at[i];
  return NULL;
}

static int may_search(struct ctx *c)
{
  int64_t lately;
  if (c->scope.reach == REACH_ALL) return OK;
  TRY(journal_lately(c, "search", 3600 * 1000, &lately));
  return lately < SEARCHES_AN_HOUR ? OK : fail(c, ERR_BUSY, NULL, N_("You have searched very often in the last hour. Wait a while, or ask a colleague."));
}

int record_find_(struct ctx *c, const struct record *rec, void **rows, size_t *count, const char *kind, const char *value)
{
  const struct lookup *const l = lookup_named(rec, kind);
  struct candidates *const found = arena_new(&c->arena, struct candidates, 1);
  if (!l) return fail(c, ERR_STORE, rec->name, "there is no such look-up");
  TRY(may_search(c));
  journal_later(c, "search", rec->name, ID_NONE, ID_NONE, kind);
  TRY(find_candidates(c, rec, kind, value, found));
  char *const out = arena_array(&c->arena, found->count + 1, rec->size);
  size_t n = 0;
  for (size_t i = 0; i < found->count; i++) {
    void *const row = out + n * rec->size;
    const int rc = record_get_(c, rec, found->at[i], row);
    if (rc == ERR_NOT_FOUND) { c->error = (struct error){ 0 }; continue; }
    TRY(rc);
    const char *const own = l->value(c, row);
    if (own && strcmp(own, value) == 0) { n++; continue; }
    journal_unread(c, found->at[i]);                       /* of the same bucket only: nobody gets to see it */
    memset(row, 0, rec->size);
  }
  *rows = out;
  *count = n;
  return OK;
}
