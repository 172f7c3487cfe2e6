#include "csv.h"
#include "text.h"
#include <strings.h>

/* --- columns ----------------------------------------------------------------------- */

enum { SHOWN = 40 };                                                        /* characters of a cell in a message */

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

static bool may_be_formula(const struct field *f) { return f->kind == FIELD_TEXT || f->kind == FIELD_LIST; }
/* A spreadsheet with another separator begins a new cell behind these, whatever the quotes. */
static bool begins_cell(char before) { return before == 0 || before == ';' || before == '\t' || before == '\n' || before == '\r'; }
/* Apostrophes, if any, and then what makes a formula. */
static bool is_formula(const char *s)
{
  s += strspn(s, "'");
  return *s && strchr("=+-@\t\r", *s);
}

static void put_cell(struct buf *b, const char *s, bool guard)
{
  put_char(b, '"');
  for (char before = 0; *s; before = *s++) {
    if (guard && begins_cell(before) && is_formula(s)) put_char(b, '\'');
    if (*s == '"') put_char(b, '"');
    put_char(b, *s);
  }
  put_char(b, '"');
}

void csv_text(struct buf *b, const char *s)
{
  if (s && *s) put_cell(b, s, true);
}

void csv_head_with(const struct record *rec, char separator, struct buf *b)
{
  const struct field *columns[CSV_COLUMNS_MOST];
  const size_t count = csv_fields(rec, columns, COUNT(columns));
  for (size_t i = 0; i < count; i++) { if (i) put_char(b, separator); put(b, columns[i]->name); }
  put(b, "\r\n");
}

void csv_row_with(const struct record *rec, char separator, const void *row, struct buf *b)
{
  const struct field *columns[CSV_COLUMNS_MOST];
  const size_t count = csv_fields(rec, columns, COUNT(columns));
  struct buf cell = { 0 };
  for (size_t i = 0; i < count; i++) {
    if (i) put_char(b, separator);
    cell.len = 0;
    field_print(columns[i], row, &cell);
    if (cell.len) put_cell(b, buf_text(&cell), may_be_formula(columns[i]));
  }
  buf_release(&cell);
  put(b, "\r\n");
}

/* --- in: bytes to cells ------------------------------------------------------------------ */

/* One row's cells, each terminated, one after the other in `text`. */
struct cells { struct buf text; size_t at[CSV_COLUMNS_MOST + 1], count; size_t row; bool half, too_long, has_nul; };
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
  r->row++;
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
static bool is_blank(const char *s) { return s[strspn(s, " \t\r\n")] == 0; }

/* Nothing but empty cells, as a sheet has below its last row. */
static bool empty_row(const struct cells *r)
{
  if (r->half || r->too_long || r->has_nul) return false;
  for (size_t i = 0; i < r->text.len; i++) if (r->text.at[i] != 0 && r->text.at[i] != ' ') return false;
  return true;
}

/* --- in: cells to rows --------------------------------------------------------------------- */

