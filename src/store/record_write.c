/* Rows into the database: checked again, sealed where they are sealed, with their lists, look-ups and journal line. */
#include "record_internal.h"
#include "row_guard.h"
#include "ids.h"
#include "involvement.h"
#include "journal.h"

/* --- rows in --------------------------------------------------------------------------- */

static struct param field_param(struct ctx *c, const struct field *f, const void *row)
{
  if (!field_known(f, row)) return (struct param){ PARAM_NULL, .n = 0 };
  switch (f->kind) {
  case FIELD_TEXT: return param_text(field_text(f, row));
  case FIELD_ENUM: return param_text(f->values->at[field_enum(f, row)].key);
  case FIELD_INT:  return param_num(field_num(f, row));
  case FIELD_DATE: return param_date(field_date(f, row));
  case FIELD_TIME: return param_time(field_time(f, row));
  case FIELD_REF:  return param_id(field_id(f, row));
  default:         return param_text(field_printed(c, f, row));
  }
}

/* $3 and on: region, compartment, fields, MAC, as the record has them. `version`: the row's once it is written. */
static int bind_row(struct ctx *c, struct statement *s, const struct record *rec, const void *row, struct id id, int32_t version, uint8_t mac[static MAC_BYTES])
{
  int n = 3;
  if (rec->protection != GLOBAL) engine_bind(s, n++, param_text(c->scope.region));
  if (rec->protection == SEALED) engine_bind(s, n++, param_id(row_compartment(row)));
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    struct sealed value;
    if (f->kind == FIELD_LIST) continue;
    if (!field_sealed(rec, f)) { engine_bind(s, n++, field_param(c, f, row)); continue; }
    const struct seal_place at = { rec->name, f->name, id, row_compartment(row), version };
    TRY(seal(c, &at, field_known(f, row) ? field_printed(c, f, row) : NULL, &value));
    engine_bind(s, n++, param_bytes(value.bytes, value.size));
  }
  if (!rec->grants) return OK;
  TRY(grant_mac(c, rec, row, id, version, mac));
  engine_bind(s, n, param_bytes(mac, MAC_BYTES));
  return OK;
}

static int prepare_write(struct ctx *c, const struct record *rec, bool update, struct statement **out)
{
  const struct made_of *const of = MADE_OF(rec, update ? "update" : "insert", 0);
  struct buf sql = { 0 };
  TRY(engine_again(c, of, out));
  if (*out) return OK;
  if (update) put_update(&sql, rec); else put_insert(&sql, rec);
  const int rc = engine_prepare(c, buf_text(&sql), out);
  if (rc == OK) kept_add(c->db, of, *out);
  buf_release(&sql);
  return rc;
}

/* Runs an insert or update. $1 and $2 as given: for a row its id and version, for a part its parent and place. */
static int write_fields(struct ctx *c, const struct record *rec, const void *row, bool update, struct id id, int64_t second)
{
  struct statement *s;
  uint8_t mac[MAC_BYTES];
  bool any;
  TRY(prepare_write(c, rec, update, &s));
  engine_bind(s, 1, param_id(id));
  engine_bind(s, 2, param_int(second));
  int rc = bind_row(c, s, rec, row, id, (int32_t)second + update, mac);
  if (rc == OK) rc = engine_step(c, s, &any);
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
  TRY(lookups_write(c, w->rec, w->row, w->id));
  return journal_change(c, "insert", w->rec, w->id, 1, NULL, w->row);
}

static int wrong_kind(struct ctx *c, const struct record *rec) { return fail(c, ERR_STORE, rec->name, "global records are written by global_, those of a region by record_"); }

static int insert_row(struct ctx *c, const struct record *rec, const void *row, struct id *new_id)
{
  const struct id own = *(const struct id *)row;
  struct change w = { rec, row, NULL, id_known(own) ? own : id_random(c) };
  TRY(record_check_(c, rec, row));
  TRY(db_savepoint(c, insert_body, &w));
  if (new_id) *new_id = w.id;
  return OK;
}

int global_insert_(struct ctx *c, const struct record *rec, const void *row, struct id *new_id)
{
  return rec->protection == GLOBAL ? insert_row(c, rec, row, new_id) : wrong_kind(c, rec);
}

