/* Records by their declaration: the texts of their statements, rows in and out, their lists, their journal lines. */
#include "engine.h"
#include "ids.h"
#include "journal.h"

/* --- statement texts ----------------------------------------------------------------- */

static void put_columns(struct buf *b, const struct record *rec)
{
  if (rec->base) put_columns(b, rec->base);
  else if (!rec->part) { put(b, rec->name); put(b, ".id, "); put(b, rec->name); put(b, ".version"); }
  bool first = rec->part;
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *f = &rec->fields[i];
    if (f->kind == FIELD_LIST) continue;
    if (!first) put(b, ", ");
    first = false;
    if (f->sql) { put(b, f->sql); continue; }
    put(b, rec->name); put_char(b, '.'); put(b, f->name);
  }
}

static void put_names(struct buf *b, const struct record *rec, const char *before, bool numbers, int n)
{
  for (size_t i = 0; i < rec->count; i++) {
    if (rec->fields[i].kind == FIELD_LIST) continue;
    put(b, before);
    if (numbers) { put_char(b, '$'); put_int(b, n++); }
    else put(b, rec->fields[i].name);
  }
}

static void put_insert(struct buf *b, const struct record *rec)
{
  put(b, "INSERT INTO "); put(b, rec->name);
  put(b, rec->part ? " (parent, position" : " (id, version");
  put_names(b, rec, ", ", false, 0);
  put(b, ") VALUES ($1, $2");
  put_names(b, rec, ", ", true, 3);
  put_char(b, ')');
}

static void put_update(struct buf *b, const struct record *rec)
{
  int n = 3;
  put(b, "UPDATE "); put(b, rec->name); put(b, " SET version = version + 1");
  for (size_t i = 0; i < rec->count; i++) {
    if (rec->fields[i].kind == FIELD_LIST) continue;
    put(b, ", "); put(b, rec->fields[i].name); put(b, " = $"); put_int(b, n++);
  }
  put(b, " WHERE id = $1 AND version = $2");
}

/* SELECT with the record's columns, then `rest`. */
static int prepare_select(struct ctx *c, const struct record *rec, const char *rest, struct statement **out)
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

int db_prepare_check(struct ctx *c, const struct query *q)
{
  struct statement *s;
  return prepare_select(c, q->rec, q->sql, &s);
}

/* --- rows in --------------------------------------------------------------------------- */

static struct param field_param(struct ctx *c, const struct field *f, const void *row)
{
  if (!field_known(f, row)) return (struct param){ PARAM_NULL, .n = 0 };
  switch (f->kind) {
  case FIELD_TEXT: return param_text(field_text(f, row));
  case FIELD_ENUM: return param_text(f->values->at[field_enum(f, row)].key);
  case FIELD_INT:  return param_num(field_num(f, row));
  case FIELD_DATE: return param_date(field_date(f, row));
  case FIELD_REF:  return param_id(field_id(f, row));
  default:         return param_text(field_printed(c, f, row));
  }
}

/* Runs an insert or update: $1 and $2 as given, then the row's fields. */
static int write_fields(struct ctx *c, const struct record *rec, const void *row, bool update, struct id id, int64_t second)
{
  struct buf sql = { 0 };
  struct statement *s;
  bool any;
  int n = 3;
  if (update) put_update(&sql, rec); else put_insert(&sql, rec);
  int rc = engine_prepare(c, buf_text(&sql), &s);
  buf_release(&sql);
  if (rc != OK) return rc;
  engine_bind(s, 1, param_id(id));
  engine_bind(s, 2, param_int(second));
  for (size_t i = 0; i < rec->count; i++)
    if (rec->fields[i].kind != FIELD_LIST) engine_bind(s, n++, field_param(c, &rec->fields[i], row));
  rc = engine_step(c, s, &any);
  engine_done(s);
  return rc;
}

/* Runs "DELETE FROM table WHERE column = $1". */
static int delete_where(struct ctx *c, const struct record *rec, const char *column, struct id id)
{
  struct buf sql = { 0 };
  put(&sql, "DELETE FROM "); put(&sql, rec->name); put(&sql, " WHERE "); put(&sql, column); put(&sql, " = $1");
  const int rc = engine_run(c, buf_text(&sql), P(id));
  buf_release(&sql);
  return rc;
}

