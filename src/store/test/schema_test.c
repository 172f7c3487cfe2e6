/* The schema files, the declarations and the closed lists of queries must tell the same story, in every room. */
#include "scratch.h"
#include "journal.h"
#include "involvement.h"
#include "jobs.h"
#include "messages.h"
#include "seal.h"
#include "api_keys.h"
#include "drafts.h"
#include "invitations.h"
#include "organisations.h"
#include "need_to_know.h"
#include "shields.h"
#include "grounds.h"
#include "handover.h"
#include "retention.h"
#include "signals.h"
#include "tasks.h"
#include "house_tables.h"
#include "rooms.h"
#include "sign_in.h"
#include <dirent.h>
#include <sys/stat.h>

/* Below the rooms. */
static const struct query *const *const house_queries[] = { organisation_queries, journal_queries, involvement_queries, job_queries, message_queries, task_queries, ground_queries,
  need_to_know_queries, shield_queries, handover_queries, signal_queries, retention_queries, account_queries, session_queries, factor_queries, device_queries, sign_in_queries,
  invitation_queries, api_key_queries, draft_queries, NULL };
/* What the store keeps beside a record's fields. */
static const struct { const char *table, *column; } beside[] = { { "compartment", "epoch" }, { "compartment", "wrapped" } };

static struct scratch *scratch;
static int set_up(void **state)
{
  *state = scratch = scratch_with_schema();
  return 0;
}
static int tear_down(void **state)
{
  scratch_free(*state);
  return 0;
}

typedef void on_record(const struct record *rec);
static int each_record(on_record *run)
{
  int n = 0;
  for (size_t i = 0; house_tables[i]; i++, n++) run(house_tables[i]);
  for (size_t r = 0; rooms[r]; r++)
    for (size_t i = 0; rooms[r]->records && rooms[r]->records[i]; i++, n++) run(rooms[r]->records[i]);
  return n;
}

/* --- tables against declarations --------------------------------------------------------------- */

struct column { char name[64], type[16]; bool not_null, seen; };

static const char *text_of(struct statement *s, int col)
{
  size_t len;
  return engine_text(s, col, &len);
}

static size_t columns_of(const char *table, struct column *out, size_t most)
{
  char sql[300];
  struct statement *s;
  struct ctx *const c = &scratch->c;
  size_t n = 0;
  bool row;
  snprintf(sql, sizeof sql, scratch_server() ? "SELECT CAST(column_name AS TEXT), CAST(upper(data_type) AS TEXT), CASE is_nullable WHEN 'NO' THEN 'x' END FROM information_schema.columns"
    " WHERE table_schema = current_schema() AND table_name = '%s'" : "SELECT name, type, CASE \"notnull\" WHEN 1 THEN 'x' END FROM pragma_table_info('%s')", table);
  assert_int_equal(engine_prepare(c, sql, &s), OK);
  for (; engine_step(c, s, &row) == OK && row; n++) {
    assert_true(n < most);
    out[n] = (struct column){ .not_null = text_of(s, 2) };
    snprintf(out[n].name, sizeof out[n].name, "%s", text_of(s, 0));
    snprintf(out[n].type, sizeof out[n].type, "%s", text_of(s, 1));
  }
  engine_done(s);
  return n;
}

static void expect_column(struct column *columns, size_t count, const char *table, const char *name, const char *type, bool required)
{
  size_t i = 0;
  while (i < count && strcmp(columns[i].name, name) != 0) i++;
  if (i == count) { print_error("%s.%s is declared, but no column\n", table, name); assert_true(i < count); }
  if (strcmp(columns[i].type, type) != 0 || (required && !columns[i].not_null)) print_error("%s.%s: %s%s\n", table, name, columns[i].type, columns[i].not_null ? " NOT NULL" : "");
  assert_string_equal(columns[i].type, type);
  if (required) assert_true(columns[i].not_null);
  assert_false(columns[i].seen);
  columns[i].seen = true;
}

