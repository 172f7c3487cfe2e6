/* Rows out of the database: by declaration, opened where they are sealed, left out where they do not count. */
#include "record_internal.h"
#include "involvement.h"
#include "journal.h"
#include "reads.h"

/* SELECT with the record's columns, then `rest`. */
int prepare_select(struct ctx *c, const struct record *rec, const char *rest, struct statement **out)
{
  struct buf b = { 0 };
  put(&b, "SELECT ");
  put_columns(&b, rec);
  put_char(&b, ' ');
  put(&b, rest);
  const int rc = engine_prepare(c, buf_text(&b), out);
  buf_release(&b);
  return rc;
}

/* --- rows out ---------------------------------------------------------------------------- */

static int unreadable(struct ctx *c, const struct field *f)
{
  return fail(c, ERR_STORE, f->name, "the database holds a value that this program does not know");
}

/* `row` is zeroed, so a NULL column needs nothing: unknown is zero. A key that is not known is an error, not unknown:
 * the next update would erase it. */
static int read_field(struct ctx *c, struct statement *s, int col, const struct field *f, void *row)
{
  size_t len;
  int64_t n;
  if (f->kind == FIELD_REF && engine_id(s, col, field_in(f, row))) return OK;
  if (f->kind == FIELD_TIME && engine_int(s, col, &n)) { *(struct instant *)field_in(f, row) = (struct instant){ n }; return OK; }
  if (f->kind == FIELD_INT && engine_int(s, col, &n) && n == (int32_t)n) { *(struct num *)field_in(f, row) = num((int32_t)n); return OK; }
  const char *text = engine_text(s, col, &len);
  if (!text) return OK;
  if (f->kind == FIELD_REF || f->kind == FIELD_INT || f->kind == FIELD_TIME) return unreadable(c, f);
  if (f->kind == FIELD_TEXT) { *(const char **)field_in(f, row) = arena_text(&c->arena, text, len); return OK; }
  if (f->kind == FIELD_DATE) return date_parse(text, field_in(f, row)) ? OK : unreadable(c, f);
  return field_parse(c, f, text, row) ? unreadable(c, f) : OK;
}

/* A sealed value is the field's text form. */
static int read_sealed(struct ctx *c, struct statement *s, int col, const struct record *rec, const struct field *f, void *row)
{
  struct sealed value;
  const char *text;
  const struct seal_place at = { rec->name, f->name, *(const struct id *)row, row_compartment(row), row_version(row) };
  value.bytes = engine_bytes(s, col, &value.size);
  TRY(unseal(c, &at, value, &text));
  if (!text) return OK;
  if (f->kind == FIELD_TEXT) { *(const char **)field_in(f, row) = text; return OK; }
  if (f->kind == FIELD_DATE) return date_parse(text, field_in(f, row)) ? OK : unreadable(c, f);
  return field_parse(c, f, text, row) ? unreadable(c, f) : OK;
}

static int read_head(struct ctx *c, struct statement *s, const struct record *rec, void *row, int *col)
{
  int64_t version = 0;
  struct id compartment = ID_NONE;
  (void)engine_id(s, (*col)++, row);
  (void)engine_int(s, (*col)++, &version);
  const int32_t v = (int32_t)version;
  memcpy((char *)row + sizeof(struct id), &v, sizeof v);
  if (rec->protection != SEALED) return OK;
  (void)engine_id(s, (*col)++, &compartment);
  memcpy((char *)row + sizeof(struct id) + sizeof v, &compartment, sizeof compartment);
  const int rc = involvement_open(c, compartment);
  return rc == ERR_NOT_FOUND ? ROW_REFUSED : rc;
}

int read_row(struct ctx *c, struct statement *s, const struct record *rec, void *row, int *col)
{
  if (rec->base) TRY(read_row(c, s, rec->base, row, col));
  else if (!rec->part) TRY(read_head(c, s, rec, row, col));
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    if (f->kind == FIELD_LIST) continue;
    TRY(field_sealed(rec, f) ? read_sealed(c, s, *col, rec, f, row) : read_field(c, s, *col, f, row));
    ++*col;
  }
  if (rec->protection == SEALED && rec->count) journal_read(c, rec, *(const struct id *)row, row_compartment(row));
  if (!rec->grants) return OK;
  size_t size;
  int64_t newest = 0;
  const uint8_t *const mac = engine_bytes(s, (*col)++, &size);
  (void)engine_int(s, (*col)++, &newest);
  return grant_check(c, rec, row, mac, size, newest);
}

