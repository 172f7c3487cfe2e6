#include "places.h"
#include "say.h"
#include "shipped.h"
#include "text.h"

static const struct field region_fields[] = {
  F_TEXT(region, slug,               REQUIRED, N_("Key"), .max = 60),
  F_TEXT(region, name,               REQUIRED, N_("Name"), .max = 80),
  F_TEXT(region, name_en,            OPTIONAL, N_("Name in English"), .max = 80),
  F_TEXT(region, veilig_thuis_phone, OPTIONAL, N_("Telephone of Veilig Thuis"), .max = 20),
};
const struct record region_record = PART(region, region_fields);

static const struct field municipality_fields[] = {
  F_TEXT(municipality, slug,   REQUIRED, N_("Key"), .max = 60),
  F_TEXT(municipality, name,   REQUIRED, N_("Name"), .max = 80),
  F_TEXT(municipality, region, REQUIRED, N_("Region"), .max = 60),
};
const struct record municipality_record = PART(municipality, municipality_fields);

static const struct field holiday_fields[] = {
  F_DATE(holiday, date,    REQUIRED, N_("Date")),
  F_TEXT(holiday, name_nl, REQUIRED, N_("Name"), .max = 80),
  F_TEXT(holiday, name_en, OPTIONAL, N_("Name in English"), .max = 80),
};
const struct record holiday_record = PART(holiday, holiday_fields);

/* --- reading ------------------------------------------------------------------------ */

enum { REGIONS_MOST = 60, ROWS_MOST = 2000 };

struct loading { struct arena *arena; const struct record *rec; const struct places *before; struct list rows; size_t most; const char *file; };

/* Whether it lies in a region that was read before. */
static int check_municipality(struct ctx *c, const struct loading *l, const struct municipality *m)
{
  return region_find(l->before, m->region, strlen(m->region)) ? OK : fail(c, ERR_INVALID, "region", N_("This region is not known: see regions.csv."));
}

/* Copies the row: what the reader hands out is gone after the call. */
static int keep(struct ctx *c, const void *row, const bool *given, size_t number, void *arg)
{
  struct loading *l = arg;
  (void)given;
  (void)number;
  if (l->rec == &municipality_record) TRY(check_municipality(c, l, row));
  if (l->rows.count == l->most) return fail(c, ERR_INVALID, NULL, N_("This file has more rows than it may have."));
  if (!l->rows.rows) l->rows.rows = arena_array(l->arena, l->most, l->rec->size);
  char *copy = (char *)l->rows.rows + l->rows.count++ * l->rec->size;
  memcpy(copy, row, l->rec->size);
  for (size_t i = 0; i < l->rec->count; i++) {
    const struct field *f = &l->rec->fields[i];
    if (f->kind != FIELD_TEXT || !field_text(f, row)) continue;
    const char *text = field_text(f, row);
    *(const char **)field_in(f, copy) = arena_text(l->arena, text, strlen(text));
  }
  return OK;
}

/* A wrong row is the file's error: half a list of regions would hide offers. */
static void complain(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  const struct loading *l = arg;
  say_wrong_row(c, stderr, l->file, w);
}

/* `before`: what was loaded before it. */
static int load(struct ctx *c, const char *folder, const char *name, const struct record *rec, size_t most, const struct places *before, struct list *out)
{
  struct arena rows = { 0 };
  const char *const path = folder ? JOIN(&c->arena, folder, "/", name) : name;
  struct loading l = { &rows, rec, before, { 0 }, most, path };
  const struct csv_reader reader = { rec, keep, complain, &l, true };
  size_t good, bad;
  FILE *in = shipped_open(folder, name);
  if (!in) return fail(c, ERR_STORE, path, N_("This file cannot be read."));
  int rc = csv_read(c, in, &reader, &good, &bad);
  fclose(in);
  if (rc == OK && bad) rc = fail(c, ERR_INVALID, path, N_("This file has rows that cannot be read."));
  else if (rc != OK) rc = fail(c, rc, c->error.field ? JOIN(&c->arena, path, ": ", c->error.field) : path, c->error.text);
  arena_adopt(&c->arena, &rows);
  if (rc == OK) *out = l.rows;
  return rc;
}

