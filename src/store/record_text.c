/* The texts of a record's statements. */
#include "record_internal.h"
#include "text.h"

void put_columns(struct buf *b, const struct record *rec)
{
  bool first = rec->part;
  if (rec->base) put_columns(b, rec->base);
  else if (!rec->part) { put(b, rec->name); put(b, ".id, "); put(b, rec->name); put(b, ".version"); }
  if (rec->protection == SEALED) { put(b, ", "); put(b, rec->name); put(b, ".compartment"); }
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *f = &rec->fields[i];
    if (f->kind == FIELD_LIST) continue;
    if (!first) put(b, ", ");
    first = false;
    if (f->sql) { put(b, f->sql); continue; }
    put(b, rec->name); put_char(b, '.'); put(b, f->name);
  }
  if (!rec->grants) return;
  put(b, ", "); put(b, rec->name); put(b, ".mac, ");
  if (rec->log) { put(b, "0"); return; }                       /* the journal does not tell of it */
  put(b, "(SELECT max(journal.record_version) FROM journal WHERE journal.record_id = "); put(b, rec->name);
  put(b, ".id AND journal.verb <> 'read')");                 /* so that it is found by the index of changes */
}

/* Names of the columns after id and version, or their numbers from `n`. */
static void put_names(struct buf *b, const struct record *rec, bool numbers, int n)
{
  static const char *const before[] = { "region", "compartment" };
  for (int i = 0; i < (rec->protection == SEALED ? 2 : rec->protection == REGIONAL); i++) {
    put(b, ", ");
    if (numbers) { put_char(b, '$'); put_int(b, n++); } else put(b, before[i]);
  }
  for (size_t i = 0; i < rec->count; i++) {
    if (rec->fields[i].kind == FIELD_LIST) continue;
    put(b, ", ");
    if (numbers) { put_char(b, '$'); put_int(b, n++); } else put(b, rec->fields[i].name);
  }
  if (!rec->grants) return;
  put(b, ", ");
  if (numbers) { put_char(b, '$'); put_int(b, n); } else put(b, "mac");
}

void put_insert(struct buf *b, const struct record *rec)
{
  put(b, "INSERT INTO "); put(b, rec->name);
  put(b, rec->part ? " (parent, position" : " (id, version");
  put_names(b, rec, false, 0);
  put(b, ") VALUES ($1, $2");
  put_names(b, rec, true, 3);
  put_char(b, ')');
}

/* Region and compartment of a row never change. */
void put_update(struct buf *b, const struct record *rec)
{
  int n = 3 + (rec->protection == SEALED ? 2 : rec->protection == REGIONAL);
  put(b, "UPDATE "); put(b, rec->name); put(b, " SET version = version + 1");
  for (size_t i = 0; i < rec->count; i++) {
    if (rec->fields[i].kind == FIELD_LIST) continue;
    put(b, ", "); put(b, rec->fields[i].name); put(b, " = $"); put_int(b, n++);
  }
  if (rec->grants) { put(b, ", mac = $"); put_int(b, n); }
  put(b, " WHERE id = $1 AND version = $2");
  if (rec->protection != GLOBAL) put(b, " AND region = $3");
  if (rec->protection == SEALED) put(b, " AND compartment = $4");
}

static void put_predicate(struct buf *b, const struct query *q, const struct record *rec, int n)
{
  put(b, " AND ");
  if (q->wide) { put(b, rec->name); put(b, ".compartment IN (SELECT compartment FROM involvement WHERE involvement.region = $1"); }
  else { put(b, "EXISTS (SELECT 1 FROM involvement WHERE involvement.region = $1 AND involvement.compartment = "); put(b, rec->name); put(b, ".compartment"); }
  put(b, " AND involvement.account = $"); put_int(b, n);
  put(b, " AND involvement.organisation = $"); put_int(b, n + 1);
  put(b, " AND involvement.ended IS NULL AND (involvement.until IS NULL OR involvement.until > $"); put_int(b, n + 2);
  put(b, q->wide ? "))" : ") LIMIT 1 OFFSET 0)");            /* which keeps PostgreSQL from beginning at all that the actor is involved in */
}

/* Where the conditions end: the first GROUP BY, ORDER BY or LIMIT outside brackets. */
static const char *after_conditions(const char *sql)
{
  int depth = 0;
  for (; *sql; sql++) {
    depth += (*sql == '(') - (*sql == ')');
    if (depth == 0 && (strncmp(sql, " GROUP BY ", 10) == 0 || strncmp(sql, " ORDER BY ", 10) == 0 || strncmp(sql, " LIMIT ", 7) == 0)) break;
  }
  return sql;
}

/* Behind "WHERE person.region = $1", the first condition, to which everything else is joined by AND; NULL: it is not there. */
static const char *behind_region(const struct record *rec, const char *sql)
{
  static const char region[] = ".region = $1";
  const char *const where = strstr(sql, " WHERE ");
  const size_t n = strlen(rec->name);
  if (!where || strncmp(where + 7, rec->name, n) != 0 || strncmp(where + 7 + n, region, sizeof region - 1) != 0) return NULL;
  const char *const at = where + 7 + n + sizeof region - 1;
  return !*at || strncmp(at, " AND ", 5) == 0 || after_conditions(at) == at ? at : NULL;
}

int query_text_of(struct ctx *c, const struct query *q, size_t own, const char **out)
{
  const struct record *const rec = top_record(q->rec);
  struct buf b = { 0 };
  if (rec->protection == GLOBAL) { *out = q->sql; return OK; }
  const char *const region = behind_region(rec, q->sql), *const rest = region ? after_conditions(region) : NULL;
  if (!region) return fail(c, ERR_STORE, rec->name, "a statement of a regional table must begin with its region");
  put_mem(&b, q->sql, (size_t)(region - q->sql));
  if (rest != region) {                                        /* in brackets: an OR of a statement gets round neither region nor predicate */
    put(&b, " AND (");
    put_mem(&b, region + 5, (size_t)(rest - region - 5));
    put_char(&b, ')');
  }
  if (rec->protection == SEALED && c->scope.reach != REACH_ALL) put_predicate(&b, q, rec, (int)own + 2);
  put(&b, rest);
  *out = buf_to_arena(&c->arena, &b);
  return OK;
}