static void table_fits(const struct record *rec)
{
  static const char *const types[] = { [FIELD_TEXT] = "TEXT", [FIELD_ENUM] = "TEXT", [FIELD_SET] = "TEXT", [FIELD_INT] = "BIGINT", [FIELD_DATE] = "TEXT", [FIELD_TIME] = "BIGINT", [FIELD_REF] = "BYTEA" };
  struct column columns[128];
  const size_t count = columns_of(rec->name, columns, COUNT(columns));
  if (count == 0) print_error("there is no table %s\n", rec->name);
  assert_true(count > 0);
  expect_column(columns, count, rec->name, rec->part ? "parent" : "id", "BYTEA", true);
  expect_column(columns, count, rec->name, rec->part ? "position" : "version", "BIGINT", true);
  for (size_t i = 0; i < rec->count; i++)
    if (rec->fields[i].kind != FIELD_LIST) {
      const bool sealed = rec->protection == SEALED && !(rec->fields[i].flags & CLEAR);
      expect_column(columns, count, rec->name, rec->fields[i].name, sealed ? "BYTEA" : types[rec->fields[i].kind], sealed || rec->fields[i].flags & REQUIRED);
    }
  if (rec->protection != GLOBAL) expect_column(columns, count, rec->name, "region", "TEXT", true);
  if (rec->protection == SEALED) expect_column(columns, count, rec->name, "compartment", "BYTEA", true);
  if (rec->grants) expect_column(columns, count, rec->name, "mac", "BYTEA", true);
  for (size_t i = 0; i < count; i++)
    for (size_t k = 0; k < COUNT(beside); k++) columns[i].seen |= strcmp(rec->name, beside[k].table) == 0 && strcmp(columns[i].name, beside[k].column) == 0;
  for (size_t i = 0; i < count; i++) {
    if (!columns[i].seen) print_error("%s.%s is a column, but not declared\n", rec->name, columns[i].name);
    assert_true(columns[i].seen);
  }
}

static void every_record_has_a_table_with_just_its_columns(void **state)
{
  (void)state;
  assert_true(each_record(table_fits) > 3);
}

static void the_journal_has_the_columns_its_lines_are_read_from(void **state)
{
  struct column columns[32];
  const size_t count = columns_of("journal", columns, COUNT(columns));
  (void)state;
  static const char *const types[] = { [FIELD_TEXT] = "TEXT", [FIELD_INT] = "BIGINT", [FIELD_REF] = "BYTEA" };
  for (size_t i = 0; i < journal_line_record.count; i++)
    expect_column(columns, count, "journal", journal_line_record.fields[i].name, types[journal_line_record.fields[i].kind], journal_line_record.fields[i].flags & REQUIRED);
}

static char known[4096];
static void know(const struct record *rec)
{
  const size_t n = strlen(known);
  snprintf(known + n, sizeof known - n, "%s ", rec->name);
  for (size_t i = 0; i < rec->count; i++)                    /* its parts must be in the lists too, else nobody checks them */
    if (rec->fields[i].kind == FIELD_LIST) {
      char part[80];
      snprintf(part, sizeof part, " %s ", rec->fields[i].target->name);
      bool listed = false;
      for (size_t r = 0; rooms[r]; r++)
        for (size_t k = 0; rooms[r]->records && rooms[r]->records[k]; k++) listed |= rooms[r]->records[k] == rec->fields[i].target;
      if (!listed) print_error("%s: its part %s is in no room's list\n", rec->name, part);
      assert_true(listed);
    }
}

