/* The offers on the command line. */
#include "command.h"
#include "console.h"
#include "exchange.h"
#include "journal.h"
#include "json.h"
#include "say.h"
#include "text.h"
#include <sys/stat.h>
#include <unistd.h>

static int with_database(struct ctx *c, const struct config *config, enum console_database which, int (*run)(struct ctx *c, void *arg), void *arg)
{
  if (console_begin(c, config, which) != OK) return say_error(c);
  const int result = run(c, arg);
  console_end(c);
  return result;
}

/* --- import -------------------------------------------------------------------------------- */

enum { KINDS_MOST = 64, LINES_OF_A_KIND = 20 };
struct kind { const char *column, *text; size_t count; };      /* of what is wrong: the same column and message */

struct importing {
  FILE *in;
  struct import_options options;
  bool json;
  struct json report;
  struct buf out;
  long size;
  struct kind kinds[KINDS_MOST];
};

static bool same_text(const char *a, const char *b) { return a == b || (a && b && strcmp(a, b) == 0); }

/* How many of that kind there were, this one included. */
static size_t count_kind(struct importing *m, const struct csv_wrong *w)
{
  for (struct kind *k = m->kinds; k < m->kinds + KINDS_MOST; k++) {
    if (!k->text) *k = (struct kind){ w->column, w->text, 0 };
    if (same_text(k->column, w->column) && same_text(k->text, w->text)) return ++k->count;
  }
  return 1;
}

/* Lets go of what was written so far: a report may be as long as its file. */
static void flush_report(struct importing *m)
{
  fwrite(m->out.at, 1, m->out.len, stdout);
  m->out.len = 0;
}

static void report_wrong(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  struct importing *m = arg;
  struct json *const j = &m->report;
  if (!m->json) { if (count_kind(m, w) <= LINES_OF_A_KIND) say_wrong_row(c, stdout, NULL, w); return; }
  json_begin(j, NULL, '{');
  json_num(j, "row", (int64_t)w->row);
  json_str(j, "offer", w->name);
  json_str(j, "what", "wrong");
  json_str(j, "column", w->column);
  json_str(j, "value", w->cell);
  json_str(j, "message", tr(c, w->text));
  if (w->choices) json_begin(j, "choices", '[');
  for (size_t i = 1; w->choices && i < w->choices->count; i++) { json_item(j); json_text(j->b, w->choices->at[i].key); }
  if (w->choices) json_close(j);
  json_close(j);
  flush_report(m);
}

static void put_changed(const struct import_change *change, const char *between, void (*name)(struct buf *b, const char *text), struct buf *b)
{
  const struct field *columns[CSV_COLUMNS_MOST];
  const size_t count = csv_fields(&offer_line_record, columns, COUNT(columns));
  for (size_t i = 1, n = 0; i < count; i++) {
    if (field_same(columns[i], change->before, change->after)) continue;
    if (n++) put(b, between);
    name(b, columns[i]->name);
  }
}

/* What a row does, of those that do something. */
static void report_changed(struct ctx *c, const struct import_change *change, void *arg)
{
  struct importing *m = arg;
  const struct offer *o = &change->after->offer;
  const char *const name = o->code ? o->code : o->name;
  if (m->json) {
    json_begin(&m->report, NULL, '{');
    json_num(&m->report, "row", (int64_t)change->row);
    json_str(&m->report, "offer", name);
    json_str(&m->report, "what", change->before ? "changed" : "new");
    if (change->before) { json_begin(&m->report, "columns", '['); put_changed(change, ",", json_text, &m->out); json_close(&m->report); }
    json_close(&m->report);
  } else {
    put_filled(&m->out, tr(c, N_("row %s")), (const char *const[]){ count_text(c, (int64_t)change->row), NULL });
    put(&m->out, ", ");
    put(&m->out, name);
    put(&m->out, ": ");
    put(&m->out, tr(c, change->before ? N_("changed: ") : N_("new")));
    if (change->before) put_changed(change, ", ", put, &m->out);
    put_char(&m->out, '\n');
  }
  flush_report(m);
}

