#include "bench_synth.h"
#include "bench_machine.h"
#include "bench_random.h"
#include "calendar.h"
#include "csv.h"
#include "shipped.h"
#include "text.h"

enum { SWAP_PERCENT = 15, OTHER_PERCENT = 5, KEEP_PERCENT = 50, SENTENCE_MOST = 4000 };

/* Cells are texts as the CSV has them; "" is unknown. */
struct synth {
  const struct places *places;
  uint64_t seed;
  const struct field *columns[CSV_COLUMNS_MOST];
  size_t column_count;
  const char ***rows;
  size_t count, room;
  const char **words;                            /* of all texts, as often as they stand there */
  size_t word_count, word_room;
};

/* One offer on its way out. */
struct draft { struct ctx *c; const struct synth *s; struct dice dice; const char *cells[CSV_COLUMNS_MOST]; size_t number; };

/* --- reading ---------------------------------------------------------------------------- */

static void *grown(struct arena *a, void *old, size_t count, size_t *room, size_t size)
{
  if (count < *room) return old;
  *room = *room ? *room * 2 : 256;
  void *const more = arena_array(a, *room, size);
  if (count) memcpy(more, old, count * size);
  return more;
}

struct reading { struct synth *s; struct arena *lasting; };

static int keep_row(struct ctx *c, const void *row, const bool *given, size_t line, void *arg)
{
  const struct reading *const r = arg;
  struct synth *const s = r->s;
  struct buf cell = { 0 };
  (void)c; (void)given; (void)line;
  s->rows = grown(r->lasting, s->rows, s->count, &s->room, sizeof *s->rows);
  const char **const cells = s->rows[s->count++] = arena_new(r->lasting, const char *, s->column_count);
  for (size_t i = 0; i < s->column_count; i++) {
    cell.len = 0;
    field_print(s->columns[i], row, &cell);
    cells[i] = arena_text(r->lasting, cell.at, cell.len);
  }
  buf_release(&cell);
  return OK;
}

static void report_wrong(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  (void)arg;
  c->error = (struct error){ ERR_INVALID, w->column, w->text };
}

static size_t column_named(const struct synth *s, const char *name)
{
  size_t i = 0;
  while (i + 1 < s->column_count && strcmp(s->columns[i]->name, name) != 0) i++;
  return i;
}

static void collect_words(struct arena *a, struct synth *s, const char *text)
{
  for (size_t n; *(text += strspn(text, " \n")); text += n) {
    n = strcspn(text, " \n");
    s->words = grown(a, s->words, s->word_count, &s->word_room, sizeof *s->words);
    s->words[s->word_count++] = arena_text(a, text, n);
  }
}

int synth_new(struct ctx *c, const struct places *places, uint64_t seed, struct synth **out)
{
  struct synth *const s = arena_new(&c->arena, struct synth, 1);
  struct arena lasting = { 0 };
  struct reading reading = { s, &lasting };
  const struct csv_reader reader = { &offer_line_record, keep_row, report_wrong, &reading, true };
  size_t good = 0, bad = 0;
  FILE *const in = shipped_open(NULL, "offers.csv");
  *s = (struct synth){ .places = places, .seed = seed };
  s->column_count = csv_fields(&offer_line_record, s->columns, COUNT(s->columns));
  const int rc = in ? csv_read(c, in, &reader, &good, &bad) : fail(c, ERR_STORE, "offers.csv", "The shipped offers are not there.");
  if (in) fclose(in);
  arena_adopt(&c->arena, &lasting);
  if (rc != OK) return rc;
  if (bad || !good) return fail(c, ERR_INVALID, "offers.csv", "The shipped offers cannot be read.");
  for (size_t i = 0; i < s->count; i++) collect_words(&c->arena, s, s->rows[i][column_named(s, "description")]);
  *out = s;
  return OK;
}

/* --- varying ----------------------------------------------------------------------------- */

static void set_cell(struct draft *d, const char *name, const char *text) { d->cells[column_named(d->s, name)] = text; }

/* The words of a text, and what stood between them, kept in its place. */
struct piece { const char *at; size_t n; };

static size_t split(const char *text, struct piece *pieces, size_t room)
{
  size_t count = 0;
  for (size_t n; count < room && *(text += strspn(text, " \n")); text += n) {
    n = strcspn(text, " \n");
    pieces[count++] = (struct piece){ text, n };
  }
  return count;
}

