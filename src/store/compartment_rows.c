/* Deleting the rows of a compartment that nobody may read any more: without opening one. */
#include "record_internal.h"

enum { AT_ONCE = 256 };
struct erased_rows { const struct records *records; int64_t *rows; };

static int some_ids(struct ctx *c, const struct record *rec, struct id compartment, struct id *out, size_t *count)
{
  struct buf sql = { 0 };
  struct statement *s;
  bool row;
  *count = 0;
  put(&sql, "SELECT id FROM "); put(&sql, rec->name); put(&sql, " WHERE region = $1 AND compartment = $2 LIMIT 256");
  int rc = engine_prepare(c, buf_text(&sql), &s);
  buf_release(&sql);
  if (rc != OK) return rc;
  engine_bind(s, 1, param_text(c->scope.region));
  engine_bind(s, 2, param_id(compartment));
  while (*count < AT_ONCE && (rc = engine_step(c, s, &row)) == OK && row) if (engine_id(s, 0, &out[*count])) ++*count;
  engine_done(s);
  return rc;
}

static int delete_by(struct ctx *c, const char *table, const char *column, struct id id)
{
  struct buf sql = { 0 };
  put(&sql, "DELETE FROM "); put(&sql, table); put(&sql, " WHERE "); put(&sql, column); put(&sql, " = $1");
  const int rc = engine_run(c, buf_text(&sql), P(id));
  buf_release(&sql);
  return rc;
}

static int delete_one(struct ctx *c, const struct record *rec, struct id id)
{
  for (size_t i = 0; i < rec->count; i++)
    if (rec->fields[i].kind == FIELD_LIST) TRY(delete_by(c, rec->fields[i].target->name, "parent", id));
  TRY(lookups_delete(c, rec, id));
  return delete_by(c, rec->name, "id", id);
}

/* Each erased compartment that this database knows. */
static int delete_erased(struct ctx *c, struct id compartment, struct instant at, void *arg)
{
  const struct erased_rows *const e = arg;
  const char *const own = c->scope.region;
  struct compartment what;
  (void)at;
  int rc = compartment_get(c, compartment, &what);
  if (absent(c, rc)) return OK;
  c->scope.region = what.region;
  for (size_t i = 0; rc == OK && i < e->records->count; i++)
    if (e->records->at[i]->protection == SEALED) rc = compartment_rows_delete(c, e->records->at[i], compartment, e->rows);
  c->scope.region = own;
  return rc;
}

int erased_rows_delete(struct ctx *c, const struct records *records, int64_t *rows)
{
  *rows = 0;
  return erased_each(c, delete_erased, &(struct erased_rows){ records, rows });
}

int compartment_rows_delete(struct ctx *c, const struct record *rec, struct id compartment, int64_t *rows)
{
  struct id ids[AT_ONCE];
  size_t count;
  if (rec->protection != SEALED) return fail(c, ERR_STORE, rec->name, "not a sealed record");
  do {
    TRY(some_ids(c, rec, compartment, ids, &count));
    for (size_t i = 0; i < count; i++) TRY(delete_one(c, rec, ids[i]));
    *rows += (int64_t)count;
  } while (count == AT_ONCE);
  return OK;
}
