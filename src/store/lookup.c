/* Finding sealed rows by their values. The database shows of each row only a bucket, an id that nobody can tie to a record,
 * and the record's id sealed: equal values and who has them stay hidden.
 *
 * A value has SPREAD buckets of the BUCKETS, by keyed hash; each row that has it goes to one of them by chance, and a search
 * reads them all. Were it one bucket, a value that many share (the phone of a shelter) would make that bucket stand out. */
#include "record_internal.h"
#include "epochs.h"
#include "journal_internal.h"
#include <sodium.h>

enum { BUCKETS = 4096, SPREAD = 64, VALUE_TAG = 16, NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES, TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
       SEARCHES_AN_HOUR = 60, FOUND_MOST = 1000 };

/* What a row holds, sealed. */
struct content { struct id record; uint8_t value[VALUE_TAG]; };
enum { SEALED_CONTENT = NONCE + sizeof(struct content) + TAG };

/* Keyed hash of what stands for a row or a value; the uses are kept apart by `what`. */
static void tag(const uint8_t key[static KEY_BYTES], const char *what, const char *kind, const void *of, size_t n, uint8_t *out, size_t size)
{
  crypto_generichash_state state;
  crypto_generichash_init(&state, key, KEY_BYTES, size);
  crypto_generichash_update(&state, (const unsigned char *)what, strlen(what) + 1);
  crypto_generichash_update(&state, (const unsigned char *)kind, strlen(kind) + 1);
  crypto_generichash_update(&state, of, n);
  crypto_generichash_final(&state, out, size);
}

/* A value as its buckets and its hash come from: the table's name keeps equal values of two tables apart. */
struct sought { uint8_t tag[VALUE_TAG]; const uint8_t *key; };

static struct sought sought(const uint8_t key[static KEY_BYTES], const char *table, const char *kind, const char *value)
{
  struct sought v = { .key = key };
  tag(key, table, kind, value, strlen(value), v.tag, sizeof v.tag);
  return v;
}

static int64_t bucket_of(const struct sought *v, unsigned which)
{
  uint8_t in[VALUE_TAG + 1], out[crypto_generichash_BYTES_MIN];
  memcpy(in, v->tag, VALUE_TAG);
  in[VALUE_TAG] = (uint8_t)which;
  tag(v->key, "bucket", "", in, sizeof in, out, sizeof out);
  return (out[0] | out[1] << 8) % BUCKETS;
}

static struct id row_of(const uint8_t key[static KEY_BYTES], const char *kind, struct id record)
{
  struct id id = ID_NONE;
  tag(key, "row", kind, record.b, sizeof record.b, id.b, sizeof id.b);
  return id;
}

/* --- writing ------------------------------------------------------------------------------------------------ */

static int write_one(struct ctx *c, int32_t epoch, const char *kind, const struct sought *v, struct id record)
{
  const struct id id = row_of(v->key, kind, record);
  struct content content = { .record = record };
  uint8_t sealed[SEALED_CONTENT], which;
  memcpy(content.value, v->tag, VALUE_TAG);
  c->random(&which, 1);
  c->random(sealed, NONCE);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL, (const unsigned char *)&content, sizeof content, id.b, sizeof id.b, NULL, sealed, v->key);
  return engine_run(c, "INSERT INTO lookup (id, bucket, epoch, sealed) VALUES ($1, $2, $3, $4)",
    (struct params){ 4, (const struct param[]){ param_id(id), param_int(bucket_of(v, which % SPREAD)), param_int(epoch), param_bytes(sealed, sizeof sealed) } });
}

/* The newest epoch of all processes, and its key. */
static int newest_key(struct ctx *c, int32_t *epoch, uint8_t key[static KEY_BYTES])
{
  struct epoch epochs[EPOCHS_MOST];
  TRY(epochs_current(c));
  const size_t n = keys_epochs(c, epochs);
  *epoch = n ? epochs[n - 1].number : 0;
  return keys_lookup_key(c, *epoch, key);
}