/* A bar on a terminal, drawn over itself. */
static void show_progress(size_t rows, void *arg)
{
  const struct importing *m = arg;
  enum { WIDTH = 30 };
  const long at = ftell(m->in);
  const int filled = m->size > 0 && at >= 0 ? (int)(at * WIDTH / m->size) : 0;
  if (!isatty(STDERR_FILENO)) return;
  fprintf(stderr, "\r[%.*s%*s] %zu", filled, "##############################", WIDTH - filled, "", rows);
}

static void say_report(struct ctx *c, struct importing *m, const struct import_report *r, bool done)
{
  if (m->json) {
    json_close(&m->report);
    json_bool(&m->report, "written", done && !m->options.dry_run);
    json_num(&m->report, "added", (int64_t)r->added);
    json_num(&m->report, "changed", (int64_t)r->changed);
    json_num(&m->report, "same", (int64_t)r->same);
    json_num(&m->report, "wrong", (int64_t)r->wrong);
    json_num(&m->report, "unnamed", (int64_t)r->unnamed);
    json_close(&m->report);
    put_char(&m->out, '\n');
    flush_report(m);
    return;
  }
  for (const struct kind *k = m->kinds; k < m->kinds + KINDS_MOST && k->text; k++)
    if (k->count > LINES_OF_A_KIND) SAY(c, stdout, N_("and %s rows more: %s: %s"), count_text(c, (int64_t)(k->count - LINES_OF_A_KIND)), k->column ? k->column : "-", tr(c, k->text));
  SAY(c, stdout, N_("%s new, %s changed, %s the same, %s wrong"), count_text(c, (int64_t)r->added), count_text(c, (int64_t)r->changed),
      count_text(c, (int64_t)r->same), count_text(c, (int64_t)r->wrong));
  if (r->unnamed) SAY(c, stdout, N_("Rows with neither id nor code, new each time: %s"), count_text(c, (int64_t)r->unnamed));
  puts(tr(c, m->options.dry_run ? N_("Dry run: nothing was written.") : done ? N_("Written. To take it back: kentering offers undo") : N_("Nothing was written.")));
}

static int import_into(struct ctx *c, void *arg)
{
  struct importing *m = arg;
  struct import_report report;
  m->report = (struct json){ .b = &m->out };
  if (m->json) { json_open(&m->report, '{'); json_key(&m->report, "rows"); json_open(&m->report, '['); }
  const int rc = offers_import(c, m->in, &m->options, &report);
  if (isatty(STDERR_FILENO)) fputs("\r\033[K", stderr);
  say_report(c, m, &report, rc == OK && report.added + report.changed > 0);
  buf_release(&m->out);
  if (rc != OK) return say_error(c);
  return report.wrong ? FAILED : DONE;
}

static int run_import(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct importing m = { .json = config->json, .options = { .wrong = report_wrong, .progress = show_progress } };
  m.options.arg = &m;
  m.options.dry_run = option_flag(&argc, argv, "dry-run");
  m.options.good_rows_only = option_flag(&argc, argv, "good-rows-only");
  const bool verbose = option_flag(&argc, argv, "verbose");
  if (verbose || m.options.dry_run) m.options.changed = report_changed;
  if (argc != 1) return wrong_use(c, N_("Name one CSV file."));
  m.options.file = text_valid(argv[0], strlen(argv[0])) ? argv[0] : NULL;
  m.in = fopen(argv[0], "rb");
  if (!m.in) { (void)!fail(c, ERR_STORE, argv[0], N_("This file cannot be read.")); return say_error(c); }
  if (fseek(m.in, 0, SEEK_END) == 0) m.size = ftell(m.in);
  rewind(m.in);
  const int result = with_database(c, config, m.options.dry_run ? CONSOLE_TRIED : CONSOLE_MADE, import_into, &m);
  fclose(m.in);
  return result;
}