struct reading {
  struct ctx *c;
  const struct csv_reader *r;
  const struct field *columns[CSV_COLUMNS_MOST];                            /* of the record */
  size_t known;
  const struct field *of_cell[CSV_COLUMNS_MOST];                            /* of the file; NULL: a column without a name */
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

static const struct field *column_named(const struct reading *g, const char *name, size_t len, size_t *k)
{
  for (*k = 0; *k < g->known; ++*k)
    if (strncasecmp(g->columns[*k]->name, name, len) == 0 && g->columns[*k]->name[len] == 0) return g->columns[*k];
  return NULL;
}

static int read_heading(struct reading *g, struct cells *r)
{
  for (size_t i = 0; i < r->count; i++) {
    const char *name = cell(r, i) + strspn(cell(r, i), " \t");
    size_t len = strlen(name), k;
    while (len && strchr(" \t", name[len - 1])) len--;
    if (!text_valid(name, len) || r->has_nul) return fail(g->c, ERR_INVALID, NULL, N_("This is not a CSV file in UTF-8. Save it as \"CSV UTF-8\" and try again."));
    g->of_cell[i] = column_named(g, name, len, &k);
    if (len == 0) continue;
    if (!g->of_cell[i]) return fail(g->c, ERR_INVALID, text_cut(&g->c->arena, name, len, SHOWN), N_("This column is not known."));
    if (g->given[k]) return fail(g->c, ERR_INVALID, g->of_cell[i]->name, N_("This column stands there twice."));
    g->given[k] = true;
  }
  g->cells = r->count;
  return OK;
}

static const char *cell_of(const struct reading *g, const struct cells *r, const struct field *f)
{
  for (size_t i = 0; f && i < g->cells && i < r->count; i++) if (g->of_cell[i] == f) return cell(r, i);
  return NULL;
}

/* What the row calls itself: the first of its first texts that is filled in (code, slug, name), else its id. */
static const char *name_of(const struct reading *g, const struct cells *r)
{
  size_t texts = 0;
  for (size_t k = 0; k < g->known && texts < 3; k++) {
    const char *const text = g->columns[k]->kind == FIELD_TEXT && ++texts ? cell_of(g, r, g->columns[k]) : NULL;
    if (text && !is_blank(text)) return text;
  }
  return cell_of(g, r, &id_field);
}

static const char *shown(const struct reading *g, const char *text) { return text && *text ? text_cut(&g->c->arena, text, strlen(text), SHOWN) : NULL; }

/* The keys of a field, or of the first part of its lines that has keys. */
static const struct choices *choices_of(const struct field *f)
{
  for (size_t i = 0; f->kind == FIELD_LIST && i < f->target->count; i++) if (f->target->fields[i].values) return f->target->fields[i].values;
  return f->values;
}

static void report(const struct reading *g, const struct cells *r, const char *column, const char *text)
{
  const struct field *f = NULL;
  for (size_t k = 0; column && !f && k < g->known; k++) if (strcmp(g->columns[k]->name, column) == 0) f = g->columns[k];
  const struct choices *const choices = f && strcmp(text, NOT_IN_LIST) == 0 ? choices_of(f) : NULL;
  const struct csv_wrong w = { r->row, shown(g, name_of(g, r)), column, text, shown(g, cell_of(g, r, f)), choices };
  g->r->wrong(g->c, &w, g->r->arg);
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

/* Takes off the apostrophes that csv_row puts before what a spreadsheet would run. */
static void take_guards(char *s)
{
  char *to = s;
  if (!strchr(s, '\'')) return;
  for (char before = 0; *s; before = *s++) if (*s != '\'' || !begins_cell(before) || !is_formula(s)) *to++ = *s;
  *to = 0;
}

static size_t digits(const char *s) { return strspn(s, "0123456789"); }

/* 31-12-2026 and 1-2-2026, as Dutch spreadsheets write dates: as 2026-12-31. */
static const char *iso_date(struct ctx *c, const char *s)
{
  s += strspn(s, " \t\r\n");
  const size_t d = digits(s);
  if (d < 1 || d > 2 || s[d] != '-') return s;
  const char *const month = s + d + 1, *const year = month + digits(month) + 1;
  const size_t m = digits(month);
  if (m < 1 || m > 2 || month[m] != '-' || digits(year) != 4 || !is_blank(year + 4)) return s;
  char *const iso = arena_text(&c->arena, "0000-00-00", 10);
  memcpy(iso, year, 4);
  memcpy(iso + 7 - m, month, m);
  memcpy(iso + 10 - d, s, d);
  return iso;
}

static const char *yes_or_no(const char *s)
{
  static const struct { const char *word, *key; } words[] = { { "ja", "yes" }, { "yes", "yes" }, { "nee", "no" }, { "no", "no" } };
  const char *const word = s + strspn(s, " \t\r\n");
  for (size_t i = 0; i < COUNT(words); i++) {
    const size_t n = strlen(words[i].word);
    if (strncasecmp(word, words[i].word, n) == 0 && is_blank(word + n)) return words[i].key;
  }
  return s;
}

static bool is_utf8(const char *s)
{
  for (size_t n = strlen(s), taken; n; s += taken, n -= taken)
    if (text_next(s, n, &taken) == 0xFFFD && taken == 1) return false;
  return true;
}

/* What is wrong with this cell; NULL: nothing, and it stands in the row. */
static const char *parse_cell(struct ctx *c, const struct field *f, char *s, void *row)
{
  const char *text = s;
  if (!f) return is_blank(s) ? NULL : N_("This row has text in a column without a name.");
  if (may_be_formula(f)) take_guards(s);
  if (f->kind == FIELD_DATE) text = iso_date(c, s);
  if (f->values == &yes_no_choices) text = yes_or_no(s);
  const char *const wrong = field_parse(c, f, text, row);
  return wrong && !is_utf8(s) ? N_("This text is not UTF-8. Save the file as \"CSV UTF-8\" and try again.") : wrong;
}

static bool parse_row(const struct reading *g, const struct cells *r, void *row)
{
  bool good = true;
  for (size_t i = 0; i < g->cells; i++) {
    const struct field *f = g->of_cell[i];
    const char *text = parse_cell(g->c, f, r->text.at + r->at[i], row);
    if (!text) continue;
    report(g, r, f ? f->name : NULL, text);
    good = false;
  }
  for (size_t k = 0; g->r->require_all && k < g->known; k++) {
    if (g->given[k] || !(g->columns[k]->flags & REQUIRED)) continue;
    report(g, r, g->columns[k]->name, N_("This is needed."));
    good = false;
  }
  return good;
}

static int one_row(struct reading *g, const struct cells *r, bool *good)
{
  const char *whole = row_as_a_whole(g, r);
  if (whole) { report(g, r, NULL, whole); return OK; }
  void *row = arena_alloc(&g->c->arena, g->r->rec->size);
  if (!parse_row(g, r, row)) return OK;
  const int rc = g->r->row(g->c, row, g->given, r->row, g->r->arg);
  if (rc == ERR_INVALID) { report(g, r, g->c->error.field, g->c->error.text); return OK; }
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
    if (rc != OK) error_keep(g->c, &lasting);
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
  struct cells r = { .text.max = CSV_ROW_MOST + CSV_COLUMNS_MOST + 8, };
  g.known = csv_fields(reader->rec, g.columns, COUNT(g.columns));
  *good = *bad = 0;
  begin(&s, in);
  const bool any = read_cells(&s, &r) && !empty_row(&r);
  int rc = any || ferror(in) ? OK : fail(c, ERR_INVALID, NULL, N_("This file is empty: the first line names the columns."));
  if (rc == OK && ferror(in)) rc = fail(c, ERR_STORE, NULL, N_("This file cannot be read."));
  if (rc == OK && (r.count > CSV_COLUMNS_MOST || r.too_long)) rc = fail(c, ERR_INVALID, NULL, N_("The first line names more columns than there are."));
  if (rc == OK) rc = read_heading(&g, &r);
  if (rc == OK) rc = read_all(&g, &s, &r, good, bad);
  if (rc == OK && ferror(in)) rc = fail(c, ERR_STORE, NULL, N_("This file cannot be read to its end."));
  buf_release(&r.text);
  return rc;
}