int lookups_write(struct ctx *c, const struct record *rec, const void *row, struct id id)
{
  uint8_t key[KEY_BYTES];
  int32_t epoch;
  if (!rec->lookups) return OK;
  TRY(newest_key(c, &epoch, key));
  int rc = OK;
  for (size_t i = 0; rc == OK && i < rec->lookups->count; i++) {
    const struct lookup *const l = &rec->lookups->at[i];
    const char *const value = l->value(c, row);
    if (!value) continue;
    const struct sought v = sought(key, rec->name, l->kind, value);
    rc = write_one(c, epoch, l->kind, &v, id);
  }
  sodium_memzero(key, sizeof key);
  return rc;
}

int lookups_delete(struct ctx *c, const struct record *rec, struct id id)
{
  struct epoch epochs[EPOCHS_MOST];
  uint8_t key[KEY_BYTES];
  if (!rec->lookups) return OK;
  int rc = epochs_current(c);
  for (size_t e = keys_epochs(c, epochs); rc == OK && e--; ) {
    rc = keys_lookup_key(c, epochs[e].number, key);
    for (size_t i = 0; rc == OK && i < rec->lookups->count; i++)
      rc = engine_run(c, "DELETE FROM lookup WHERE id = $1", P(row_of(key, rec->lookups->at[i].kind, id)));
  }
  sodium_memzero(key, sizeof key);
  return rc;
}

int lookups_newest(struct ctx *c, const struct record *rec, struct id id, bool *out)
{
  uint8_t key[KEY_BYTES];
  int32_t epoch;
  int64_t there = 0;
  TRY(newest_key(c, &epoch, key));
  int rc = OK;
  for (size_t i = 0; rc == OK && !there && i < rec->lookups->count; i++)
    rc = engine_number(c, "SELECT 1 FROM lookup WHERE id = $1", P(row_of(key, rec->lookups->at[i].kind, id)), &there);
  sodium_memzero(key, sizeof key);
  *out = there != 0;
  return rc;
}

/* --- finding ---------------------------------------------------------------------------------------------- */

struct candidates { struct id at[FOUND_MOST]; size_t count; };

static void add_candidate(struct candidates *found, struct id record)
{
  for (size_t i = 0; i < found->count; i++) if (id_same(found->at[i], record)) return;
  if (found->count < FOUND_MOST) found->at[found->count++] = record;
}

/* A row that does not open was not written by us; one of the same bucket with another value is not read at all. */
static void look_at(const struct sought *v, struct id id, const uint8_t *sealed, struct candidates *found)
{
  struct content content;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt((unsigned char *)&content, NULL, NULL, sealed + NONCE, SEALED_CONTENT - NONCE, id.b, sizeof id.b, sealed, v->key) != 0) return;
  if (sodium_memcmp(content.value, v->tag, VALUE_TAG) == 0) add_candidate(found, content.record);
}

static int read_bucket(struct ctx *c, const struct sought *v, int32_t epoch, int64_t bucket, struct candidates *found)
{
  struct statement *s;
  bool row = true;
  TRY(engine_prepare(c, "SELECT id, sealed FROM lookup WHERE epoch = $1 AND bucket = $2", &s));
  engine_bind(s, 1, param_int(epoch));
  engine_bind(s, 2, param_int(bucket));
  int rc = OK;
  while ((rc = engine_step(c, s, &row)) == OK && row) {
    struct id id;
    size_t size;
    const uint8_t *const sealed = engine_bytes(s, 1, &size);
    if (sealed && size == SEALED_CONTENT && engine_id(s, 0, &id)) look_at(v, id, sealed, found);
  }
  engine_done(s);
  return rc;
}

static int find_candidates(struct ctx *c, const struct record *rec, const char *kind, const char *value, struct candidates *found)
{
  struct epoch epochs[EPOCHS_MOST];
  uint8_t key[KEY_BYTES];
  int rc = epochs_current(c);
  for (size_t e = keys_epochs(c, epochs); rc == OK && e--; ) {
    rc = keys_lookup_key(c, epochs[e].number, key);
    if (absent(c, rc)) { rc = OK; continue; }                        /* destroyed this moment: all is under a newer one */
    const struct sought v = sought(key, rec->name, kind, value);
    for (unsigned which = 0; rc == OK && which < SPREAD; which++) rc = read_bucket(c, &v, epochs[e].number, bucket_of(&v, which), found);
  }
  sodium_memzero(key, sizeof key);
  return rc;
}

