/* For tests of the import: a database, files that are read into it, what was told, and offers by chance. */
#ifndef IMPORT_HELPER_H
#define IMPORT_HELPER_H
#include "../../../store/test/scratch.h"
#include "exchange.h"

/* --- a database, and files that are read into it --------------------------------------------------- */

struct told { struct buf wrong; size_t progress; };
static struct told told;
static struct import_report report;

static inline int set_up(void **state)
{
  told = (struct told){ .progress = 0 };
  *state = scratch_with_schema();
  return 0;
}
static inline int tear_down(void **state)
{
  buf_release(&told.wrong);
  scratch_free(*state);
  return 0;
}

static inline void tell(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  struct told *t = arg;
  (void)c;
  put_int(&t->wrong, (int64_t)w->row);
  put_char(&t->wrong, ' ');
  put(&t->wrong, w->column ? w->column : "-");
  put_char(&t->wrong, '\n');
}
static inline void count_progress(size_t rows, void *arg)
{
  struct told *t = arg;
  assert_true(rows > t->progress);
  t->progress = rows;
}

enum how { ALL = 0, DRY = 1, GOOD_ROWS = 2 };
static inline int import_bytes(struct ctx *c, const char *bytes, size_t n, enum how how)
{
  const struct import_options options = { .file = "offers.csv", .dry_run = how == DRY, .good_rows_only = how == GOOD_ROWS, .wrong = tell, .progress = count_progress, .arg = &told };
  FILE *in = tmpfile();
  assert_non_null(in);
  assert_int_equal(fwrite(bytes, 1, n, in), n);
  rewind(in);
  told.wrong.len = told.progress = 0;
  const int rc = offers_import(c, in, &options, &report);
  assert_int_equal(fclose(in), 0);
  return rc;
}
static inline int import(struct ctx *c, const char *text, enum how how) { return import_bytes(c, text, strlen(text), how); }
static inline void assert_report(size_t added, size_t changed, size_t same, size_t wrong)
{
  if (report.added != added || report.changed != changed || report.same != same || report.wrong != wrong)
    print_error("%zu added, %zu changed, %zu same, %zu wrong: %s\n", report.added, report.changed, report.same, report.wrong, buf_text(&told.wrong));
  assert_int_equal(report.added, added);
  assert_int_equal(report.changed, changed);
  assert_int_equal(report.same, same);
  assert_int_equal(report.wrong, wrong);
}
static inline void imported(struct ctx *c, const char *text, size_t added, size_t changed, size_t same)
{
  const int rc = import(c, text, ALL);
  if (rc != OK) print_error("%s %s\n%s", c->error.field, c->error.text, buf_text(&told.wrong));
  assert_int_equal(rc, OK);
  assert_report(added, changed, same, 0);
}
static inline struct offer_line offer(struct ctx *c, const char *code)
{
  struct offer_line line = { 0 };
  if (offer_by_code(c, code, &line) != OK) print_error("no offer %s\n", code);
  assert_string_equal(line.offer.code, code);
  return line;
}
static inline int64_t rows_of(struct scratch *s, const char *table)
{
  char sql[80];
  snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", table);
  return raw_number(s, sql);
}
static inline int64_t everything(struct scratch *s)
{
  return rows_of(s, "offer") + rows_of(s, "offer_contact") + rows_of(s, "offer_place") + rows_of(s, "organisation") + rows_of(s, "offer_import") + rows_of(s, "offer_import_row") + rows_of(s, "journal");
}
/* The whole database as the export writes it. */
static inline const char *exported(struct ctx *c)
{
  struct offer_line_list rows;
  struct buf b = { 0 };
  assert_int_equal(offers_all(c, &rows), OK);
  csv_head(&offer_line_record, &b);
  for (size_t i = 0; i < rows.count; i++) csv_row(&offer_line_record, &rows.at[i], &b);
  const char *text = arena_text(&c->arena, b.at, b.len);
  buf_release(&b);
  return text;
}

#define HEAD "code,name,kind,status"
static const char two_offers[] = HEAD ",provider,summary,phases,contacts\n"
  "A,Eerste,help,active,Thuis,Een samenvatting,early,\"phone | 0800-2000 | dag\nmail | a@b.invalid\"\n"
  "B,Tweede,help,active,Thuis,,none,\n";

/* --- rows by chance ---------------------------------------------------------------------------------------------------- */

static inline void fill_by_chance(struct ctx *c, const struct record *rec, void *row)
{
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *f = &rec->fields[i];
    if (f->flags & IN_PROGRAM || f->check || (!(f->flags & REQUIRED) && chance_below(3) == 0)) continue;
    void *at = field_in(f, row);
    switch (f->kind) {
    case FIELD_TEXT: *(const char **)at = sample_text(c, f->max && f->max < 80 ? 20 : 40, f->flags & LONG); break;
    case FIELD_ENUM: { const unsigned v = 1 + chance_below((uint32_t)f->values->count - 1); memcpy(at, &v, sizeof v); break; }
    case FIELD_SET:  *(struct set *)at = (struct set){ 1 | (chance_next() & ((1u << f->values->count) - 1)) }; break;
    case FIELD_INT:  *(struct num *)at = num(f->min + (int32_t)chance_below(f->max ? (uint32_t)(f->max - f->min) + 1 : 1000)); break;
    case FIELD_DATE: *(struct date *)at = sample_day(2000, 25); break;
    case FIELD_TIME: *(struct instant *)at = (struct instant){ NOW + chance_below(1000) }; break;
    case FIELD_REF:  break;
    case FIELD_LIST: {
      struct list v = { NULL, chance_below(4) };
      if (v.count) v.rows = arena_array(&c->arena, v.count, f->target->size);
      for (size_t k = 0; k < v.count; k++) fill_by_chance(c, f->target, (char *)v.rows + k * f->target->size);
      memcpy(at, &v, sizeof v);
    }
    }
  }
}
static inline struct offer_line offer_by_chance(struct ctx *c, int number)
{
  struct offer_line line = { 0 };
  char code[20];
  fill_by_chance(c, &offer_record, &line);
  line.offer.code = arena_text(&c->arena, code, (size_t)snprintf(code, sizeof code, "R%04d", number));
  line.provider = chance_below(3) ? sample_text(c, 30, false) : NULL;
  line.also_by = chance_below(4) == 0 ? "Partner Een; Partner Twee" : NULL;
  if (line.offer.age_from.known && line.offer.age_to.known && line.offer.age_to.n < line.offer.age_from.n) line.offer.age_to = line.offer.age_from;
  if (line.offer.capacity.known && line.offer.places_free.known && line.offer.places_free.n > line.offer.capacity.n) line.offer.capacity = line.offer.places_free;
  for (size_t i = 0; set_has(line.offer.formats, FORMAT_RESIDENTIAL) && i < line.offer.places.count; i++)      /* only the town of a place to stay */
    line.offer.places.at[i].name = line.offer.places.at[i].street = NULL;
  line.offer.verified_by = "redactie@kaart.invalid";
  line.offer.regions = "landelijk";
  line.offer.languages = "nl en";
  return line;
}
#endif