static int write_list(struct ctx *c, const struct field *f, const void *row, struct id parent)
{
  const struct list v = field_list(f, row);
  for (size_t i = 0; i < v.count; i++) TRY(write_fields(c, f->target, list_row(f->target, v, i), false, parent, (int64_t)i + 1));
  return OK;
}

struct change { const struct record *rec; const void *row, *before; struct id id; };

static int insert_body(struct ctx *c, void *arg)
{
  const struct change *w = arg;
  TRY(write_fields(c, w->rec, w->row, false, w->id, 1));
  for (size_t i = 0; i < w->rec->count; i++)
    if (w->rec->fields[i].kind == FIELD_LIST) TRY(write_list(c, &w->rec->fields[i], w->row, w->id));
  return journal_change(c, "insert", w->rec, w->id, NULL, w->row);
}

int global_insert_(struct ctx *c, const struct record *rec, const void *row, struct id *new_id)
{
  const struct id own = *(const struct id *)row;
  struct change w = { rec, row, NULL, id_known(own) ? own : id_random(c) };
  TRY(record_check_(c, rec, row));
  TRY(db_savepoint(c, insert_body, &w));
  if (new_id) *new_id = w.id;
  return OK;
}

static int32_t version_of(const void *row)
{
  int32_t v;
  memcpy(&v, (const char *)row + sizeof(struct id), sizeof v);
  return v;
}

static int conflict(struct ctx *c) { return fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed this meanwhile. Look at the new version first.")); }

static int update_body(struct ctx *c, void *arg)
{
  const struct change *w = arg;
  TRY(write_fields(c, w->rec, w->row, true, w->id, version_of(w->row)));
  if (engine_changed(c) != 1) return conflict(c);
  for (size_t i = 0; i < w->rec->count; i++) {
    const struct field *f = &w->rec->fields[i];
    if (f->kind != FIELD_LIST || field_same(f, w->before, w->row)) continue;
    TRY(delete_where(c, f->target, "parent", w->id));
    TRY(write_list(c, f, w->row, w->id));
  }
  return journal_change(c, "update", w->rec, w->id, w->before, w->row);
}

int global_update_(struct ctx *c, const struct record *rec, const void *row)
{
  struct change w = { rec, row, NULL, *(const struct id *)row };
  void *before = arena_alloc(&c->arena, rec->size);
  TRY(record_check_(c, rec, row));
  TRY(global_get_(c, rec, w.id, before));
  if (version_of(before) != version_of(row)) return conflict(c);
  if (record_same_(rec, before, row)) return OK;
  w.before = before;
  return db_savepoint(c, update_body, &w);
}

static int delete_body(struct ctx *c, void *arg)
{
  const struct change *w = arg;
  for (size_t i = 0; i < w->rec->count; i++)
    if (w->rec->fields[i].kind == FIELD_LIST) TRY(delete_where(c, w->rec->fields[i].target, "parent", w->id));
  TRY(delete_where(c, w->rec, "id", w->id));
  return journal_change(c, "delete", w->rec, w->id, w->before, NULL);
}

int global_delete_(struct ctx *c, const struct record *rec, struct id id)
{
  void *before = arena_alloc(&c->arena, rec->size);
  TRY(global_get_(c, rec, id, before));
  struct change w = { rec, NULL, before, id };
  return db_savepoint(c, delete_body, &w);
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
  if (f->kind == FIELD_INT && engine_int(s, col, &n) && n == (int32_t)n) { *(struct num *)field_in(f, row) = num((int32_t)n); return OK; }
  const char *text = engine_text(s, col, &len);
  if (!text) return OK;
  if (f->kind == FIELD_REF || f->kind == FIELD_INT) return unreadable(c, f);
  if (f->kind == FIELD_TEXT) { *(const char **)field_in(f, row) = arena_text(&c->arena, text, len); return OK; }
  if (f->kind == FIELD_DATE) return date_parse(text, field_in(f, row)) ? OK : unreadable(c, f);
  return field_parse(c, f, text, row) ? unreadable(c, f) : OK;
}

static int read_row(struct ctx *c, struct statement *s, const struct record *rec, void *row, int *col)
{
  if (rec->base) TRY(read_row(c, s, rec->base, row, col));
  else if (!rec->part) {
    int64_t version = 0;
    (void)engine_id(s, (*col)++, row);
    (void)engine_int(s, (*col)++, &version);
    const int32_t v = (int32_t)version;
    memcpy((char *)row + sizeof(struct id), &v, sizeof v);
  }
  for (size_t i = 0; i < rec->count; i++)
    if (rec->fields[i].kind != FIELD_LIST) TRY(read_field(c, s, (*col)++, &rec->fields[i], row));
  return OK;
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
    TRY(read_row(c, s, rec, next_row(&c->arena, rec->size, &rows, &room), &col));
    if (c->arena.failed) return fail(c, ERR_FULL, NULL, N_("This is too much to show at once."));
  }
  *out = rows;
  return OK;
}