/* --- checking ---------------------------------------------------------------------------------------------- */

static bool in_its_buckets(const struct sought *v, int64_t bucket)
{
  for (unsigned which = 0; which < SPREAD; which++) if (bucket_of(v, which) == bucket) return true;
  return false;
}

static int found_by(struct ctx *c, const struct sought *v, const char *kind, struct id record, bool *out)
{
  const struct id id = row_of(v->key, kind, record);
  struct candidates found;
  struct statement *s;
  int64_t bucket = -1;
  size_t size;
  bool row;
  found.count = 0;
  TRY(engine_prepare(c, "SELECT bucket, sealed FROM lookup WHERE id = $1", &s));
  engine_bind(s, 1, param_id(id));
  const int rc = engine_step(c, s, &row);
  if (rc == OK && row && engine_int(s, 0, &bucket) && in_its_buckets(v, bucket)) {
    const uint8_t *const sealed = engine_bytes(s, 1, &size);
    if (sealed && size == SEALED_CONTENT) look_at(v, id, sealed, &found);
  }
  engine_done(s);
  *out = found.count == 1 && id_same(found.at[0], record);
  return rc;
}

static int found_in_an_epoch(struct ctx *c, const struct record *rec, const char *kind, const char *value, struct id record, bool *out)
{
  struct epoch epochs[EPOCHS_MOST];
  uint8_t key[KEY_BYTES];
  int rc = epochs_current(c);
  *out = false;
  for (size_t e = keys_epochs(c, epochs); rc == OK && !*out && e--; ) {
    rc = keys_lookup_key(c, epochs[e].number, key);
    if (absent(c, rc)) { rc = OK; continue; }
    const struct sought v = sought(key, rec->name, kind, value);
    rc = found_by(c, &v, kind, record, out);
  }
  sodium_memzero(key, sizeof key);
  return rc;
}

int lookups_check(struct ctx *c, const struct record *rec, const void *row, struct id id, bool *out)
{
  *out = true;
  for (size_t i = 0; *out && rec->lookups && i < rec->lookups->count; i++) {
    const struct lookup *const l = &rec->lookups->at[i];
    const char *const value = l->value(c, row);
    if (value) TRY(found_in_an_epoch(c, rec, l->kind, value, id, out));
  }
  return OK;
}

/* --- searching ---------------------------------------------------------------------------------------------- */

static const struct lookup *lookup_named(const struct record *rec, const char *kind)
{
  for (size_t i = 0; rec->lookups && i < rec->lookups->count; i++) if (strcmp(rec->lookups->at[i].kind, kind) == 0) return &rec->lookups->at[i];
  return NULL;
}

int search_allowed(struct ctx *c, int64_t own)
{
  int64_t lately;
  if (c->scope.reach == REACH_ALL) return OK;
  TRY(journal_lately(c, "search", HOUR_MS, &lately));
  return lately - own < SEARCHES_AN_HOUR ? OK : fail(c, ERR_OFTEN, NULL, N_("You have searched very often in the last hour. Wait a while, or ask a colleague."));
}

int record_find_(struct ctx *c, const struct record *rec, void **rows, size_t *count, const char *kind, const char *value)
{
  const struct lookup *const l = lookup_named(rec, kind);
  struct candidates *const found = arena_new(&c->arena, struct candidates, 1);
  if (!l) return fail(c, ERR_STORE, rec->name, "there is no such look-up");
  TRY(search_allowed(c, 0));
  journal_later(c, "search", rec->name, ID_NONE, ID_NONE, kind);
  TRY(find_candidates(c, rec, kind, value, found));
  char *const out = arena_array(&c->arena, found->count + 1, rec->size);
  size_t n = 0;
  for (size_t i = 0; i < found->count; i++) {
    void *const row = out + n * rec->size;
    const int rc = record_get_(c, rec, found->at[i], row);
    if (absent(c, rc)) continue;
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