/* Room for one more row at the end of `rows`, doubled when full; zeroed. */
static void *next_row(struct arena *a, size_t size, struct list *rows, size_t *room)
{
  if (rows->count == *room) {
    *room = *room ? *room * 2 : 16;
    void *more = arena_array(a, *room, size);
    if (rows->count) memcpy(more, rows->rows, rows->count * size);
    rows->rows = more;
  }
  return (char *)rows->rows + rows->count++ * size;
}

static int read_rows(struct ctx *c, struct statement *s, const struct record *rec, struct list *out)
{
  struct list rows = { 0 };
  size_t room = 0;
  for (bool more; ; ) {
    int col = 0;
    TRY(engine_step(c, s, &more));
    if (!more) break;
    void *const row = next_row(&c->arena, rec->size, &rows, &room);
    const int rc = read_row(c, s, rec, row, &col);
    if (rc == ROW_REFUSED) { memset(row, 0, rec->size); rows.count--; continue; }
    if (rc != OK) return rc;
    if (c->arena.failed) return fail(c, ERR_FULL, NULL, N_("This is too much to show at once."));
  }
  *out = rows;
  return OK;
}

/* What the answer depends on. That a row that grants is its newest version the journal tells, which is written together with it. */
static uint64_t tables_behind(const struct statement *s, const struct record *rec)
{
  return rec->grants && !rec->log ? s->tables & ~JOURNAL_TABLE : s->tables;
}

static void tell_of_reading(struct ctx *c, const struct record *rec, struct list rows)
{
  const struct record *const top = top_record(rec);
  for (size_t i = 0; top->protection == SEALED && top->count && i < rows.count; i++) {
    const void *const row = list_row(rec, rows, i);
    journal_read(c, top, *(const struct id *)row, row_compartment(row));
  }
}

/* Rows that do not count are left out. What the same transaction read before is told of again, though not asked for. */
static int rows_of(struct ctx *c, struct statement *s, const struct record *rec, struct params p, struct list *out)
{
  const uint64_t tables = tables_behind(s, rec);
  if (reads_find(c, s, tables, p, out)) { tell_of_reading(c, rec, *out); return OK; }
  for (size_t i = 0; i < p.count; i++) engine_bind(s, (int)i + 1, p.at[i]);
  const int rc = read_rows(c, s, rec, out);
  engine_done(s);
  if (rc == OK) reads_keep(c, s, tables, p, out, rec->size);
  return rc;
}

static int select_rows(struct ctx *c, const struct record *rec, const char *rest, struct params p, struct list *out)
{
  struct statement *s;
  TRY(prepare_select(c, rec, rest, &s));
  return rows_of(c, s, rec, p, out);
}

/* By a query with so many parameters of its own. */
static int select_query(struct ctx *c, const struct record *rec, const struct query *q, size_t own, struct params p, struct list *out)
{
  const struct made_of *const of = MADE_OF(rec, q->sql, (int)own * 4 + q->wide * 2 + (c->scope.reach != REACH_ALL));
  struct statement *s;
  const char *text;
  TRY(engine_again(c, of, &s));
  if (!s) {
    TRY(query_text_of(c, q, own, &text));
    TRY(prepare_select(c, rec, text, &s));
    kept_add(c->db, of, s);
  }
  return rows_of(c, s, rec, p, out);
}

/* --- lists --------------------------------------------------------------------------------- */

enum { ONE_BY_ONE = 64 };                     /* more parents than this: one pass over their range of the table of parts */

static int list_of_one(struct ctx *c, const struct field *f, void *row)
{
  struct buf sql = { 0 };
  struct list parts = { 0 };
  put(&sql, "FROM "); put(&sql, f->target->name); put(&sql, " WHERE parent = $1 ORDER BY position");
  const int rc = select_rows(c, f->target, buf_text(&sql), P(*(const struct id *)row), &parts);
  buf_release(&sql);
  memcpy(field_in(f, row), &parts, sizeof parts);
  return rc;
}

struct place { struct id id; void *row; };
static int by_id(const void *a, const void *b) { return memcmp(((const struct place *)a)->id.b, ((const struct place *)b)->id.b, sizeof(struct id)); }

