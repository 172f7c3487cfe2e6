#include "hsds_internal.h"
#include "text.h"

/* Lists: what is asked for, filtered, then a page of it or all of it. */

typedef void writer(struct hsds *h, const void *item);
/* `at` holds `count` items of `size` bytes. */
struct items { const void *at; size_t count, size; };

/* --- writing -------------------------------------------------------------------------------------- */

enum { PER_PAGE = 20, LINES_BYTES = 32768 };
struct part { size_t pages, page, from, size; };

static struct part part_of(const struct hsds *h, size_t total)
{
  const bool all = h->ask.minimal == SWITCH_ON && !h->ask.per_page.known;
  const size_t per_page = all ? total + !total : h->ask.per_page.known ? (size_t)h->ask.per_page.n : PER_PAGE;
  struct part p = { .pages = (total + per_page - 1) / per_page, .page = h->ask.page.known ? (size_t)h->ask.page.n : 1 };
  p.from = (p.page - 1) * per_page;
  if (p.from > total) p.from = total;
  p.size = total - p.from < per_page ? total - p.from : per_page;
  return p;
}

static const void *item_at(struct items items, size_t i) { return (const char *)items.at + i * items.size; }

static void write_page(struct hsds *h, struct items items, writer *write)
{
  const struct part p = part_of(h, items.count);
  json_open(&h->j, '{');
  json_num(&h->j, "total_items", (int64_t)items.count);
  json_num(&h->j, "total_pages", (int64_t)p.pages);
  json_num(&h->j, "page_number", (int64_t)p.page);
  json_num(&h->j, "size", (int64_t)p.size);
  json_bool(&h->j, "first_page", p.page == 1);
  json_bool(&h->j, "last_page", p.page >= p.pages);
  json_bool(&h->j, "empty", p.size == 0);
  json_begin(&h->j, "contents", '[');
  for (size_t i = 0; i < p.size && !h->c->out.failed; i++) {
    json_item(&h->j);
    write(h, item_at(items, p.from + i));
  }
  json_close(&h->j);
  json_close(&h->j);
}

struct hsds_lines { struct items items; writer *write; size_t next; };

bool hsds_more_lines(struct ctx *c, void *of)
{
  struct hsds *const h = of;
  struct hsds_lines *const l = h->lines;
  const size_t begin = c->out.len;
  while (l->next < l->items.count && c->out.len - begin < LINES_BYTES && !c->out.failed) {
    l->write(h, item_at(l->items, l->next++));
    put_char(&c->out, '\n');
  }
  return l->next < l->items.count;
}

static int write_list(struct hsds *h, struct items items, writer *write)
{
  if (h->ask.format != HSDS_NDJSON) { write_page(h, items, write); return OK; }
  h->lines = arena_new(&h->c->arena, struct hsds_lines, 1);
  *h->lines = (struct hsds_lines){ items, write, 0 };
  return OK;
}

/* --- words ------------------------------------------------------------------------------------------- */

/* Whether every word stands in the text, letters and accents folded. `words` are folded already. */
static bool has_words(struct hsds *h, const char *text, const char *words)
{
  const char *const folded = text_folded(&h->c->arena, text);
  char word[64];
  size_t n;
  for (const char *s = text_word(words, &n); s; s = text_word(s + n, &n)) {
    if (n >= sizeof word) return false;
    memcpy(word, s, n);
    word[n] = 0;
    if (!strstr(folded, word)) return false;
  }
  return true;
}
static const char *folded_search(struct hsds *h) { return h->ask.search ? text_folded(&h->c->arena, h->ask.search) : NULL; }

static void add_public(struct hsds *h, uint64_t *bits)
{
  struct arena brief = { 0 };
  snapshot_matching(h->offers, &brief, h->ask.search, bits);
  arena_release(&brief);
}

/* Offers that the words are found in, a bit a number. What has ended is not in the search index: there the words
 * themselves must stand in name, provider or summary. */
static uint64_t *found_offers(struct hsds *h)
{
  const size_t count = snapshot_count(h->offers);
  const char *const words = folded_search(h);
  uint64_t *const bits = arena_new(&h->c->arena, uint64_t, count / 64 + 1);
  add_public(h, bits);
  for (size_t i = 0; i < count; i++) {
    const struct offer_line *const line = snapshot_offer(h->offers, i);
    if (line->offer.status != STATUS_ENDED || !hsds_shows(&line->offer)) continue;
    struct buf b = { 0 };
    put(&b, line->offer.name); put_char(&b, ' ');
    put(&b, line->provider); put_char(&b, ' ');
    put(&b, line->offer.summary);
    if (has_words(h, buf_text(&b), words)) bits[i / 64] |= (uint64_t)1 << i % 64;
    buf_release(&b);
  }
  return bits;
}

