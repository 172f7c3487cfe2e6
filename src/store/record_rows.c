#include "record_rows.h"

int record_rows_in(struct ctx *c, const struct record *rec, struct id compartment, struct id after, size_t most, struct list *out)
{
  const struct param of[] = { param_id(compartment), param_bytes(after.b, sizeof after.b), param_int((int64_t)most) };      /* before the first id there is zero, not nothing */
  struct buf sql = { 0 };
  struct list found = { 0 };
  if (rec->protection != SEALED) return fail(c, ERR_STORE, rec->name, "not a sealed record");
  put(&sql, "FROM "); put(&sql, rec->name);
  put(&sql, " WHERE "); put(&sql, rec->name); put(&sql, ".region = $1 AND ");
  put(&sql, rec->name); put(&sql, ".compartment = $2 AND ");
  put(&sql, rec->name); put(&sql, ".id > $3 ORDER BY ");
  put(&sql, rec->name); put(&sql, ".id LIMIT $4");
  struct query in;
  in = (struct query){ rec, buf_text(&sql) };
  const int rc = record_select_(c, rec, &found.rows, &found.count, &in, ((struct params){ COUNT(of), of }));
  buf_release(&sql);
  if (rc == OK) *out = found;
  return rc;
}
