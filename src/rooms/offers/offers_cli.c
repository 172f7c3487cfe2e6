/* The offers on the command line. */
#include "command.h"
#include "data_folder.h"
#include "exchange.h"
#include "journal.h"
#include "json.h"
#include "places.h"
#include "say.h"
#include "text.h"
#include <unistd.h>

/* Runs with the database open as the writer, and the regions known that fields are checked against. */
static int with_database(struct ctx *c, const struct config *config, int (*run)(struct ctx *c, void *arg), void *arg)
{
  struct places *const places = arena_new(&c->arena, struct places, 1);
  if (places_load(c, config->data, places) != OK) return say_error(c);
  c->places = places;
  if (data_open(c, config, &c->db) != OK) return say_error(c);
  const int result = run(c, arg);
  db_close(c->db);
  c->db = NULL;
  c->places = NULL;
  return result;
}

/* --- import -------------------------------------------------------------------------------- */

struct importing { FILE *in; struct import_options options; bool json; struct json report; struct buf out; long size; };

static void report_row(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  struct importing *m = arg;
  if (!m->json) {
    SAY(c, stdout, N_("row %s, %s: %s"), count_text(c, (int64_t)w->line), w->column ? w->column : "-", tr(c, w->text));
    return;
  }
  json_item(&m->report);
  json_open(&m->report, '{');
  json_num(&m->report, "line", (int64_t)w->line);
  json_str(&m->report, "column", w->column);
  json_str(&m->report, "message", tr(c, w->text));
  json_close(&m->report);
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
    json_close(&m->report);
    puts(buf_text(&m->out));
    return;
  }
  SAY(c, stdout, N_("%s new, %s changed, %s the same, %s wrong"), count_text(c, (int64_t)r->added), count_text(c, (int64_t)r->changed),
      count_text(c, (int64_t)r->same), count_text(c, (int64_t)r->wrong));
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
  struct importing m = { .json = config->json, .options = { .wrong = report_row, .progress = show_progress } };
  m.options.arg = &m;
  m.options.dry_run = option_flag(&argc, argv, "dry-run");
  m.options.good_rows_only = option_flag(&argc, argv, "good-rows-only");
  if (argc != 1) return wrong_use(c, N_("Name one CSV file."));
  m.options.file = text_valid(argv[0], strlen(argv[0])) ? argv[0] : NULL;
  m.in = fopen(argv[0], "rb");
  if (!m.in) { (void)!fail(c, ERR_STORE, argv[0], N_("This file cannot be read.")); return say_error(c); }
  if (fseek(m.in, 0, SEEK_END) == 0) m.size = ftell(m.in);
  rewind(m.in);
  const int result = with_database(c, config, import_into, &m);
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
  return argc ? wrong_use(c, N_("This command takes no arguments.")) : with_database(c, config, undo, NULL);
}

/* --- export ---------------------------------------------------------------------------------- */

enum format { CSV, JSON, NDJSON };
struct exporting { enum format format; FILE *out; };

static void write_line(const struct exporting *e, const struct offer_line *line, bool first, struct buf *b)
{
  b->len = 0;
  if (e->format == CSV) { if (first) csv_head(&offer_line_record, b); csv_row(&offer_line_record, line, b); }
  if (e->format == JSON) put(b, first ? "[\n" : ",\n");
  if (e->format != CSV) json_row(offer_line, line, b);
  if (e->format == NDJSON) put_char(b, '\n');
  fwrite(b->at, 1, b->len, e->out);
}

static int export_from(struct ctx *c, void *arg)
{
  const struct exporting *e = arg;
  struct offer_line_list rows;
  struct buf b = { 0 };
  if (offers_all(c, &rows) != OK) return say_error(c);
  for (size_t i = 0; i < rows.count; i++) write_line(e, &rows.at[i], i == 0, &b);
  if (rows.count == 0 && e->format == CSV) { csv_head(&offer_line_record, &b); fwrite(b.at, 1, b.len, e->out); }
  if (e->format == JSON) fputs(rows.count ? "\n]\n" : "[]\n", e->out);
  buf_release(&b);
  if (fflush(e->out) == 0 && !ferror(e->out)) return DONE;
  (void)!fail(c, ERR_STORE, NULL, N_("The output could not be written to its end."));
  return say_error(c);
}

