#include "record_walk.h"
#include "record_internal.h"

enum { ROW_ARENA_MOST = 64 << 20 };

struct place { struct id id, compartment; const char *region; };

static int read_place(struct ctx *c, struct statement *s, const struct record *rec, struct place *out)
{
  size_t n;
  if (!engine_id(s, 0, &out->id)) return fail(c, ERR_STORE, rec->name, N_("Something in the database was changed outside the program."));
  if (rec->protection == GLOBAL) return OK;
  const char *const region = engine_text(s, 1, &n);
  out->region = region ? arena_text(&c->arena, region, n) : NULL;
  if (rec->protection == SEALED) (void)engine_id(s, 2, &out->compartment);
  return OK;
}

static int read_places(struct ctx *c, const struct record *rec, struct id after, size_t most, struct place *out, size_t *count)
{
  struct buf sql = { 0 };
  struct statement *s;
  bool row;
  put(&sql, "SELECT id"); put(&sql, rec->protection == GLOBAL ? "" : rec->protection == SEALED ? ", region, compartment" : ", region");
  put(&sql, " FROM "); put(&sql, rec->name); put(&sql, " WHERE id > $1 ORDER BY id LIMIT $2");
  int rc = engine_prepare(c, buf_text(&sql), &s);
  buf_release(&sql);
  if (rc != OK) return rc;
  engine_bind(s, 1, param_bytes(after.b, sizeof after.b));
  engine_bind(s, 2, param_int((int64_t)most));
  while (*count < most && (rc = engine_step(c, s, &row)) == OK && row && (rc = read_place(c, s, rec, &out[*count])) == OK) ++*count;
  engine_done(s);
  return rc;
}

static int read_one(struct ctx *c, const struct record *rec, struct id id, void *row)
{
  struct buf sql = { 0 };
  struct statement *s;
  bool there;
  int col = 0;
  put(&sql, "FROM "); put(&sql, rec->name); put(&sql, " WHERE id = $1");
  int rc = prepare_select(c, rec, buf_text(&sql), &s);
  buf_release(&sql);
  if (rc != OK) return rc;
  engine_bind(s, 1, param_id(id));
  rc = engine_step(c, s, &there);
  if (rc == OK) rc = there ? read_row(c, s, rec, row, &col) : not_there(c);
  engine_done(s);
  return rc;
}

/* In a context of its own: the keys it opens and the texts it reads are gone with it. */
static int walk_one(struct ctx *c, const struct record *rec, const struct place *p, walk_row *each, void *arg)
{
  struct ctx own;
  ctx_init(&own, c->now, c->random, ROW_ARENA_MOST);
  own.db = c->db;
  own.keys = c->keys;
  own.lang = c->lang;
  own.scope = (struct scope){ .region = p->region, .reach = REACH_ALL };
  void *const row = arena_alloc(&own.arena, rec->size);
  struct walked w = { rec, p->id, p->compartment, 0, OK, NULL };
  if (rec->protection == SEALED) w.code = compartment_open(&own, p->compartment);
  if (w.code == OK) w.code = read_one(&own, rec, p->id, row);
  if (w.code == OK) w.row = row;
  w.version = row_version(row);
  const int rc = each(&own, &w, arg);
  if (rc != OK) { error_keep(&own, &c->arena); c->error = own.error; }
  ctx_release(&own);
  return rc;
}

int record_walk(struct ctx *c, const struct record *rec, struct id *after, size_t most, walk_row *each, void *arg, size_t *seen)
{
  struct arena before = c->arena;
  c->arena = (struct arena){ .max = before.max };
  struct place *const places = arena_new(&c->arena, struct place, most);
  size_t count = 0, done = 0;
  int rc = read_places(c, rec, *after, most, places, &count);
  for (; rc == OK && done < count; done++) rc = walk_one(c, rec, &places[done], each, arg);
  if (rc == OK && count) *after = places[count - 1].id;
  *seen = count;
  if (rc != OK) error_keep(c, &before);
  arena_release(&c->arena);
  c->arena = before;
  return rc;
}
