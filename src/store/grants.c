/* Rows that grant carry a MAC over all they say, and count only in the newest version that the journal knows. */
#include "record_internal.h"
#include "journal.h"
#include "log.h"
#include <sodium.h>

/* A field that nobody answered is left out, so that a column added later does not spoil what was written before it. */
int grant_mac(struct ctx *c, const struct record *rec, const void *row, struct id id, int32_t version, uint8_t mac[static MAC_BYTES])
{
  struct buf b = { 0 }, value = { 0 };
  put_sized(&b, rec->name, strlen(rec->name));
  put_sized(&b, id.b, sizeof id.b);
  put_int(&b, version);
  if (rec->protection != GLOBAL) put_sized(&b, c->scope.region ? c->scope.region : "", c->scope.region ? strlen(c->scope.region) : 0);
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    if (!field_known(f, row)) continue;
    value.len = 0;
    field_print(f, row, &value);
    put_sized(&b, f->name, strlen(f->name));
    put_sized(&b, value.at, value.len);
  }
  const int rc = b.failed || value.failed ? fail(c, ERR_FULL, NULL, N_("Out of memory.")) : keys_mac(c, KEY_GRANTS, b.at, b.len, mac);
  buf_release(&b);
  buf_release(&value);
  return rc;
}

/* In the log at once, and in the journal with the reads: once per row and request. */
static int refused(struct ctx *c, const struct record *rec, const void *row)
{
  if (c->scope.reach != REACH_ALL) journal_once(c, "refused", rec->name, *(const struct id *)row);
  char id[ID_TEXT];
  id_format(*(const struct id *)row, id);
  c->error = (struct error){ ERR_STORE, rec->name, "this row was not written by the program, or put back from before: it does not count" };
  log_error(c, "refused %s %s", rec->name, id);
  c->error = (struct error){ 0 };
  return ROW_REFUSED;
}

int grant_check(struct ctx *c, const struct record *rec, const void *row, const uint8_t *mac, size_t size, int64_t newest)
{
  uint8_t own[MAC_BYTES];
  const struct id id = *(const struct id *)row;
  TRY(grant_mac(c, rec, row, id, row_version(row), own));
  if (!mac || size != MAC_BYTES || sodium_memcmp(mac, own, MAC_BYTES) != 0) return refused(c, rec, row);
  return rec->log || newest == row_version(row) ? OK : refused(c, rec, row);
}
