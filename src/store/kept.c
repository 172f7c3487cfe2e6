/* Statements found again by what they were made of: putting a text of a thousand bytes together and looking it up costs more than many a statement runs. */
#include "engine.h"
#include "hash.h"

enum { PLACES = 1024, MOST = 700 };
struct kept { uint64_t hash; struct made_of of; struct statement *s; };
struct kept_statements { size_t count; struct kept at[PLACES]; };

static uint64_t hash_of(const struct made_of *of)
{
  const uintptr_t parts[] = { (uintptr_t)of->name, (uintptr_t)of->fields, of->count, (uintptr_t)of->base, (uintptr_t)of->more };
  return hash_bytes(of->sql, strlen(of->sql), hash_bytes((const char *)parts, sizeof parts, 0)) | 1;      /* 0 is an empty place */
}

static bool same(const struct made_of *a, const struct made_of *b)
{
  return a->name == b->name && a->fields == b->fields && a->count == b->count && a->base == b->base && a->more == b->more && strcmp(a->sql, b->sql) == 0;
}

/* Its place, or the empty one where it would be. */
static struct kept *place_of(struct kept_statements *all, const struct made_of *of, uint64_t hash)
{
  size_t i = hash % PLACES;
  while (all->at[i].hash && !(all->at[i].hash == hash && same(&all->at[i].of, of))) i = (i + 1) % PLACES;
  return &all->at[i];
}

struct statement *kept_find(struct db *db, const struct made_of *of) { return db->engine->lasting && db->kept_statements ? place_of(db->kept_statements, of, hash_of(of))->s : NULL; }

void kept_add(struct db *db, const struct made_of *of, struct statement *s)
{
  const uint64_t hash = hash_of(of);
  if (!db->engine->lasting || (!db->kept_statements && !(db->kept_statements = calloc(1, sizeof *db->kept_statements))) || db->kept_statements->count == MOST) return;
  struct kept *const k = place_of(db->kept_statements, of, hash);
  char *const sql = strdup(of->sql);
  if (k->hash || !sql) { free(sql); return; }
  *k = (struct kept){ hash, *of, s };
  k->of.sql = sql;
  db->kept_statements->count++;
}

void kept_free(struct db *db)
{
  for (size_t i = 0; db->kept_statements && i < PLACES; i++) free((char *)(uintptr_t)db->kept_statements->at[i].of.sql);
  free(db->kept_statements);
  db->kept_statements = NULL;
}