static const char *shuffled(struct draft *d, const char *text, size_t most)
{
  enum { PIECES_MOST = 700 };
  struct piece pieces[PIECES_MOST];
  struct buf b = { 0 };
  const size_t count = split(text, pieces, PIECES_MOST);
  const char *at = text;
  for (size_t i = 0; i < count; i++) {
    const struct piece here = pieces[i];
    put_mem(&b, at, (size_t)(here.at - at));
    at = here.at + here.n;
    const struct piece *word = dice_chance(&d->dice, SWAP_PERCENT) ? &pieces[dice_below(&d->dice, count)] : &here;
    if (dice_chance(&d->dice, OTHER_PERCENT)) put(&b, d->s->words[dice_below(&d->dice, d->s->word_count)]);
    else put_mem(&b, word->at, word->n);
  }
  const bool fits = b.len && text_length(b.at, b.len) <= most;
  const char *const result = fits ? arena_text(&d->c->arena, b.at, b.len) : text;
  buf_release(&b);
  return result;
}

static void vary_texts(struct draft *d)
{
  static const char *const names[] = { "summary", "description", "limits", "access_steps", "target_group", "contraindications" };
  for (size_t i = 0; i < COUNT(names); i++) {
    const size_t column = column_named(d->s, names[i]);
    const struct field *const f = d->s->columns[column];
    d->cells[column] = shuffled(d, d->cells[column], f->max ? (size_t)f->max : SENTENCE_MOST);
  }
}

/* Some of the choices of a field, at least one. */
static const char *some_choices(struct draft *d, const struct choices *values)
{
  struct buf b = { 0 };
  const size_t first = 1 + dice_below(&d->dice, values->count - 1);
  for (size_t i = 1; i < values->count; i++) {
    if (i != first && !dice_chance(&d->dice, 15)) continue;
    if (b.len) put_char(&b, ' ');
    put(&b, values->at[i].key);
  }
  return buf_to_arena(&d->c->arena, &b);
}

static void vary_choices(struct draft *d)
{
  for (size_t i = 0; i < d->s->column_count; i++) {
    const struct field *const f = d->s->columns[i];
    if (strcmp(f->name, "phases_inferred") == 0 || dice_chance(&d->dice, KEEP_PERCENT)) continue;
    if (f->kind == FIELD_SET) d->cells[i] = some_choices(d, f->values);
    else if (f->kind == FIELD_ENUM && f->values == &yes_no_choices) d->cells[i] = dice_chance(&d->dice, 60) ? "yes" : "no";
  }
  set_cell(d, "example", "");
  set_cell(d, "gender", dice_chance(&d->dice, 70) ? "any" : dice_chance(&d->dice, 50) ? "men" : "women");
  set_cell(d, "languages", dice_chance(&d->dice, 40) ? "nl" : dice_chance(&d->dice, 50) ? "nl en" : "nl en ar tr pl");
}

static const struct municipality *some_municipality(struct draft *d)
{
  const struct municipality_list *const all = &d->s->places->municipalities;
  return &all->at[dice_below(&d->dice, all->count)];
}

static void vary_regions(struct draft *d)
{
  const struct municipality *const one = some_municipality(d), *const two = some_municipality(d);
  const bool nationwide = dice_chance(&d->dice, 20), wide = strcmp(one->region, two->region) != 0 && dice_chance(&d->dice, 25);
  set_cell(d, "regions", nationwide ? REGION_NATIONWIDE : wide ? formed(d->c, "%s %s", one->region, two->region) : one->region);
  set_cell(d, "municipalities", nationwide || dice_chance(&d->dice, 60) ? "" : one->slug);
}

static const char *days_ago(struct draft *d, size_t most)
{
  char iso[DATE_TEXT];
  date_format(date_plus_days(d->c->today, -(int)dice_below(&d->dice, most)), iso);
  return formed(d->c, "%s", iso);
}

static void vary_figures(struct draft *d, unsigned round)
{
  const size_t places = 4 + dice_below(&d->dice, 30), wait = dice_below(&d->dice, 200);
  set_cell(d, "capacity", formed(d->c, "%zu", places));
  set_cell(d, "places_free", formed(d->c, "%zu", (places / 3 + round) % places));
  set_cell(d, "places_free_on", days_ago(d, 60));
  set_cell(d, "wait_days", formed(d->c, "%zu", wait + round));
  set_cell(d, "wait_days_on", days_ago(d, 60));
  if (dice_chance(&d->dice, 30)) set_cell(d, "age_from", dice_chance(&d->dice, 70) ? "18" : "16");
  set_cell(d, "verified_on", days_ago(d, 300));
  set_cell(d, "verified_by", "coördinator sociale kaart");
}