/* The parts' table in order of parent, dealt out to the rows. The parent stands behind the part's own columns. */
static int deal_out(struct ctx *c, struct statement *s, const struct field *f, const struct place *places, size_t count)
{
  struct list parts = { 0 };
  struct place *now = NULL, key = { ID_NONE, NULL };
  size_t room = 0;
  int columns = 0;
  for (size_t i = 0; i < f->target->count; i++) columns += f->target->fields[i].kind != FIELD_LIST;
  for (bool more; ; ) {
    struct id parent = ID_NONE;
    int col = 0;
    TRY(engine_step(c, s, &more));
    if (!more) return OK;
    (void)engine_id(s, columns, &parent);
    if (!now || !id_same(parent, now->id)) {
      key.id = parent;
      now = bsearch(&key, places, count, sizeof *places, by_id);
      parts = (struct list){ 0 };
      room = 0;
      if (!now) continue;
    }
    TRY(read_row(c, s, f->target, next_row(&c->arena, f->target->size, &parts, &room), &col));
    memcpy(field_in(f, now->row), &parts, sizeof parts);
    if (c->arena.failed) return fail(c, ERR_FULL, NULL, N_("This is too much to show at once."));
  }
}

/* The ids of the parents are a range of the parts' table, which may hold others' in between. */
static int lists_of_many(struct ctx *c, const struct field *f, const struct record *rec, struct list rows)
{
  struct place *places = arena_new(&c->arena, struct place, rows.count);
  struct buf sql = { 0 };
  struct statement *s;
  for (size_t i = 0; i < rows.count; i++) {
    void *row = (char *)rows.rows + i * rec->size;
    places[i] = (struct place){ *(const struct id *)row, row };
  }
  qsort(places, rows.count, sizeof *places, by_id);
  put(&sql, "SELECT "); put_columns(&sql, f->target);
  put(&sql, ", parent FROM "); put(&sql, f->target->name);
  put(&sql, " WHERE parent >= $1 AND parent <= $2 ORDER BY parent, position");
  int rc = engine_prepare(c, buf_text(&sql), &s);
  buf_release(&sql);
  if (rc != OK) return rc;
  engine_bind(s, 1, param_id(places[0].id));
  engine_bind(s, 2, param_id(places[rows.count - 1].id));
  rc = deal_out(c, s, f, places, rows.count);
  engine_done(s);
  return rc;
}

static int read_lists(struct ctx *c, const struct record *rec, struct list rows)
{
  const struct record *t = top_record(rec);
  for (size_t k = 0; k < t->count; k++) {
    const struct field *f = &t->fields[k];
    if (f->kind != FIELD_LIST) continue;
    if (rows.count > ONE_BY_ONE) { TRY(lists_of_many(c, f, rec, rows)); continue; }
    for (size_t i = 0; i < rows.count; i++) TRY(list_of_one(c, f, (char *)rows.rows + i * rec->size));
  }
  return OK;
}

/* --- the public calls ------------------------------------------------------------------------ */

static int check_query(struct ctx *c, const struct record *rec, const struct query *q, bool global)
{
  if (q->rec != rec) return fail(c, ERR_STORE, NULL, "a query of another record");
  if ((top_record(rec)->protection == GLOBAL) != global) return fail(c, ERR_STORE, rec->name, "global records are read by global_, those of a region by record_");
  return OK;
}

int global_select_(struct ctx *c, const struct record *rec, void **rows, size_t *count, const struct query *q, struct params p)
{
  struct list found;
  TRY(check_query(c, rec, q, true));
  TRY(select_query(c, rec, q, 0, p, &found));
  TRY(read_lists(c, rec, found));
  *rows = found.rows;
  *count = found.count;
  return OK;
}

int global_one_(struct ctx *c, const struct record *rec, void *row, const struct query *q, struct params p)
{
  void *rows = NULL;
  size_t count = 0;
  TRY(global_select_(c, rec, &rows, &count, q, p));
  if (count == 0) return not_there(c);
  memcpy(row, rows, rec->size);
  return OK;
}

static const struct field counted_fields[] = { F_INT(counted, n, OPTIONAL, "How many", .sql = "CAST(count(*) AS BIGINT)") };
const struct record counted_record = PART(counted, counted_fields);

int global_count(struct ctx *c, const struct query *q, struct params p, int64_t *out)
{
  struct counted found = { 0 };
  TRY(global_one(c, counted, &found, q, p));
  *out = found.n.n;
  return OK;
}

