#include "csv.h"
#include "text.h"

/* --- columns ----------------------------------------------------------------------- */

/* "id" stands first, as a field of its own. */
static const struct record no_record;
static const struct field id_field = { .kind = FIELD_REF, .name = "id", .label = "id", .at = 0, .target = &no_record };

static size_t add_fields(const struct record *rec, const struct field **out, size_t n, size_t room)
{
  if (rec->base) n = add_fields(rec->base, out, n, room);
  else if (!rec->part && n < room) out[n++] = &id_field;
  for (size_t i = 0; i < rec->count && n < room; i++)
    if (!(rec->fields[i].flags & IN_PROGRAM)) out[n++] = &rec->fields[i];
  return n;
}
size_t csv_fields(const struct record *rec, const struct field **out, size_t room) { return add_fields(rec, out, 0, room); }

/* --- out ----------------------------------------------------------------------------- */

static bool is_formula(const char *s) { return *s && strchr("=+-@\t\r", *s); }
static bool may_be_formula(const struct field *f) { return f->kind == FIELD_TEXT || f->kind == FIELD_LIST; }

static void put_cell(struct buf *b, const char *s, bool guard)
{
  put_char(b, '"');
  if (guard && (is_formula(s) || (*s == '\'' && (is_formula(s + 1) || s[1] == '\'')))) put_char(b, '\'');
  for (; *s; s++) { if (*s == '"') put_char(b, '"'); put_char(b, *s); }
  put_char(b, '"');
}

void csv_head(const struct record *rec, struct buf *b)
{
  const struct field *columns[CSV_COLUMNS_MOST];
  const size_t count = csv_fields(rec, columns, COUNT(columns));
  for (size_t i = 0; i < count; i++) { if (i) put_char(b, ','); put(b, columns[i]->name); }
  put(b, "\r\n");
}

void csv_row(const struct record *rec, const void *row, struct buf *b)
{
  const struct field *columns[CSV_COLUMNS_MOST];
  const size_t count = csv_fields(rec, columns, COUNT(columns));
  struct buf cell = { 0 };
  for (size_t i = 0; i < count; i++) {
    if (i) put_char(b, ',');
    cell.len = 0;
    field_print(columns[i], row, &cell);
    if (cell.len) put_cell(b, buf_text(&cell), may_be_formula(columns[i]));
  }
  buf_release(&cell);
  put(b, "\r\n");
}

/* --- in: bytes to cells ------------------------------------------------------------------ */

/* One row's cells, each terminated, one after the other in `text`. */
struct cells { struct buf text; size_t at[CSV_COLUMNS_MOST + 1], count; size_t line, lines; bool half, too_long, has_nul; };
struct source { FILE *in; char head[4096]; size_t at, end; char separator; };    /* head: read ahead, a pipe cannot go back */

static int next_byte(struct source *s) { return s->at < s->end ? (unsigned char)s->head[s->at++] : getc_unlocked(s->in); }

static void begin_cell(struct cells *r) { if (r->count <= CSV_COLUMNS_MOST) r->at[r->count++] = r->text.len; }
static void add_byte(struct cells *r, int ch)
{
  if (ch == 0) r->has_nul = true;
  if (r->text.len >= CSV_ROW_MOST) { r->too_long = true; return; }          /* read on to the row's end, keep no more */
  put_char(&r->text, (char)ch);
}
static void end_cell(struct cells *r) { put_char(&r->text, 0); }

/* The byte that ended a quoted cell. */
static int read_quoted(struct source *s, struct cells *r)
{
  for (int ch; (ch = next_byte(s)) != EOF; add_byte(r, ch)) {
    if (ch == '\n') r->lines++;
    if (ch != '"') continue;
    ch = next_byte(s);
    if (ch != '"') return ch;
  }
  r->half = true;                                                           /* the file ends inside quotes */
  return EOF;
}

/* False at the end of the file. */
static bool read_cells(struct source *s, struct cells *r)
{
  int ch = next_byte(s);
  r->line += r->lines;
  r->lines = 1;
  r->text.len = r->count = 0;
  r->half = r->too_long = r->has_nul = false;
  if (ch == EOF) return false;
  for (;;) {
    begin_cell(r);
    if (ch == '"') ch = read_quoted(s, r);
    for (; ch != EOF && ch != s->separator && ch != '\n'; ch = next_byte(s)) if (ch != '\r') add_byte(r, ch);
    end_cell(r);
    if (ch != s->separator) return true;
    ch = next_byte(s);
  }
}

static const char *cell(const struct cells *r, size_t i) { return r->text.at + r->at[i]; }
static bool empty_row(const struct cells *r) { return r->count == 1 && *cell(r, 0) == 0; }

/* --- in: cells to rows --------------------------------------------------------------------- */

struct reading {
  struct ctx *c;
  const struct csv_reader *r;
  const struct field *columns[CSV_COLUMNS_MOST];                            /* of the record */
  size_t known;
  const struct field *of_cell[CSV_COLUMNS_MOST];                            /* of the file */
  size_t cells;
  bool given[CSV_COLUMNS_MOST];
};