static void vary_children(struct draft *d, unsigned round)
{
  struct buf b = { 0 };
  put(&b, formed(d->c, "phone | 0800-2000 | werkdagen van %zu tot 17 uur", 8 + (dice_below(&d->dice, 3) + round) % 3));
  if (dice_chance(&d->dice, 70)) put(&b, formed(d->c, "\nmail | aanbod-%zu@voorbeeld.invalid | ", d->number));
  if (dice_chance(&d->dice, 60)) put(&b, formed(d->c, "\nweb | https://aanbod-%zu.voorbeeld.invalid/ | ", d->number));
  set_cell(d, "contacts", buf_to_arena(&d->c->arena, &b));
  const char *const formats = d->cells[column_named(d->s, "formats")];
  const bool hidden = formats && strstr(formats, help_format_key(FORMAT_RESIDENTIAL));    /* its address may not be known */
  for (size_t n = dice_below(&d->dice, 3), i = 0; i < n; i++) {
    const struct municipality *const m = some_municipality(d);
    if (i) put_char(&b, '\n');
    if (hidden) put(&b, formed(d->c, " | | | %s | %s", m->name, m->slug));
    else put(&b, formed(d->c, "Locatie %zu | Voorbeeldstraat %zu | %zu AB | %s | %s", i + 1, 1 + dice_below(&d->dice, 200),
                        1000 + dice_below(&d->dice, 8999), m->name, m->slug));
  }
  set_cell(d, "places", buf_to_arena(&d->c->arena, &b));
}

static void vary_names(struct draft *d)
{
  const struct synth *const s = d->s;
  const char *const name = d->cells[column_named(s, "name")];
  const char *const slug = d->cells[column_named(s, "slug")];
  set_cell(d, "id", formed(d->c, "%08zx-0000-4000-8000-%012llx", d->number, (unsigned long long)(dice_next(&d->dice) >> 16)));
  set_cell(d, "code", formed(d->c, "M%05zu", d->number));
  set_cell(d, "slug", formed(d->c, "%.60s-m%zu", slug, d->number));
  set_cell(d, "name", text_length(name, strlen(name)) > 140 ? name : formed(d->c, "%s %zu", name, d->number));
}

static void make_draft(struct draft *d, unsigned round)
{
  const struct synth *const s = d->s;
  d->dice = (struct dice){ s->seed * 1000003 + d->number };
  const char *const *const base = s->rows[dice_below(&d->dice, s->count)];
  memcpy(d->cells, base, s->column_count * sizeof *base);
  vary_names(d);
  vary_texts(d);
  vary_choices(d);
  vary_regions(d);
  vary_figures(d, round);
  vary_children(d, round);
  for (unsigned i = 0; i < round; i++) set_cell(d, "summary", shuffled(d, d->cells[column_named(s, "summary")], 400));
}

/* --- writing ------------------------------------------------------------------------------ */

static void put_cell(FILE *out, const char *text)
{
  if (!*text) return;
  putc_unlocked('"', out);
  for (; *text; text++) {
    if (*text == '"') putc_unlocked('"', out);
    putc_unlocked(*text, out);
  }
  putc_unlocked('"', out);
}

static void put_head(FILE *out, const struct synth *s)
{
  for (size_t i = 0; i < s->column_count; i++) fprintf(out, "%s%s", i ? "," : "", s->columns[i]->name);
  putc_unlocked('\n', out);
}

static void put_draft(FILE *out, const struct draft *d)
{
  for (size_t i = 0; i < d->s->column_count; i++) {
    if (i) putc_unlocked(',', out);
    put_cell(out, d->cells[i]);
  }
  putc_unlocked('\n', out);
}

int synth_write(struct ctx *c, const struct synth *s, const char *path, size_t count, unsigned round)
{
  FILE *const out = fopen(path, "wb");
  if (!out) return fail(c, ERR_STORE, path, "This file cannot be written.");
  put_head(out, s);
  for (size_t i = 1; i <= count; i++) {
    struct ctx mine;
    ctx_init(&mine, c->now, c->random, 0);
    struct draft d = { .c = &mine, .s = s, .number = i };
    make_draft(&d, round);
    put_draft(out, &d);
    ctx_release(&mine);
  }
  const bool failed = ferror(out);
  return fclose(out) == 0 && !failed ? OK : fail(c, ERR_STORE, path, "This file cannot be written.");
}