static int undo(struct ctx *c, void *arg)
{
  struct offer_import last;
  (void)arg;
  if (offers_import_undo(c, &last) != OK) return say_error(c);
  SAY(c, stdout, N_("Taken back: the import of %s (%s), %s new and %s changed offers."), last.at, last.file ? last.file : "-",
      count_text(c, last.added.n), count_text(c, last.changed.n));
  return DONE;
}
static int run_undo(struct ctx *c, const struct config *config, int argc, char **argv)
{
  (void)argv;
  return argc ? wrong_use(c, N_("This command takes no arguments.")) : with_database(c, config, CONSOLE_EXISTING, undo, NULL);
}

/* --- export ---------------------------------------------------------------------------------- */

enum format { CSV, JSON, NDJSON };
struct exporting { enum format format; bool excel, open; const char *file; FILE *out; };       /* open: for everybody */

static void put_heading(const struct exporting *e, struct buf *b)
{
  if (e->excel) put(b, "\xEF\xBB\xBF");                      /* else Excel takes UTF-8 for something else */
  csv_head_with(&offer_line_record, e->excel ? ';' : ',', b);
}

static void write_line(const struct exporting *e, const struct offer_line *line, bool first, struct buf *b)
{
  b->len = 0;
  if (e->format == CSV && first) put_heading(e, b);
  if (e->format == CSV) csv_row_with(&offer_line_record, e->excel ? ';' : ',', line, b);
  if (e->format == JSON) put(b, first ? "[\n" : ",\n");
  if (e->format != CSV) json_row(offer_line, line, b);
  if (e->format == NDJSON) put_char(b, '\n');
  fwrite(b->at, 1, b->len, e->out);
}

static int write_lines(struct ctx *c, const struct exporting *e, struct offer_line_list rows)
{
  struct buf b = { 0 };
  for (size_t i = 0; i < rows.count; i++) write_line(e, &rows.at[i], i == 0, &b);
  if (rows.count == 0 && e->format == CSV) { put_heading(e, &b); fwrite(b.at, 1, b.len, e->out); }
  if (e->format == JSON) fputs(rows.count ? "\n]\n" : "[]\n", e->out);
  buf_release(&b);
  return fflush(e->out) == 0 && !ferror(e->out) ? OK : fail(c, ERR_STORE, e->file, N_("The output could not be written to its end."));
}

static int write_and_close(struct ctx *c, struct exporting *e, const char *path, struct offer_line_list rows)
{
  if (!(e->out = fopen(path, "wb"))) return fail(c, ERR_STORE, path, N_("This file cannot be written."));
  const int rc = write_lines(c, e, rows);
  return fclose(e->out) == 0 || rc != OK ? rc : fail(c, ERR_STORE, path, N_("The output could not be written to its end."));
}

/* Beside the file first, and in its place when all of it is there. What is no file (a pipe, a device) is written as it is. */
static int write_file(struct ctx *c, struct exporting *e, struct offer_line_list rows)
{
  char *const resolved = realpath(e->file, NULL);
  const char *const path = JOIN(&c->arena, resolved ? resolved : e->file), *const fresh = JOIN(&c->arena, path, ".new");
  struct stat old;
  const bool there = stat(path, &old) == 0;
  free(resolved);
  if (there && !S_ISREG(old.st_mode)) return write_and_close(c, e, path, rows);
  int rc = write_and_close(c, e, fresh, rows);
  if (rc == OK && there && chmod(fresh, old.st_mode & 0777) != 0) rc = fail(c, ERR_STORE, fresh, N_("This file cannot be written."));
  if (rc == OK && rename(fresh, path) != 0) rc = fail(c, ERR_STORE, path, N_("This file cannot be written."));
  if (rc != OK) unlink(fresh);
  return rc;
}

