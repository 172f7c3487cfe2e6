/* Compartments: a key each, wrapped with an epoch key, destroyed to erase. */
#include "seal.h"
#include "engine.h"
#include "epochs.h"
#include "ids.h"
#include "journal.h"
#include "log.h"
#include "seal_internal.h"
#include <sodium.h>

DEFINE_CHOICES(compartment_kind, COMPARTMENT_KINDS)

static const struct field fields[] = {
  F_TEXT(compartment, region, OPTIONAL, N_("Region"), .max = 60),
  F_ENUM(compartment, kind,   REQUIRED, compartment_kind, N_("What it holds the files of")),
  F_TIME(compartment, made,   REQUIRED, N_("Made")),
  F_TIME(compartment, erased, OPTIONAL, N_("Erased")),
};
const struct record compartment_record = RECORD(compartment, fields);

int compartment_get(struct ctx *c, struct id id, struct compartment *out) { return global_get(c, compartment, id, out); }

static int write_key(struct ctx *c, struct id compartment, const uint8_t key[static KEY_BYTES])
{
  struct wrapped w;
  TRY(epochs_current(c));
  TRY(keys_wrap(c, compartment, key, &w));
  return engine_run(c, "UPDATE compartment SET epoch = $2, wrapped = $3 WHERE id = $1",
                    (struct params){ 3, (const struct param[]){ param_id(compartment), param_int(w.epoch), param_bytes(w.bytes, sizeof w.bytes) } });
}

int compartment_make(struct ctx *c, enum compartment_kind kind, struct id *out)
{
  const struct compartment new = { .region = kind == COMPARTMENT_ACCOUNT ? NULL : c->scope.region, .kind = kind, .made = { c->now } };
  uint8_t key[KEY_BYTES];
  struct id id;
  if (kind != COMPARTMENT_ACCOUNT && !c->scope.region) return fail(c, ERR_INVALID, NULL, N_("Choose first for which region you work."));
  TRY(global_insert(c, compartment, &new, &id));
  c->random(key, sizeof key);
  const int rc = write_key(c, id, key);
  if (rc == OK) opened_add(c, id, key);
  sodium_memzero(key, sizeof key);
  if (rc == OK) *out = id;
  return rc;
}

/* ERR_NOT_FOUND: no such row, or erased. */
static int read_wrapped(struct ctx *c, struct id compartment, struct wrapped *out)
{
  struct statement *s;
  bool row;
  int64_t epoch = 0;
  size_t size;
  TRY(engine_prepare(c, "SELECT epoch, wrapped FROM compartment WHERE id = $1", &s));
  engine_bind(s, 1, param_id(compartment));
  int rc = engine_step(c, s, &row);
  const void *const bytes = rc == OK && row ? engine_bytes(s, 1, &size) : NULL;
  if (rc == OK && (!bytes || !engine_int(s, 0, &epoch))) rc = not_there(c);
  else if (rc == OK && size != WRAPPED_BYTES) rc = fail(c, ERR_STORE, NULL, N_("A key in the database was changed outside the program."));
  if (rc == OK && bytes) {
    out->epoch = (int32_t)epoch;
    memcpy(out->bytes, bytes, WRAPPED_BYTES);
  }
  engine_done(s);
  return rc;
}

int compartment_open(struct ctx *c, struct id compartment)
{
  struct wrapped w;
  uint8_t key[KEY_BYTES];
  if (opened_find(c, compartment)) return OK;
  TRY(read_wrapped(c, compartment, &w));
  TRY(keys_unwrap(c, compartment, &w, key));
  opened_add(c, compartment, key);
  sodium_memzero(key, sizeof key);
  return OK;
}

/* --- erasing ------------------------------------------------------------------------------------------- */

static int destroy_key(struct ctx *c, struct id compartment)
{
  struct compartment row;
  TRY(compartment_get(c, compartment, &row));
  TRY(engine_run(c, "UPDATE compartment SET epoch = NULL, wrapped = NULL WHERE id = $1", P(compartment)));
  if (instant_known(row.erased)) return OK;
  row.erased = (struct instant){ c->now };
  return global_update(c, compartment, &row);
}

int compartment_erase(struct ctx *c, struct id compartment)
{
  struct compartment row;
  TRY(compartment_get(c, compartment, &row));
  if (instant_known(row.erased)) return OK;
  TRY(erased_add(c, compartment));
  seal_forget(c);
  return destroy_key(c, compartment);
}

static int erase_again(struct ctx *c, struct id compartment, struct instant at, void *arg)
{
  struct wrapped w;
  (void)at;
  const int rc = read_wrapped(c, compartment, &w);
  if (absent(c, rc)) return OK;
  TRY(rc);
  ++*(size_t *)arg;
  return destroy_key(c, compartment);
}

int compartments_replay_erased(struct ctx *c, size_t *again)
{
  *again = 0;
  return erased_each(c, erase_again, again);
}

/* --- epochs ------------------------------------------------------------------------------------------------ */

/* Some ids behind `after`, in order, whatever epoch they are of: one that is stuck must not hold up the others. */
static int ids_after(struct ctx *c, struct id after, size_t most, struct id *out, size_t *count)
{
  struct statement *s;
  bool row;
  *count = 0;
  TRY(engine_prepare(c, "SELECT id FROM compartment WHERE id > $1 ORDER BY id LIMIT $2", &s));
  engine_bind(s, 1, param_bytes(after.b, sizeof after.b));
  engine_bind(s, 2, param_int((int64_t)most));
  int rc = OK;
  while (*count < most && (rc = engine_step(c, s, &row)) == OK && row) if (engine_id(s, 0, &out[*count])) ++*count;
  engine_done(s);
  return rc;
}

/* `*did`: it was of an older epoch. */
static int wrap_again(struct ctx *c, struct id compartment, int32_t newest, bool *did)
{
  struct wrapped w = { 0 };
  uint8_t key[KEY_BYTES];
  *did = false;
  TRY(read_wrapped(c, compartment, &w));
  if (w.epoch == newest) return OK;
  TRY(keys_unwrap(c, compartment, &w, key));
  const int rc = write_key(c, compartment, key);
  sodium_memzero(key, sizeof key);
  *did = rc == OK;
  return rc;
}

int compartments_rewrap(struct ctx *c, struct id *after, size_t most, size_t *seen, size_t *wrapped, size_t *stuck)
{
  struct epoch epochs[EPOCHS_MOST];
  const size_t alive = keys_epochs(c, epochs);
  struct id *const ids = arena_new(&c->arena, struct id, most);
  if (!alive) return no_keys(c);
  *seen = *wrapped = *stuck = 0;
  TRY(ids_after(c, *after, most, ids, seen));
  for (size_t i = 0; i < *seen; i++) {
    bool did;
    char id[ID_TEXT];
    const int rc = wrap_again(c, ids[i], epochs[alive - 1].number, &did);
    if (rc != OK && rc != ERR_NOT_FOUND && rc != ERR_STORE) return rc;
    *wrapped += rc == OK && did;
    if (rc != ERR_STORE) continue;                          /* not found: erased, or of an epoch that was destroyed before */
    id_format(ids[i], id);
    log_error(c, "compartment %s", id);
    ++*stuck;
  }
  if (*seen) *after = ids[*seen - 1];
  return OK;
}

int compartment_check(struct ctx *c, struct id compartment)
{
  struct wrapped w;
  uint8_t key[KEY_BYTES];
  TRY(read_wrapped(c, compartment, &w));
  const int rc = keys_unwrap(c, compartment, &w, key);
  sodium_memzero(key, sizeof key);
  return rc;
}
