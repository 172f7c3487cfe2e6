#include "attempts.h"
#include "slow_down.h"
#include "tokens.h"

static const struct field fields[] = {
  F_INT (sign_in_failure, failed, REQUIRED, N_("Wrong attempts")),
  F_TIME(sign_in_failure, at,     REQUIRED, N_("Last time")),
};
const struct record sign_in_failure_record = RECORD_(sign_in_failure, fields, .log = true);

int attempt_counter(struct ctx *c, const char *what, const char *subject, struct id account, const char *device_token, struct id *out)
{
  const char *hash;
  bool known;
  TRY(device_known(c, account, device_token, &known, &hash));
  return token_id(c, (const char *const[]){ "attempts", what, subject, known ? hash : NULL, NULL }, out);
}

/* All zero where nothing is counted. */
static int read(struct ctx *c, struct id counter, struct sign_in_failure *out)
{
  struct sign_in_failure f = { 0 };
  const int rc = global_get(c, sign_in_failure, counter, &f);
  if (rc != OK && !absent(c, rc)) return rc;
  *out = f;
  return OK;
}

int attempt_wait(struct ctx *c, struct id counter, int64_t *out)
{
  struct sign_in_failure f;
  TRY(read(c, counter, &f));
  *out = slow_down_wait((uint32_t)f.failed.n, f.at.ms, c->now);
  return OK;
}

int attempt_failed(struct ctx *c, struct id counter, uint32_t *in_a_row)
{
  struct sign_in_failure f;
  TRY(read(c, counter, &f));
  *in_a_row = slow_down_counted((uint32_t)f.failed.n, f.at.ms, c->now) + 1;
  const bool there = id_known(f.id);
  f.id = counter;
  f.failed = num((int32_t)*in_a_row);
  f.at = (struct instant){ c->now };
  return there ? global_update(c, sign_in_failure, &f) : global_insert(c, sign_in_failure, &f, NULL);
}

int attempt_forgiven(struct ctx *c, struct id counter)
{
  const int rc = global_delete(c, sign_in_failure, counter);
  return absent(c, rc) ? OK : rc;
}

int attempts_clean(struct ctx *c)
{
  struct sign_in_failure_list old;
  TRY(attempts_before(c, (struct instant){ c->now - SLOW_DOWN_FORGIVEN_MS }, &old));
  for (size_t i = 0; i < old.count; i++) TRY(global_delete(c, sign_in_failure, old.at[i].id));
  return OK;
}