/* What stands on the public list, without whom we ask. */
static void leave_public(struct offer_line_list *rows)
{
  size_t n = 0;
  for (size_t i = 0; i < rows->count; i++) {
    if (!offer_is_public(&rows->at[i].offer)) continue;
    rows->at[n] = rows->at[i];
    rows->at[n].offer.ask_at = rows->at[n].offer.colleague = rows->at[n].offer.colleague_phone = NULL;
    n++;
  }
  rows->count = n;
}

static int export_from(struct ctx *c, void *arg)
{
  struct exporting *e = arg;
  struct offer_line_list rows;
  int rc = offers_all(c, &rows);
  if (rc == OK && e->open) leave_public(&rows);
  if (rc == OK) rc = e->file ? write_file(c, e, rows) : write_lines(c, e, rows);
  return rc == OK ? DONE : say_error(c);
}

static int run_export(struct ctx *c, const struct config *config, int argc, char **argv)
{
  static const char *const names[] = { [CSV] = "csv", [JSON] = "json", [NDJSON] = "ndjson" };
  const char *format = option_value(&argc, argv, "format");
  struct exporting e = { config->json ? JSON : CSV, option_flag(&argc, argv, "excel"), option_flag(&argc, argv, "public"), NULL, stdout };
  if (format) {
    size_t i = 0;
    while (i < COUNT(names) && strcmp(names[i], format) != 0) i++;
    if (i == COUNT(names)) return wrong_use(c, N_("The format is csv, json or ndjson."));
    e.format = (enum format)i;
  }
  if (e.excel && e.format != CSV) return wrong_use(c, N_("--excel is a way of writing CSV, not JSON."));
  if (argc > 1) return wrong_use(c, N_("Name one file, or none for standard output."));
  if (argc == 1) e.file = argv[0];
  return with_database(c, config, CONSOLE_EXISTING, export_from, &e);
}

/* --- history, flags, fields ---------------------------------------------------------------------- */

static int history(struct ctx *c, void *arg)
{
  struct offer_line line;
  struct journal_line_list lines;
  int rc = offer_by_code(c, arg, &line);
  if (rc == ERR_NOT_FOUND) rc = fail(c, rc, arg, N_("There is no offer with this code."));
  if (rc == OK) rc = journal_of(c, line.offer.id, &lines);
  if (rc != OK) return say_error(c);
  for (size_t i = 0; i < lines.count; i++) printf("%s %s %s\n", lines.at[i].at, lines.at[i].verb, lines.at[i].changes);
  return DONE;
}
static int run_history(struct ctx *c, const struct config *config, int argc, char **argv)
{
  return argc == 1 ? with_database(c, config, CONSOLE_EXISTING, history, argv[0]) : wrong_use(c, N_("Name the code of one offer."));
}

/* A flag as it is read in a spreadsheet; nobody reads it in again. */
struct flag_row { const char *at, *code, *name, *reason, *note; };
static const struct field flag_fields[] = {
  F_TEXT(flag_row, at,     OPTIONAL, "When"),
  F_TEXT(flag_row, code,   OPTIONAL, "Code"),
  F_TEXT(flag_row, name,   OPTIONAL, "Name"),
  F_TEXT(flag_row, reason, OPTIONAL, "What is not right"),
  F_TEXT(flag_row, note,   OPTIONAL, "What the reader adds"),
};
static const struct record flag_row_record = PART(flag_row, flag_fields);

/* What a stranger wrote, on one line and without a place where a spreadsheet would split it. */
static const char *one_line(struct ctx *c, const char *text)
{
  struct buf b = { 0 };
  for (const char *s = text ? text : ""; *s; ) {
    const size_t plain = strcspn(s, ";\t\r\n"), split = strspn(s + plain, ";\t\r\n ");
    put_mem(&b, s, plain);
    s += plain + split;
    if (split && *s && b.len) put(&b, ", ");
  }
  return buf_to_arena(&c->arena, &b);
}