static void every_table_belongs_to_a_record(void **state)
{
  struct statement *s;
  struct ctx *const c = &scratch->c;
  bool row;
  int tables = 0;
  (void)state;
  snprintf(known, sizeof known, " journal migration lookup installation journal_head journal_gap commit_mark ");
  each_record(know);
  assert_int_equal(engine_prepare(c, c->db->engine->tables, &s), OK);
  for (; engine_step(c, s, &row) == OK && row; tables++) {
    char name[80];
    snprintf(name, sizeof name, " %s ", text_of(s, 0));
    if (!strstr(known, name)) print_error("no room has a record for the table%s\n", name);
    assert_non_null(strstr(known, name));
  }
  engine_done(s);
  assert_true(tables > 3);
}

/* --- schema files ----------------------------------------------------------------------------------- */

/* The type a column line declares; NULL for every other line. */
static const char *column_type(const char *line)
{
  static char type[32];
  static const char add[] = " ADD COLUMN ";
  const char *const added = strncmp(line, "ALTER TABLE ", 12) == 0 ? strstr(line, add) : NULL, *s = added ? added + sizeof add - 1 : line + 2;
  if (!added && (strncmp(line, "  ", 2) != 0 || line[2] < 'a' || line[2] > 'z')) return NULL;     /* constraints are in capitals */
  s += strcspn(s, " ");
  s += strspn(s, " ");
  snprintf(type, sizeof type, "%.*s", (int)strcspn(s, " ,;\n"), s);
  return type;
}

static int check_schema_line(const char *file, const char *line)
{
  static const char *const portable[] = { "BIGINT", "TEXT", "BYTEA", "DOUBLE" };
  const char *type = column_type(line);
  size_t i = 0;
  if (!type) return 0;
  while (i < COUNT(portable) && strcmp(portable[i], type) != 0) i++;
  const char *comment = strstr(line, "-- ");
  if (i == COUNT(portable) || !comment || strlen(comment) < 6) print_error("%s: %s\n", file, line);
  assert_true(i < COUNT(portable));
  assert_non_null(comment);
  assert_true(strlen(comment) >= 6);
  return 1;
}

static void every_column_has_a_comment_and_a_portable_type(void **state)
{
  int64_t lines = 0, columns = 0;
  (void)state;
  for (size_t i = 0; i < schema_count; i++) {
    const char *s = (const char *)schema[i].bytes, *end = s + schema[i].size;
    while (s < end) {
      const char *stop = memchr(s, '\n', (size_t)(end - s));
      const size_t n = (size_t)((stop ? stop : end) - s);
      char line[400];
      assert_true(n < sizeof line);
      memcpy(line, s, n);
      line[n] = 0;
      lines += check_schema_line(schema[i].name, line);
      s += n + (stop != NULL);
    }
  }
  assert_int_equal(engine_number(&scratch->c, scratch_server()           /* as many as there are: none slipped by in another layout */
    ? "SELECT count(*) FROM information_schema.columns WHERE table_schema = current_schema() AND table_name <> 'migration'"
    : "SELECT count(*) FROM sqlite_master AS t, pragma_table_info(t.name) WHERE t.type = 'table' AND t.name <> 'migration'", P0, &columns), OK);
  assert_int_equal(lines, columns);
}

/* --- closed lists of queries --------------------------------------------------------------------------- */

static int compile_lists(const struct query *const *const *lists)
{
  int n = 0;
  for (size_t i = 0; lists && lists[i]; i++)
    for (size_t k = 0; lists[i][k]; k++, n++) {
      if (db_prepare_check(&scratch->c, lists[i][k]) != OK) print_error("%s: %s\n", lists[i][k]->sql, scratch->c.error.text);
      assert_int_equal(db_prepare_check(&scratch->c, lists[i][k]), OK);
    }
  return n;
}

static void every_query_of_the_closed_lists_compiles(void **state)
{
  int n = compile_lists(house_queries);
  (void)state;
  for (size_t r = 0; rooms[r]; r++) n += compile_lists(rooms[r]->queries);
  assert_true(n > 5);
}

/* --- sources -------------------------------------------------------------------------------------------- */

typedef void on_file(const char *path, const char *text);
static int files_read;