/* Past a byte order mark. The separator is the one of , ; and tab that stands most often in the heading. */
static void begin(struct source *s, FILE *in)
{
  static const char mark[] = "\xEF\xBB\xBF";
  size_t best = 0;
  s->in = in;
  s->end = fread(s->head, 1, sizeof s->head, in);
  s->at = s->end >= 3 && memcmp(s->head, mark, 3) == 0 ? 3 : 0;
  s->separator = ',';
  for (const char *p = ",;\t"; *p; p++) {
    size_t times = 0;
    for (size_t i = s->at; i < s->end && s->head[i] != '\n'; i++) times += s->head[i] == *p;
    if (times > best) { best = times; s->separator = *p; }
  }
}

static int wrong_file(struct ctx *c, const char *column, const char *text)
{
  return fail(c, ERR_INVALID, column ? arena_text(&c->arena, column, strnlen(column, 80)) : NULL, text);
}

static int read_heading(struct reading *g, struct cells *r)
{
  for (size_t i = 0; i < r->count; i++) {
    const char *name = cell(r, i);
    if (!text_valid(name, strlen(name)) || r->has_nul) return wrong_file(g->c, NULL, N_("This is not a CSV file in UTF-8. Save it as \"CSV UTF-8\" and try again."));
    size_t k = 0;
    while (k < g->known && strcmp(g->columns[k]->name, name) != 0) k++;
    if (k == g->known) return wrong_file(g->c, name, N_("This column is not known."));
    if (g->given[k]) return wrong_file(g->c, name, N_("This column stands there twice."));
    g->given[k] = true;
    g->of_cell[i] = g->columns[k];
  }
  g->cells = r->count;
  return OK;
}

static void report(const struct reading *g, size_t line, const char *column, const char *text)
{
  g->r->wrong(g->c, &(struct csv_wrong){ line, column, text }, g->r->arg);
}

static const char *row_as_a_whole(const struct reading *g, const struct cells *r)
{
  if (r->half) return N_("The file ends in the middle of this row: a quote is not closed.");
  if (r->too_long) return N_("This row is longer than a row may be.");
  if (r->has_nul) return N_("This row holds a zero byte.");
  if (r->count > g->cells) return N_("This row has more cells than there are columns.");
  if (r->count < g->cells) return N_("This row has fewer cells than there are columns.");
  return NULL;
}

/* Takes off the apostrophe that csv_row puts before what a spreadsheet would run. */
static const char *unguarded(const struct field *f, const char *s)
{
  return may_be_formula(f) && *s == '\'' && (is_formula(s + 1) || s[1] == '\'') ? s + 1 : s;
}

static bool parse_row(const struct reading *g, const struct cells *r, void *row)
{
  bool good = true;
  for (size_t i = 0; i < g->cells; i++) {
    const struct field *f = g->of_cell[i];
    const char *text = field_parse(g->c, f, unguarded(f, cell(r, i)), row);
    if (!text) continue;
    report(g, r->line, f->name, text);
    good = false;
  }
  for (size_t k = 0; g->r->require_all && k < g->known; k++) {
    if (g->given[k] || !(g->columns[k]->flags & REQUIRED)) continue;
    report(g, r->line, g->columns[k]->name, N_("This is needed."));
    good = false;
  }
  return good;
}

static int one_row(struct reading *g, const struct cells *r, bool *good)
{
  const char *whole = row_as_a_whole(g, r);
  if (whole) { report(g, r->line, NULL, whole); return OK; }
  void *row = arena_alloc(&g->c->arena, g->r->rec->size);
  if (!parse_row(g, r, row)) return OK;
  const int rc = g->r->row(g->c, row, g->given, r->line, g->r->arg);
  if (rc == ERR_INVALID) { report(g, r->line, g->c->error.field, g->c->error.text); return OK; }
  *good = rc == OK;
  return rc;
}

/* Each row has an arena of its own, so that a file of any length needs the memory of one row. */
static int read_all(struct reading *g, struct source *s, struct cells *r, size_t *good, size_t *bad)
{
  struct arena lasting = g->c->arena, mine = { .max = lasting.max };
  int rc = OK;
  while (rc == OK && read_cells(s, r)) {
    bool fine = false;
    if (empty_row(r)) continue;
    g->c->arena = mine;
    rc = one_row(g, r, &fine);
    mine = g->c->arena;
    if (rc != OK && g->c->error.text) g->c->error.text = arena_text(&lasting, g->c->error.text, strlen(g->c->error.text));
    arena_reset(&mine);
    *(fine ? good : bad) += 1;
  }
  arena_release(&mine);
  g->c->arena = lasting;
  return rc;
}

int csv_read(struct ctx *c, FILE *in, const struct csv_reader *reader, size_t *good, size_t *bad)
{
  struct reading g = { .c = c, .r = reader };
  struct source s;
  struct cells r = { .text.max = CSV_ROW_MOST + CSV_COLUMNS_MOST + 8, .line = 1, .lines = 0 };
  g.known = csv_fields(reader->rec, g.columns, COUNT(g.columns));
  *good = *bad = 0;
  begin(&s, in);
  int rc = read_cells(&s, &r) && !empty_row(&r) ? OK : fail(c, ERR_INVALID, NULL, N_("This file is empty: the first line names the columns."));
  if (rc == OK && (r.count > CSV_COLUMNS_MOST || r.too_long)) rc = fail(c, ERR_INVALID, NULL, N_("The first line names more columns than there are."));
  if (rc == OK) rc = read_heading(&g, &r);
  if (rc == OK) rc = read_all(&g, &s, &r, good, bad);
  if (rc == OK && ferror(in)) rc = fail(c, ERR_STORE, NULL, N_("This file cannot be read to its end."));
  buf_release(&r.text);
  return rc;
}