int global_get_(struct ctx *c, const struct record *rec, struct id id, void *row)
{
  struct buf sql = { 0 };
  struct list found = { 0 };
  if (rec->protection != GLOBAL) return fail(c, ERR_STORE, rec->name, "not a global record");
  put(&sql, "FROM "); put(&sql, rec->name); put(&sql, " WHERE "); put(&sql, rec->name); put(&sql, ".id = $1");
  const int rc = select_rows(c, rec, buf_text(&sql), P(id), &found);
  buf_release(&sql);
  if (rc != OK) return rc;
  if (found.count == 0) return not_there(c);
  TRY(read_lists(c, rec, found));
  memcpy(row, found.rows, rec->size);
  return OK;
}

int global_each_(struct ctx *c, const struct record *rec, const struct query *q, struct params p, each_row *each, void *arg)
{
  struct statement *s;
  void *row = arena_alloc(&c->arena, rec->size);
  int rc = OK;
  TRY(check_query(c, rec, q, true));
  TRY(prepare_select(c, rec, q->sql, &s));
  engine_in_parts(s);
  for (size_t i = 0; i < p.count; i++) engine_bind(s, (int)i + 1, p.at[i]);
  for (bool more = true; rc == OK; ) {
    struct arena before = c->arena;
    int col = 0;
    c->arena = (struct arena){ .max = before.max };              /* the texts of one row at a time */
    rc = engine_step(c, s, &more);
    if (rc == OK && more) {
      memset(row, 0, rec->size);
      rc = read_row(c, s, rec, row, &col);
      if (rc == OK) rc = each(c, row, arg);
      else if (rc == ROW_REFUSED) rc = OK;
    }
    if (rc != OK) error_keep(c, &before);
    arena_release(&c->arena);
    c->arena = before;
    if (!more) break;
  }
  engine_done(s);
  return rc;
}

/* --- regional records -------------------------------------------------------------------------- */

enum { OWN_MOST = 12 };

int record_select_(struct ctx *c, const struct record *rec, void **rows, size_t *count, const struct query *q, struct params p)
{
  struct param all[OWN_MOST + 4] = { param_text(c->scope.region) };
  struct list found;
  size_t n = 1;
  TRY(check_query(c, rec, q, false));
  if (p.count > OWN_MOST) return fail(c, ERR_STORE, rec->name, "too many parameters");
  for (size_t i = 0; i < p.count; i++) all[n++] = p.at[i];
  if (top_record(rec)->protection == SEALED && c->scope.reach != REACH_ALL) {
    all[n++] = param_id(c->scope.reach == REACH_INVOLVED ? c->scope.actor : ID_NONE);
    all[n++] = param_id(c->scope.organisation);
    all[n++] = param_int(c->now);
  }
  TRY(select_query(c, rec, q, p.count, (struct params){ n, all }, &found));
  TRY(read_lists(c, rec, found));
  *rows = found.rows;
  *count = found.count;
  return OK;
}

int record_one_(struct ctx *c, const struct record *rec, void *row, const struct query *q, struct params p)
{
  void *rows = NULL;
  size_t count = 0;
  TRY(record_select_(c, rec, &rows, &count, q, p));
  if (count == 0) return not_there(c);
  memcpy(row, rows, rec->size);
  return OK;
}

int record_get_(struct ctx *c, const struct record *rec, struct id id, void *row)
{
  struct buf sql = { 0 };
  put(&sql, "FROM "); put(&sql, rec->name); put(&sql, " WHERE "); put(&sql, rec->name);
  put(&sql, ".region = $1 AND "); put(&sql, rec->name); put(&sql, ".id = $2");
  struct query by_id;
  by_id = (struct query){ rec, buf_text(&sql) };
  const int rc = record_one_(c, rec, row, &by_id, P(id));
  buf_release(&sql);
  return rc;
}

/* The same row without its fields. */
int record_place_(struct ctx *c, const struct record *rec, struct id id, struct id *compartment)
{
  struct record place = *rec;
  void *const row = arena_alloc(&c->arena, rec->size);
  place.count = 0;
  TRY(record_get_(c, &place, id, row));
  *compartment = row_compartment(row);
  return OK;
}

/* As record_select_ would prepare it. */
int db_prepare_check(struct ctx *c, const struct query *q)
{
  struct statement *s;
  const char *text = NULL;
  size_t own = 0;
  for (const char *at = q->sql; (at = strchr(at, '$')); at++) { const size_t n = (size_t)strtol(at + 1, NULL, 10); if (n > own) own = n; }
  TRY(query_text_of(c, q, own ? own - 1 : 0, &text));
  return prepare_select(c, q->rec, text, &s);
}