/* --- which offers --------------------------------------------------------------------------------------- */

struct filter {
  bool nothing;                      /* an id that names nothing: no offer fits */
  const uint64_t *found;             /* NULL: no words were given */
  const struct hsds_taxonomy *taxonomy, *of_term;
  uint64_t term;                     /* a bit of of_term */
  struct id organization;
  bool after_given;
  int64_t after;
};

static void read_terms(struct hsds *h, struct filter *f)
{
  struct id id;
  struct hsds_term term;
  if (h->ask.taxonomy_id && id_parse(h->ask.taxonomy_id, &id)) {
    f->taxonomy = hsds_taxonomy_find(id);
    f->nothing |= !f->taxonomy;
  }
  if (h->ask.taxonomy_term_id && id_parse(h->ask.taxonomy_term_id, &id)) {
    if (!hsds_term_find(id, &term)) { f->nothing = true; return; }
    f->of_term = term.taxonomy;
    f->term = (uint64_t)1 << term.number;
  }
}

static struct filter read_filter(struct hsds *h)
{
  struct filter f = { 0 };
  read_terms(h, &f);
  if (h->ask.organization_id) f.nothing |= !id_parse(h->ask.organization_id, &f.organization) || !id_known(f.organization);
  if (h->ask.modified_after) f.after_given = hsds_instant(h->ask.modified_after, &f.after);
  if (h->ask.search) f.found = found_offers(h);
  return f;
}

static bool fits_terms(const struct filter *f, const struct offer *o)
{
  if (f->taxonomy && !hsds_terms_held(f->taxonomy, o)) return false;
  return !f->of_term || (hsds_terms_held(f->of_term, o) & f->term);
}

/* An offer whose last change is not known may have changed: a reader must not miss it. */
static bool fits_time(const struct filter *f, const struct offer *o)
{
  int64_t at;
  return !f->after_given || !o->changed_at || !hsds_instant(o->changed_at, &at) || at >= f->after;
}

static bool fits(const struct filter *f, const struct offer_line *line, size_t number)
{
  const struct offer *const o = &line->offer;
  if (!hsds_shows(o) || (f->found && !(f->found[number / 64] >> number % 64 & 1))) return false;
  if (id_known(f->organization) && !id_same(f->organization, o->provider_id)) return false;
  return fits_terms(f, o) && fits_time(f, o);
}

/* --- services and their sites ------------------------------------------------------------------------------ */

/* The writers get pointers to lines: an item is a pointer to one. */
static void write_service(struct hsds *h, const void *item) { hsds_write_service(h, *(const struct offer_line *const *)item); }

static size_t matching(struct hsds *h, const struct offer_line ***out)
{
  const size_t all = snapshot_count(h->offers);
  const struct filter f = read_filter(h);
  size_t n = 0;
  *out = arena_new(&h->c->arena, const struct offer_line *, all + 1);
  for (size_t i = 0; i < all && !f.nothing; i++) {
    const struct offer_line *const line = snapshot_offer(h->offers, i);
    if (fits(&f, line, i)) (*out)[n++] = line;
  }
  return n;
}

int hsds_list_services(struct hsds *h)
{
  const struct offer_line **lines;
  const size_t count = matching(h, &lines);
  hsds_gather_organizations(h);
  return write_list(h, (struct items){ lines, count, sizeof *lines }, write_service);
}

static bool at_postcode(struct hsds *h, const struct hsds_site *s, const char *wanted)
{
  const char *const code = s->place && s->place->postal_code ? hsds_postcode(&h->c->arena, s->place->postal_code) : NULL;
  return code && strncmp(code, wanted, strlen(wanted)) == 0;
}

static size_t sites_most(const struct offer_line *const *lines, size_t count)
{
  size_t n = 0;
  for (size_t i = 0; i < count; i++) n += lines[i]->offer.places.count + 1;
  return n;
}