static void read_tree(const char *folder, on_file *run)
{
  DIR *dir = opendir(folder);
  if (!dir) print_error("cannot read %s: is KENTERING_ROOT set?\n", folder);
  assert_non_null(dir);
  for (const struct dirent *e; (e = readdir(dir)); ) {
    char path[1024];
    struct stat info;
    snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
    if (e->d_name[0] == '.' || strcmp(e->d_name, "test") == 0 || stat(path, &info) != 0) continue;
    if (S_ISDIR(info.st_mode)) { read_tree(path, run); continue; }
    const size_t n = strlen(path);
    if (n < 2 || strcmp(path + n - 2, ".c") != 0) continue;
    char *text = calloc(1, (size_t)info.st_size + 1);
    FILE *f = fopen(path, "rb");
    assert_non_null(text);
    assert_non_null(f);
    assert_int_equal(fread(text, 1, (size_t)info.st_size, f), info.st_size);
    assert_int_equal(fclose(f), 0);
    run(path, text);
    files_read++;
    free(text);
  }
  closedir(dir);
}

static void read_sources(on_file *run)
{
  const char *root = getenv("KENTERING_ROOT");
  char folder[900];
  snprintf(folder, sizeof folder, "%s/src", root ? root : ".");
  files_read = 0;
  read_tree(folder, run);
  assert_true(files_read > 30);
}

static bool is_store(const char *path) { return strstr(path, "/src/store/") || strstr(path, "_store.c"); }

static void holds_no_sql(const char *path, const char *text)
{
  static const char *const starts[] = { "\"SELECT ", "\"INSERT INTO ", "\"UPDATE ", "\"DELETE FROM ", "\"FROM ", "\"CREATE ", "\"ALTER ", "\"DROP ", "\"PRAGMA ",
    "\"BEGIN\"", "\"BEGIN ", "\"COMMIT\"", "\"ROLLBACK", "\"SAVEPOINT", " WHERE ", "sqlite3_" };
  if (is_store(path)) return;
  for (size_t i = 0; i < COUNT(starts); i++) {
    if (strstr(text, starts[i])) print_error("%s holds SQL: %s\n", path, starts[i]);
    assert_null(strstr(text, starts[i]));
  }
}

static void sql_stands_in_the_store_files_only(void **state)
{
  (void)state;
  read_sources(holds_no_sql);
}

static int queries_found;
static void lists_its_queries(const char *path, const char *text)
{
  static const char mark[] = "const struct query ";
  if (!is_store(path)) return;
  for (const char *s = text; (s = strstr(s, mark)); ) {
    char name[80], queries[2000];
    s += sizeof mark - 1;
    const size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");
    if (n == 0 || strncmp(s + n, " = {", 4) != 0) continue;  /* a list itself */
    snprintf(name, sizeof name, "&%.*s,", (int)n, s);  /* a line may end after the comma */
    const char *list = strstr(text, "_queries[] = {");
    snprintf(queries, sizeof queries, "%.*s", list ? (int)strcspn(list, "}") : 0, list ? list : "");
    if (!strstr(queries, name)) print_error("%s: the query %.*s is in no closed list\n", path, (int)n, s);
    assert_non_null(strstr(queries, name));
    queries_found++;
  }
}

static void every_query_of_a_store_file_is_in_its_closed_list(void **state)
{
  (void)state;
  queries_found = 0;
  read_sources(lists_its_queries);
  assert_true(queries_found > 5);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(every_record_has_a_table_with_just_its_columns),
    TEST(the_journal_has_the_columns_its_lines_are_read_from),
    TEST(every_table_belongs_to_a_record),
    TEST(every_column_has_a_comment_and_a_portable_type),
    TEST(every_query_of_the_closed_lists_compiles),
    cmocka_unit_test(sql_stands_in_the_store_files_only),
    cmocka_unit_test(every_query_of_a_store_file_is_in_its_closed_list),
  };
  return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