static int flags(struct ctx *c, void *arg)
{
  struct offer_flag_line_list lines;
  struct buf b = { 0 };
  (void)arg;
  if (offer_flags(c, &lines) != OK) return say_error(c);
  csv_head(&flag_row_record, &b);
  for (size_t i = 0; i < lines.count; i++) {
    const struct offer_flag_line *l = &lines.at[i];
    csv_row(&flag_row_record, &(struct flag_row){ l->offer_flag.at, l->code, l->name, flag_reason_key(l->offer_flag.reason), one_line(c, l->offer_flag.note) }, &b);
  }
  fwrite(b.at, 1, b.len, stdout);
  buf_release(&b);
  return DONE;
}
static int run_flags(struct ctx *c, const struct config *config, int argc, char **argv)
{
  (void)argv;
  return argc ? wrong_use(c, N_("This command takes no arguments.")) : with_database(c, config, CONSOLE_EXISTING, flags, NULL);
}

static void put_keys(const struct choices *values)
{
  for (size_t i = 1; i < values->count; i++) printf("%s`%s`", i > 1 ? " " : "", values->at[i].key);
}

/* The field reference in docs/csv.md, from the declaration. */
static int run_fields(struct ctx *c, const struct config *config, int argc, char **argv)
{
  static const char *const kinds[] = { [FIELD_TEXT] = N_("text"), [FIELD_ENUM] = N_("one of"), [FIELD_SET] = N_("any of, with spaces between"),
    [FIELD_INT] = N_("whole number"), [FIELD_DATE] = N_("date, as 2026-12-31"), [FIELD_TIME] = N_("instant"), [FIELD_REF] = N_("UUID"), [FIELD_LIST] = N_("list") };
  const struct field *columns[CSV_COLUMNS_MOST];
  const size_t count = csv_fields(&offer_line_record, columns, COUNT(columns));
  (void)config;
  (void)argv;
  if (argc) return wrong_use(c, N_("This command takes no arguments."));
  printf("| %s | %s | %s | %s |\n|---|---|---|---|\n", tr(c, N_("column")), tr(c, N_("meaning")), tr(c, N_("value")), tr(c, N_("note")));
  for (size_t i = 0; i < count; i++) {
    const struct field *f = columns[i];
    printf("| `%s` | %s | %s ", f->name, tr(c, f->label), tr(c, kinds[f->kind]));
    if (f->values) put_keys(f->values);
    if (f->kind == FIELD_TEXT || f->kind == FIELD_INT) printf("(%s %d)", tr(c, N_("at most")), f->max ? f->max : TEXT_MOST);
    printf(" | %s%s |\n", f->flags & REQUIRED ? tr(c, N_("Required. ")) : "", f->help ? tr(c, f->help) : "");
  }
  return DONE;
}

extern const struct command offers_commands[];
const struct command offers_commands[] = {
  { "offers import",  "FILE.csv [--dry-run] [--good-rows-only] [--verbose] [--json]", N_("Reads offers from a CSV file"),
    N_("A row is recognised by its id or its code, else it is new. Columns that the file lacks stay as they were; an empty\n"
       "cell makes a value unknown. One wrong row stops everything, unless --good-rows-only. --dry-run writes nothing and tells\n"
       "what each row would do; --verbose tells it of an import.\n"), run_import },
  { "offers undo",    "", N_("Takes the last import back"), NULL, run_undo },
  { "offers export",  "[FILE] [--format csv|json|ndjson] [--excel] [--public]", N_("Writes all offers, ended and professionals' ones included"),
    N_("--excel: with semicolons and a byte order mark, as Dutch Excel opens it. --public: for everybody, so only what stands on\n"
       "the public list, and without whom we ask.\n"), run_export },
  { "offers history", "CODE", N_("Shows every change of one offer"), NULL, run_history },
  { "offers flags",   "", N_("Lists what readers said is not right any more (CSV)"), NULL, run_flags },
  { "offers fields",  "", N_("Prints the columns of the CSV (the table in docs/csv.md)"), NULL, run_fields },
  { 0 }
};