int hsds_list_sites(struct hsds *h)
{
  const struct offer_line **lines;
  const size_t count = matching(h, &lines);
  const char *const wanted = h->ask.postcode ? hsds_postcode(&h->c->arena, h->ask.postcode) : NULL;
  struct hsds_site *const all = arena_new(&h->c->arena, struct hsds_site, sites_most(lines, count) + 1), *sites;
  size_t n = 0;
  if (h->ask.proximity.known && !wanted) return fail(h->c, ERR_INVALID, "proximity", N_("Give a postal code too: the distance is measured from there."));
  for (size_t i = 0; i < count; i++) {
    const size_t here = hsds_sites_of(h, lines[i], &sites);
    for (size_t k = 0; k < here; k++)
      if (!wanted || at_postcode(h, &sites[k], wanted)) all[n++] = sites[k];
  }
  return write_list(h, (struct items){ all, n, sizeof *all }, hsds_write_site);
}

bool hsds_site_find(struct hsds *h, struct id id, struct hsds_site *out)
{
  for (size_t i = 0, all = snapshot_count(h->offers); i < all; i++) {
    struct hsds_site *sites;
    const struct offer_line *const line = snapshot_offer(h->offers, i);
    const size_t count = hsds_shows(&line->offer) ? hsds_sites_of(h, line, &sites) : 0;
    for (size_t k = 0; k < count; k++)
      if (id_same(hsds_site_id(&sites[k]), id)) { *out = sites[k]; return true; }
  }
  return false;
}

/* --- organisations -------------------------------------------------------------------------------------------- */

static int by_name(const void *a, const void *b)
{
  const struct hsds_organization *const x = a, *const y = b;
  const int order = strcmp(x->folded, y->folded);
  return order ? order : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

static bool organization_fits(struct hsds *h, const struct hsds_organization *o, const struct filter *f, const char *words)
{
  if (f->nothing || (words && !has_words(h, o->name, words))) return false;
  for (size_t i = 0; i < o->count; i++)
    if (fits_terms(f, &o->lines[i]->offer)) return true;
  return false;
}

int hsds_list_organizations(struct hsds *h)
{
  struct filter f = { 0 };
  const char *const words = folded_search(h);
  size_t n = 0;
  read_terms(h, &f);
  hsds_gather_organizations(h);
  struct hsds_organization *const kept = arena_new(&h->c->arena, struct hsds_organization, h->organizations->count + 1);
  for (size_t i = 0; i < h->organizations->count; i++) {
    if (!organization_fits(h, &h->organizations->at[i], &f, words)) continue;
    kept[n] = h->organizations->at[i];
    kept[n].folded = text_folded(&h->c->arena, kept[n].name);
    n++;
  }
  if (n > 1) qsort(kept, n, sizeof *kept, by_name);
  return write_list(h, (struct items){ kept, n, sizeof *kept }, hsds_write_organization);
}

/* --- taxonomies and terms ---------------------------------------------------------------------------------------- */

static bool says(struct hsds *h, const char *words, const char *name, const char *description)
{
  return !words || has_words(h, tr(h->c, name), words) || has_words(h, tr(h->c, description), words);
}

int hsds_list_taxonomies(struct hsds *h)
{
  const char *const words = folded_search(h);
  struct hsds_taxonomy *const kept = arena_new(&h->c->arena, struct hsds_taxonomy, hsds_taxonomy_count);
  size_t n = 0;
  for (size_t i = 0; i < hsds_taxonomy_count; i++)
    if (says(h, words, hsds_taxonomy_table[i].label, hsds_taxonomy_table[i].description)) kept[n++] = hsds_taxonomy_table[i];
  return write_list(h, (struct items){ kept, n, sizeof *kept }, hsds_write_taxonomy);
}

/* All taxonomies have one level: every term is at the top, and none is under another. */
int hsds_list_terms(struct hsds *h)
{
  const char *const words = folded_search(h);
  struct hsds_term *const kept = arena_new(&h->c->arena, struct hsds_term, hsds_taxonomy_count * 64);
  struct filter f = { 0 };
  size_t n = 0;
  read_terms(h, &f);
  for (size_t i = 0; i < hsds_taxonomy_count && !f.nothing && !h->ask.parent_id; i++) {
    const struct hsds_taxonomy *const t = &hsds_taxonomy_table[i];
    for (unsigned k = 1, count = f.taxonomy && f.taxonomy != t ? 0 : hsds_term_count(t); k <= count; k++) {
      const struct hsds_term term = { t, k };
      if (says(h, words, hsds_term_label(term), hsds_term_description(term))) kept[n++] = term;
    }
  }
  return write_list(h, (struct items){ kept, n, sizeof *kept }, hsds_write_term);
}