/* Parts are stored as they are. */
static int refuse_lists(struct ctx *c, const struct record *rec)
{
  for (size_t i = 0; rec->protection == SEALED && i < rec->count; i++)
    if (rec->fields[i].kind == FIELD_LIST) return fail(c, ERR_STORE, rec->name, "a sealed record has no lists: their parts would lie open");
  return OK;
}

int record_insert_(struct ctx *c, const struct record *rec, const void *row, struct id *new_id)
{
  if (rec->protection == GLOBAL) return wrong_kind(c, rec);
  if (!c->scope.region) return fail(c, ERR_INVALID, NULL, N_("Choose first for which region you work."));
  TRY(refuse_lists(c, rec));
  if (rec->protection == SEALED) TRY(involvement_open(c, row_compartment(row)));
  TRY(row_guard(c, rec, NULL, row));
  return insert_row(c, rec, row, new_id);
}

static int conflict(struct ctx *c) { return fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed this meanwhile. Look at the new version first.")); }

static int update_body(struct ctx *c, void *arg)
{
  const struct change *w = arg;
  bool one;
  TRY(write_fields(c, w->rec, w->row, true, w->id, row_version(w->row)));
  TRY(engine_changed_one(c, &one));
  if (!one) return conflict(c);
  for (size_t i = 0; i < w->rec->count; i++) {
    const struct field *f = &w->rec->fields[i];
    if (f->kind != FIELD_LIST || field_same(f, w->before, w->row)) continue;
    TRY(delete_where(c, f->target, "parent", w->id));
    TRY(write_list(c, f, w->row, w->id));
  }
  if (w->rec->lookups) {
    TRY(lookups_delete(c, w->rec, w->id));
    TRY(lookups_write(c, w->rec, w->row, w->id));
  }
  return journal_change(c, "update", w->rec, w->id, row_version(w->row) + 1, w->before, w->row);
}

static int update_row(struct ctx *c, const struct record *rec, const void *before, const void *row)
{
  struct change w = { rec, row, before, *(const struct id *)row };
  if (row_version(before) != row_version(row)) return conflict(c);
  if (rec->protection == SEALED && !id_same(row_compartment(before), row_compartment(row))) return fail(c, ERR_STORE, rec->name, "a sealed row stays in its compartment");
  return record_same_(rec, before, row) ? OK : db_savepoint(c, update_body, &w);
}

int global_update_(struct ctx *c, const struct record *rec, const void *row)
{
  void *before = arena_alloc(&c->arena, rec->size);
  TRY(record_check_(c, rec, row));
  TRY(global_get_(c, rec, *(const struct id *)row, before));
  return update_row(c, rec, before, row);
}

int record_update_(struct ctx *c, const struct record *rec, const void *row)
{
  void *before = arena_alloc(&c->arena, rec->size);
  TRY(record_check_(c, rec, row));
  TRY(record_get_(c, rec, *(const struct id *)row, before));
  if (row_version(before) != row_version(row)) return conflict(c);                  /* who was first is said before anything else */
  TRY(row_guard(c, rec, before, row));
  return update_row(c, rec, before, row);
}

static int delete_body(struct ctx *c, void *arg)
{
  const struct change *w = arg;
  for (size_t i = 0; i < w->rec->count; i++)
    if (w->rec->fields[i].kind == FIELD_LIST) TRY(delete_where(c, w->rec->fields[i].target, "parent", w->id));
  TRY(lookups_delete(c, w->rec, w->id));
  TRY(delete_where(c, w->rec, "id", w->id));
  return journal_change(c, "delete", w->rec, w->id, row_version(w->before) + 1, w->before, NULL);
}

static int delete_row(struct ctx *c, const struct record *rec, struct id id, const void *before)
{
  struct change w = { rec, NULL, before, id };
  return db_savepoint(c, delete_body, &w);
}

int global_delete_(struct ctx *c, const struct record *rec, struct id id)
{
  void *before = arena_alloc(&c->arena, rec->size);
  TRY(global_get_(c, rec, id, before));
  return delete_row(c, rec, id, before);
}

int record_delete_(struct ctx *c, const struct record *rec, struct id id)
{
  void *before = arena_alloc(&c->arena, rec->size);
  TRY(record_get_(c, rec, id, before));
  return delete_row(c, rec, id, before);
}
