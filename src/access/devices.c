#include "devices.h"
#include "devices_internal.h"
#include "text.h"
#include "tokens.h"

_Static_assert((int)DEVICE_TOKEN_TEXT == (int)TOKEN_TEXT, "one form of tokens");

/* A log: knowing a device is no change that the journal tells of. It gives no way in, only a count of its own. */
static const struct field fields[] = {
  F_REF (known_device, account,    REQUIRED, account, N_("Colleague")),
  F_TEXT(known_device, token_hash, REQUIRED | SECRET, N_("Hash of the key")),
  F_TIME(known_device, used,       REQUIRED, N_("Last use")),
};
const struct record known_device_record = RECORD_(known_device, fields, .grants = true, .log = true);

static bool alive(const struct ctx *c, const struct known_device *d) { return c->now - d->used.ms < DEVICE_DAYS * DAY_MS; }

/* The rows of those who share the device; none where the token is not one of ours. */
static int sharers(struct ctx *c, const char *token, char hash[static TOKEN_HASH_TEXT], struct known_device_list *out)
{
  const int rc = token_hash(c, "device", token, hash);
  if (rc == OK) return devices_of_hash(c, hash, out);
  if (!absent(c, rc)) return rc;
  *out = (struct known_device_list){ .count = 0 };
  return OK;
}

int device_known(struct ctx *c, struct id account, const char *token, bool *known, const char **hash)
{
  struct known_device_list rows;
  char text[TOKEN_HASH_TEXT];
  TRY(sharers(c, token, text, &rows));
  *known = false;
  *hash = NULL;
  for (size_t i = 0; i < rows.count; i++)
    if (id_known(account) && id_same(rows.at[i].account, account) && alive(c, &rows.at[i])) { *known = true; *hash = arena_text(&c->arena, text, sizeof text - 1); }
  return OK;
}

int device_remember(struct ctx *c, struct id account, const char *old_token, char token[static DEVICE_TOKEN_TEXT])
{
  struct known_device_list rows;
  char old[TOKEN_HASH_TEXT], made[TOKEN_TEXT], hash[TOKEN_HASH_TEXT];
  bool there = false;
  TRY(sharers(c, old_token, old, &rows));
  TRY(token_make(c, "device", made, hash));
  for (size_t i = 0; i < rows.count; i++) {
    struct known_device *const d = &rows.at[i];
    if (id_same(d->account, account)) { d->used = (struct instant){ c->now }; there = true; }
    d->token_hash = hash;
    TRY(global_update(c, known_device, d));
  }
  const struct known_device new = { .account = account, .token_hash = hash, .used = { c->now } };
  if (!there) TRY(global_insert(c, known_device, &new, NULL));
  memcpy(token, made, sizeof made);
  return OK;
}

static int delete_all(struct ctx *c, const struct known_device_list *rows)
{
  for (size_t i = 0; i < rows->count; i++) TRY(global_delete(c, known_device, rows->at[i].id));
  return OK;
}

int devices_forget(struct ctx *c, struct id account)
{
  struct known_device_list rows;
  TRY(devices_of(c, account, &rows));
  return delete_all(c, &rows);
}

int devices_clean(struct ctx *c)
{
  struct known_device_list rows;
  TRY(devices_before(c, (struct instant){ c->now - DEVICE_DAYS * DAY_MS }, &rows));
  return delete_all(c, &rows);
}