static int run_export(struct ctx *c, const struct config *config, int argc, char **argv)
{
  static const char *const names[] = { [CSV] = "csv", [JSON] = "json", [NDJSON] = "ndjson" };
  const char *format = option_value(&argc, argv, "format");
  struct exporting e = { config->json ? JSON : CSV, stdout };
  if (format) {
    size_t i = 0;
    while (i < COUNT(names) && strcmp(names[i], format) != 0) i++;
    if (i == COUNT(names)) return wrong_use(c, N_("The format is csv, json or ndjson."));
    e.format = (enum format)i;
  }
  if (argc > 1) return wrong_use(c, N_("Name one file, or none for standard output."));
  if (argc == 1 && !(e.out = fopen(argv[0], "wb"))) { (void)!fail(c, ERR_STORE, argv[0], N_("This file cannot be written.")); return say_error(c); }
  const int result = with_database(c, config, export_from, &e);
  if (e.out != stdout && fclose(e.out) != 0 && result == DONE) { (void)!fail(c, ERR_STORE, argv[0], N_("The output could not be written to its end.")); return say_error(c); }
  return result;
}

/* --- history, flags, fields ---------------------------------------------------------------------- */

static int history(struct ctx *c, void *arg)
{
  struct offer_line line;
  struct journal_line_list lines;
  if (offer_by_code(c, arg, &line) != OK || journal_of(c, line.offer.id, &lines) != OK) return say_error(c);
  for (size_t i = 0; i < lines.count; i++) printf("%s %s %s\n", lines.at[i].at, lines.at[i].verb, lines.at[i].changes);
  return DONE;
}
static int run_history(struct ctx *c, const struct config *config, int argc, char **argv)
{
  return argc == 1 ? with_database(c, config, history, argv[0]) : wrong_use(c, N_("Name the code of one offer."));
}

static int flags(struct ctx *c, void *arg)
{
  struct offer_flag_line_list lines;
  struct buf b = { 0 };
  (void)arg;
  if (offer_flags(c, &lines) != OK) return say_error(c);
  csv_head(&offer_flag_line_record, &b);
  for (size_t i = 0; i < lines.count; i++) csv_row(&offer_flag_line_record, &lines.at[i], &b);
  fwrite(b.at, 1, b.len, stdout);
  buf_release(&b);
  return DONE;
}
static int run_flags(struct ctx *c, const struct config *config, int argc, char **argv)
{
  (void)argv;
  return argc ? wrong_use(c, N_("This command takes no arguments.")) : with_database(c, config, flags, NULL);
}

static void put_keys(const struct choices *values)
{
  for (size_t i = 1; i < values->count; i++) printf("%s`%s`", i > 1 ? " " : "", values->at[i].key);
}

/* The field reference in docs/csv.md, from the declaration. */
static int run_fields(struct ctx *c, const struct config *config, int argc, char **argv)
{
  static const char *const kinds[] = { [FIELD_TEXT] = N_("text"), [FIELD_ENUM] = N_("one of"), [FIELD_SET] = N_("any of, with spaces between"),
    [FIELD_INT] = N_("whole number"), [FIELD_DATE] = N_("date, as 2026-12-31"), [FIELD_REF] = N_("UUID"), [FIELD_LIST] = N_("list") };
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
    if (f->kind == FIELD_TEXT || f->kind == FIELD_INT) printf("(%s %d)", tr(c, N_("at most")), f->max ? f->max : 4000);
    printf(" | %s%s |\n", f->flags & REQUIRED ? tr(c, N_("Required. ")) : "", f->help ? tr(c, f->help) : "");
  }
  return DONE;
}

extern const struct command offers_commands[];
const struct command offers_commands[] = {
  { "offers import",  "FILE.csv [--dry-run] [--good-rows-only] [--json]", N_("Reads offers from a CSV file"),
    N_("A row is recognised by its id or its code, else it is new. Columns that the file lacks stay as they were; an empty\n"
       "cell makes a value unknown. One wrong row stops everything, unless --good-rows-only.\n"), run_import },
  { "offers undo",    "", N_("Takes the last import back"), NULL, run_undo },
  { "offers export",  "[FILE] [--format csv|json|ndjson]", N_("Writes all offers, ended and professionals' ones included"), NULL, run_export },
  { "offers history", "CODE", N_("Shows every change of one offer"), NULL, run_history },
  { "offers flags",   "", N_("Lists what readers said is not right any more (CSV)"), NULL, run_flags },
  { "offers fields",  "", N_("Prints the columns of the CSV (the table in docs/csv.md)"), NULL, run_fields },
  { 0 }
};
