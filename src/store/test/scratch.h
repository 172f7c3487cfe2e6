/* For tests: a folder of its own with a real database in it, gone afterwards. */
#ifndef SCRATCH_H
#define SCRATCH_H
#include "../../base/test/sample.h"
#include "engine.h"
#include "keys.h"
#include "migrate.h"
#include <sqlite3.h>
#include <unistd.h>

struct scratch { struct ctx c; char folder[64], path[80]; };

static inline void scratch_release_folder(struct scratch *s)
{
  static const char *const ends[] = { "", "-wal", "-shm", "-journal" };
  for (size_t i = 0; i < COUNT(ends); i++) {
    char file[96];
    snprintf(file, sizeof file, "%s%s", s->path, ends[i]);
    unlink(file);
  }
  assert_int_equal(rmdir(s->folder), 0);
}

/* A context and a database without tables. */
static inline struct scratch *scratch_new(void)
{
  struct scratch *s = calloc(1, sizeof *s);
  assert_non_null(s);
  ctx_init(&s->c, NOW, chance_bytes, 0);
  chance_seed(77);
  assert_int_equal(keys_in_memory(&s->c, &s->c.keys), OK);
  s->c.scope.region = "oost-brabant";
  snprintf(s->folder, sizeof s->folder, "/tmp/kentering-test-XXXXXX");
  assert_non_null(mkdtemp(s->folder));
  snprintf(s->path, sizeof s->path, "%s/test.db", s->folder);
  assert_int_equal(db_open(&s->c, s->path, DB_WRITER, &s->c.db), OK);
  return s;
}
/* With the tables of the program. */
static inline struct scratch *scratch_with_schema(void)
{
  struct scratch *s = scratch_new();
  assert_int_equal(migrate(&s->c, schema, schema_count), OK);
  return s;
}
static inline void scratch_free(struct scratch *s)
{
  db_close(s->c.db);
  scratch_release_folder(s);
  ctx_release(&s->c);
  keys_close(s->c.keys);
  free(s);
}

/* A look, or a hand, past the engine: SQL on a connection of its own. */
static inline void raw_run(const struct scratch *s, const char *sql)
{
  sqlite3 *raw;
  char *wrong = NULL;
  assert_int_equal(sqlite3_open(s->path, &raw), SQLITE_OK);
  if (sqlite3_exec(raw, sql, NULL, NULL, &wrong) != SQLITE_OK) print_error("%s: %s\n", sql, wrong);
  assert_null(wrong);
  assert_int_equal(sqlite3_close(raw), SQLITE_OK);
}
static inline int64_t raw_number(const struct scratch *s, const char *sql)
{
  sqlite3 *raw;
  sqlite3_stmt *stmt;
  assert_int_equal(sqlite3_open(s->path, &raw), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &stmt, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
  const int64_t n = sqlite3_column_int64(stmt, 0);
  sqlite3_finalize(stmt);
  assert_int_equal(sqlite3_close(raw), SQLITE_OK);
  return n;
}
#endif