int places_load(struct ctx *c, const char *folder, struct places *out)
{
  struct list rows;
  struct places p = { 0 };
  TRY(load(c, folder, "regions.csv", &region_record, REGIONS_MOST, &p, &rows));
  p.regions = (struct region_list){ .rows = rows.rows, .count = rows.count };
  TRY(load(c, folder, "municipalities.csv", &municipality_record, ROWS_MOST, &p, &rows));
  p.municipalities = (struct municipality_list){ .rows = rows.rows, .count = rows.count };
  TRY(load(c, folder, "holidays.csv", &holiday_record, ROWS_MOST, &p, &rows));
  p.holidays = (struct holiday_list){ .rows = rows.rows, .count = rows.count };
  if (!region_find(&p, REGION_NATIONWIDE, strlen(REGION_NATIONWIDE))) return fail(c, ERR_INVALID, "regions.csv", N_("The row \"landelijk\" is missing."));
  *out = p;
  return OK;
}

/* --- finding and checking ------------------------------------------------------------- */

static bool is(const char *slug, const char *text, size_t len) { return strncmp(slug, text, len) == 0 && slug[len] == 0; }

const struct region *region_find(const struct places *p, const char *slug, size_t len)
{
  for (size_t i = 0; i < p->regions.count; i++) if (is(p->regions.at[i].slug, slug, len)) return &p->regions.at[i];
  return NULL;
}
const struct municipality *municipality_find(const struct places *p, const char *slug, size_t len)
{
  for (size_t i = 0; i < p->municipalities.count; i++) if (is(p->municipalities.at[i].slug, slug, len)) return &p->municipalities.at[i];
  return NULL;
}
const char *region_name(const struct ctx *c, const struct region *r) { return c->lang == LANG_EN && r->name_en ? r->name_en : r->name; }

static struct choices choices_of(struct ctx *c, size_t room, struct choice **at)
{
  *at = arena_new(&c->arena, struct choice, room + 1);
  (*at)[0] = (struct choice){ NULL, N_("Choose") };
  return (struct choices){ 1, *at };
}

struct choices regions_to_choose(struct ctx *c)
{
  struct choice *at;
  struct choices list = choices_of(c, c->places->regions.count, &at);
  for (size_t i = 0; i < c->places->regions.count; i++) {
    const struct region *const r = &c->places->regions.at[i];
    if (strcmp(r->slug, REGION_NATIONWIDE) != 0) at[list.count++] = (struct choice){ r->slug, region_name(c, r) };
  }
  return list;
}

struct choices municipalities_to_choose(struct ctx *c)
{
  struct choice *at;
  struct choices list = choices_of(c, c->places->municipalities.count, &at);
  for (size_t i = 0; i < c->places->municipalities.count; i++) {
    const struct municipality *const m = &c->places->municipalities.at[i];
    at[list.count++] = (struct choice){ m->slug, m->name };
  }
  return list;
}

const char *check_regions(struct ctx *c, const char *slugs)
{
  size_t len;
  for (const char *s = text_word(slugs, &len); c->places && s; s = text_word(s + len, &len))
    if (!region_find(c->places, s, len)) return N_("This region is not known: see regions.csv.");
  return NULL;
}
const char *check_municipalities(struct ctx *c, const char *slugs)
{
  size_t len;
  for (const char *s = text_word(slugs, &len); c->places && s; s = text_word(s + len, &len))
    if (!municipality_find(c->places, s, len)) return N_("This municipality is not known: see municipalities.csv.");
  return NULL;
}
const char *check_languages(struct ctx *c, const char *codes)
{
  size_t len;
  (void)c;
  for (const char *s = text_word(codes, &len); s; s = text_word(s + len, &len))
    if (len != 2 || s[0] < 'a' || s[0] > 'z' || s[1] < 'a' || s[1] > 'z') return N_("Write language codes of two letters, such as nl en ar.");
  return NULL;
}