static int select_rows(struct ctx *c, const struct record *rec, const char *rest, struct params p, struct list *out)
{
  struct statement *s;
  TRY(prepare_select(c, rec, rest, &s));
  for (size_t i = 0; i < p.count; i++) engine_bind(s, (int)i + 1, p.at[i]);
  const int rc = read_rows(c, s, rec, out);
  engine_done(s);
  return rc;
}

/* --- lists --------------------------------------------------------------------------------- */

enum { ONE_BY_ONE = 64 };                     /* more parents than this: one pass over their range of the table of parts */

static const struct record *top(const struct record *rec) { return rec->base ? top(rec->base) : rec; }

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
  const struct record *t = top(rec);
  for (size_t k = 0; k < t->count; k++) {
    const struct field *f = &t->fields[k];
    if (f->kind != FIELD_LIST) continue;
    if (rows.count > ONE_BY_ONE) { TRY(lists_of_many(c, f, rec, rows)); continue; }
    for (size_t i = 0; i < rows.count; i++) TRY(list_of_one(c, f, (char *)rows.rows + i * rec->size));
  }
  return OK;
}

/* --- the public calls ------------------------------------------------------------------------ */

int global_select_(struct ctx *c, const struct record *rec, void **rows, size_t *count, const struct query *q, struct params p)
{
  struct list found;
  if (q->rec != rec) return fail(c, ERR_STORE, NULL, "a query of another record");
  TRY(select_rows(c, rec, q->sql, p, &found));
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
  if (count == 0) return fail(c, ERR_NOT_FOUND, NULL, N_("This is not there any more."));
  memcpy(row, rows, rec->size);
  return OK;
}

int global_get_(struct ctx *c, const struct record *rec, struct id id, void *row)
{
  struct buf sql = { 0 };
  struct list found = { 0 };
  put(&sql, "FROM "); put(&sql, rec->name); put(&sql, " WHERE "); put(&sql, rec->name); put(&sql, ".id = $1");
  const int rc = select_rows(c, rec, buf_text(&sql), P(id), &found);
  buf_release(&sql);
  if (rc != OK) return rc;
  if (found.count == 0) return fail(c, ERR_NOT_FOUND, NULL, N_("This is not there any more."));
  TRY(read_lists(c, rec, found));
  memcpy(row, found.rows, rec->size);
  return OK;
}

int global_each_(struct ctx *c, const struct record *rec, const struct query *q, struct params p, each_row *each, void *arg)
{
  struct statement *s;
  void *row = arena_alloc(&c->arena, rec->size);
  int rc = OK;
  if (q->rec != rec) return fail(c, ERR_STORE, NULL, "a query of another record");
  TRY(prepare_select(c, rec, q->sql, &s));
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
    }
    if (rc != OK) error_keep(c, &before);
    arena_release(&c->arena);
    c->arena = before;
    if (!more) break;
  }
  engine_done(s);
  return rc;
}
