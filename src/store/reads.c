#include "reads.h"
#include "hash.h"

enum { PLACES = 128, MOST = 600, BYTES_MOST = 65536 };
struct read { uint64_t hash, at; const struct db *db; const struct statement *statement; struct params with; struct list rows; size_t size; struct read *next; };
struct reads { size_t count; struct read *place[PLACES]; };

/* --- tables ------------------------------------------------------------------------------------------------ */

static bool in_name(char ch) { return (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '_'; }

static uint64_t table_bit(const char *name, size_t n)
{
  if (n == 7 && memcmp(name, "journal", n) == 0) return JOURNAL_TABLE;
  return UINT64_C(1) << (1 + hash_bytes(name, n, 0) % (TABLES - 1));
}

/* The tables behind one of these words: statements name them without commas between, and in small letters. */
static uint64_t tables_of(const char *sql)
{
  static const char *const words[] = { "FROM ", "JOIN ", "INTO ", "UPDATE " };
  uint64_t all = 0;
  for (size_t w = 0; w < COUNT(words); w++)
    for (const char *at = sql; (at = strstr(at, words[w])); ) {
      size_t n = 0;
      at += strlen(words[w]);
      while (in_name(at[n])) n++;
      if (n) all |= table_bit(at, n);
    }
  return all;
}

struct statement statement_of(const struct engine *e, const char *sql)
{
  const bool writes = strncmp(sql, "INSERT ", 7) == 0 || strncmp(sql, "UPDATE ", 7) == 0 || strncmp(sql, "DELETE ", 7) == 0;
  return (struct statement){ e, tables_of(sql), writes };
}

/* --- finding ------------------------------------------------------------------------------------------------ */

static uint64_t hash_of(const struct statement *s, struct params p)
{
  uint64_t h = hash_bytes(&s, sizeof s, 0);
  for (size_t i = 0; i < p.count; i++) {
    const struct param *const v = &p.at[i];
    h = hash_bytes(&v->n, sizeof v->n, h);
    h = hash_bytes(v->id.b, sizeof v->id.b, h);
    if (v->s) h = hash_bytes(v->s, v->kind == PARAM_BYTES ? (size_t)v->n : strlen(v->s), h);
  }
  return h;
}

static bool same_value(const struct param *a, const struct param *b)
{
  if (a->kind != b->kind || a->n != b->n || !id_same(a->id, b->id)) return false;
  return !a->s || !b->s ? a->s == b->s : a->kind == PARAM_BYTES ? memcmp(a->s, b->s, (size_t)a->n) == 0 : strcmp(a->s, b->s) == 0;
}

static bool same(const struct read *r, uint64_t hash, const struct statement *s, struct params p)
{
  if (r->hash != hash || r->statement != s || r->with.count != p.count) return false;
  for (size_t i = 0; i < p.count; i++) if (!same_value(&r->with.at[i], &p.at[i])) return false;
  return true;
}

static bool still_so(const struct db *db, const struct read *r, uint64_t tables)
{
  bool so = r->db == db && r->at >= db->floor;
  for (size_t i = 0; so && i < TABLES; i++) so = !(tables >> i & 1) || db->written[i] <= r->at;
  return so;
}

static struct list copy_of_rows(struct arena *a, const struct list *rows, size_t size)
{
  struct list copy = { NULL, rows->count };
  if (!rows->count) return copy;
  copy.rows = arena_array(a, rows->count, size);
  memcpy(copy.rows, rows->rows, rows->count * size);
  return copy;
}

static struct read *find(const struct ctx *c, uint64_t hash, const struct statement *s, struct params p)
{
  const struct reads *const all = c->arena.noted;
  struct read *r = all ? all->place[hash % PLACES] : NULL;
  while (r && !same(r, hash, s, p)) r = r->next;
  return r;
}

bool reads_find(struct ctx *c, const struct statement *s, uint64_t tables, struct params p, struct list *out)
{
  if (!c->db->open || !tables || !c->arena.noted) return false;
  const struct read *const r = find(c, hash_of(s, p), s, p);
  if (!r || !still_so(c->db, r, tables)) return false;
  *out = copy_of_rows(&c->arena, &r->rows, r->size);
  return true;
}

/* --- keeping ------------------------------------------------------------------------------------------------ */

static struct params copy_of(struct arena *a, struct params p)
{
  struct param *const at = arena_new(a, struct param, p.count);
  for (size_t i = 0; i < p.count; i++) {
    at[i] = p.at[i];
    if (p.at[i].s) at[i].s = arena_text(a, p.at[i].s, p.at[i].kind == PARAM_BYTES ? (size_t)p.at[i].n : strlen(p.at[i].s));
  }
  return (struct params){ p.count, at };
}

static struct read *new_place(struct ctx *c, uint64_t hash)
{
  if (!c->arena.noted) c->arena.noted = arena_new(&c->arena, struct reads, 1);
  struct reads *const all = c->arena.noted;
  if (all->count == MOST) return NULL;
  struct read *const r = arena_new(&c->arena, struct read, 1);
  r->next = all->place[hash % PLACES];
  all->place[hash % PLACES] = r;
  all->count++;
  return r;
}

void reads_keep(struct ctx *c, const struct statement *s, uint64_t tables, struct params p, const struct list *rows, size_t size)
{
  if (!c->db->open || !tables || s->writes || rows->count * size > BYTES_MOST) return;
  const uint64_t hash = hash_of(s, p);
  struct read *r = find(c, hash, s, p);
  const bool known = r != NULL;
  if (!r && !(r = new_place(c, hash))) return;
  *r = (struct read){ hash, ++c->db->serial, c->db, s, known ? r->with : copy_of(&c->arena, p), copy_of_rows(&c->arena, rows, size), size, r->next };
}
