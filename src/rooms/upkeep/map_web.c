/* The list of all offers for professionals: from memory, with whose flags and money from the database. */
#include "upkeep_web.h"
#include "offers_room.h"
#include "places.h"
#include "snapshot.h"
#include "text.h"

DEFINE_CHOICES(tick, TICKS)
DEFINE_CHOICES(map_freshness, MAP_FRESHNESS)
DEFINE_CHOICES(map_order, MAP_ORDERS)

static const struct field search_fields[] = {
  F_TEXT(map_search, q,         OPTIONAL, N_("Words"), .max = 200),
  F_ENUM(map_search, status,    OPTIONAL, offer_status, N_("Status")),
  F_ENUM(map_search, soort,     OPTIONAL, offer_kind, N_("Kind")),
  F_ENUM(map_search, grond,     OPTIONAL, offer_ground, N_("Your choice or a duty")),
  F_ENUM(map_search, focus,     OPTIONAL, focus, N_("About")),
  F_ENUM(map_search, erkenning, OPTIONAL, recognition, N_("Recognition")),
  F_ENUM(map_search, fase,      OPTIONAL, phase, N_("Situation")),
  F_ENUM(map_search, actueel,   OPTIONAL, map_freshness, N_("Confirmed")),
  F_TEXT(map_search, regio,     OPTIONAL, N_("Region"), .max = 60, .check = check_regions),
  F_TEXT(map_search, aanbieder, OPTIONAL, N_("Provider"), .max = 160),
  F_ENUM(map_search, mijn,      OPTIONAL, tick, N_("That I keep")),
  F_ENUM(map_search, meldingen, OPTIONAL, tick, N_("With something said about it")),
  F_ENUM(map_search, geld,      OPTIONAL, tick, N_("Temporary money that ends within a year")),
  F_ENUM(map_search, volgorde,  OPTIONAL, map_order, N_("Order")),
  F_INT (map_search, pagina,    BY_LINK,  N_("Page"), .min = 1, .max = 100000),
};
const struct record map_search_record = PART(map_search, search_fields);

/* --- filters ------------------------------------------------------------------------------------------ */

enum from { OF_ENUM, OF_SET, OF_PHASES, OF_FRESHNESS };
static const struct filter { const char *name; enum from from; size_t at; } filters[] = {
  { "status",    OF_ENUM,      offsetof(struct offer, status) },
  { "soort",     OF_ENUM,      offsetof(struct offer, kind) },
  { "fase",      OF_PHASES,    0 },
  { "grond",     OF_SET,       offsetof(struct offer, grounds) },
  { "focus",     OF_SET,       offsetof(struct offer, focus) },
  { "erkenning", OF_ENUM,      offsetof(struct offer, recognition) },
  { "actueel",   OF_FRESHNESS, 0 },
};
enum { REGION = COUNT(filters), PROVIDER, MINE, FLAGGED, MONEY, WORDS, CONDITIONS, A_PAGE = 50, REGIONS_MOST = 64 };

/* What the database says of offers: by id, in order. */
struct marked { struct id id; size_t count; };
struct marks { struct marked *at; size_t count; };

struct listing {
  const struct map_search *asked;
  const struct snapshot *snapshot;
  struct marks flags, money;
  const char *words[16];
  size_t word_count;
  const char *provider;
  size_t counts[COUNT(filters)][64], regions[REGIONS_MOST];
  size_t mine, flagged, ending, stale;
  struct map_row *rows;
  size_t found;
};

static int by_id(const void *a, const void *b) { return memcmp(((const struct marked *)a)->id.b, ((const struct marked *)b)->id.b, sizeof(struct id)); }

static size_t mark_of(const struct marks *m, struct id id)
{
  const struct marked key = { id, 0 };
  const struct marked *const found = m->count ? bsearch(&key, m->at, m->count, sizeof key, by_id) : NULL;
  return found ? found->count : 0;
}

static void mark(struct marks *m, struct id id) { m->at[m->count++] = (struct marked){ id, 1 }; }

/* Sorted, and those of one id laid together. */
static void settle(struct marks *m)
{
  size_t n = 0;
  if (m->count) qsort(m->at, m->count, sizeof *m->at, by_id);
  for (size_t i = 0; i < m->count; i++) {
    if (n && id_same(m->at[n - 1].id, m->at[i].id)) m->at[n - 1].count++;
    else m->at[n++] = m->at[i];
  }
  m->count = n;
}

static int read_marks(struct ctx *c, struct listing *l)
{
  struct review_item_list items;
  struct offer_funding_list ending;
  TRY(review_items(c, &items));
  TRY(fundings_ending(c, date_plus_months(c->today, FUNDING_ENDS_MONTHS), &ending));
  l->flags.at = arena_new(&c->arena, struct marked, items.count + 1);
  l->money.at = arena_new(&c->arena, struct marked, ending.count + 1);
  for (size_t i = 0; i < items.count; i++) if (items.at[i].kind != REVIEW_SILENT) mark(&l->flags, items.at[i].offer);
  for (size_t i = 0; i < ending.count; i++) mark(&l->money, ending.at[i].offer);
  settle(&l->flags);
  settle(&l->money);
  return OK;
}

static uint64_t values_of(const struct filter *f, const struct offer *o, struct date today)
{
  static const unsigned freshness[] = { [NOT_VERIFIED] = MAP_NEVER, [VERIFIED] = MAP_FRESH, [VERIFICATION_EXPIRED] = MAP_STALE };
  struct set set;
  unsigned one;
  switch (f->from) {
  case OF_ENUM:   memcpy(&one, (const char *)o + f->at, sizeof one); return (uint64_t)1 << one;
  case OF_SET:    memcpy(&set, (const char *)o + f->at, sizeof set); return set.bits & ~(uint64_t)1;
  case OF_PHASES: return offer_all_phases(o).bits & ~(uint64_t)1;
  default:        return (uint64_t)1 << freshness[offer_freshness(o, today)];
  }
}

static unsigned chosen_in(const struct map_search *s, const char *name) { return field_enum(record_field(&map_search_record, name), s); }

static void fold_in(struct buf *b, const char *text) { if (text) { put_char(b, ' '); text_fold(b, text, strlen(text)); } }

static bool has_words(const struct listing *l, const struct offer_line *line)
{
  const struct offer *const o = &line->offer;
  struct buf b = { 0 };
  bool all = true;
  if (l->word_count == 0) return true;
  const char *const texts[] = { o->name, o->code, line->provider, line->also_by, o->summary, o->description, o->target_group, o->limits, o->contraindications, o->municipalities, o->status_note };
  for (size_t i = 0; i < COUNT(texts); i++) fold_in(&b, texts[i]);
  for (size_t i = 0; i < l->word_count && all; i++) all = strstr(buf_text(&b), l->words[i]) != NULL;
  buf_release(&b);
  return all;
}

static bool given_by(const struct listing *l, const struct offer_line *line)
{
  struct buf b = { 0 };
  if (!l->provider) return true;
  fold_in(&b, line->provider);
  fold_in(&b, line->also_by);
  const bool found = strstr(buf_text(&b), l->provider) != NULL;
  buf_release(&b);
  return found;
}

/* Bit n: the nth condition is not met. */
static unsigned misses(struct ctx *c, const struct listing *l, const struct offer_line *line, const struct map_row *row)
{
  const struct map_search *const s = l->asked;
  unsigned missed = 0;
  for (unsigned i = 0; i < COUNT(filters); i++) {
    const unsigned chosen = chosen_in(s, filters[i].name);
    if (chosen && !(values_of(&filters[i], &line->offer, c->today) >> chosen & 1)) missed |= 1u << i;
  }
  if (s->regio && !text_has_word(line->offer.regions, s->regio)) missed |= 1u << REGION;
  if (s->mijn && !row->mine) missed |= 1u << MINE;
  if (s->meldingen && !row->flags) missed |= 1u << FLAGGED;
  if (s->geld && !mark_of(&l->money, line->offer.id)) missed |= 1u << MONEY;
  if (!given_by(l, line)) missed |= 1u << PROVIDER;
  return missed || has_words(l, line) ? missed : 1u << WORDS;
}

/* What each choice of one filter would find, the others as they are. */
static void count(struct ctx *c, struct listing *l, const struct offer *o, unsigned missed)
{
  const struct region_list *const regions = c->places ? &c->places->regions : NULL;
  for (unsigned i = 0; i < COUNT(filters); i++) {
    if (missed & ~(1u << i)) continue;
    const uint64_t values = values_of(&filters[i], o, c->today);
    for (unsigned v = 1; v < 64; v++) l->counts[i][v] += values >> v & 1;
  }
  if (missed & ~(1u << REGION) || !regions) return;
  for (size_t i = 0; i < regions->count && i < REGIONS_MOST; i++) l->regions[i] += text_has_word(o->regions, regions->at[i].slug);
}

static void look_at(struct ctx *c, struct listing *l, const struct offer_line *line)
{
  const struct map_row row = { line, offer_freshness(&line->offer, c->today), mark_of(&l->flags, line->offer.id), keeps_offer(c, &line->offer) };
  const unsigned missed = misses(c, l, line, &row);
  l->mine += row.mine;
  l->flagged += row.flags > 0;
  l->ending += mark_of(&l->money, line->offer.id) > 0;
  l->stale += row.freshness == VERIFICATION_EXPIRED && line->offer.status != STATUS_ENDED;
  count(c, l, &line->offer, missed);
  if (!missed) l->rows[l->found++] = row;
}

/* --- order --------------------------------------------------------------------------------------------- */

static int by_text(const char *a, const char *b) { return a && b ? strcasecmp(a, b) : (a == NULL) - (b == NULL); }
static int last(const struct map_row *x, const struct map_row *y)
{
  const int names = by_text(x->line->offer.name, y->line->offer.name);
  return names ? names : memcmp(x->line->offer.id.b, y->line->offer.id.b, sizeof(struct id));
}
static int by_name(const void *a, const void *b) { return last(a, b); }
static int by_provider(const void *a, const void *b)
{
  const struct map_row *const x = a, *const y = b;
  const int n = by_text(x->line->provider, y->line->provider);
  return n ? n : last(x, y);
}
static int by_checked(const void *a, const void *b)
{
  const struct map_row *const x = a, *const y = b;
  const int32_t m = x->line->offer.verified_on.ymd, n = y->line->offer.verified_on.ymd;
  return m != n ? (m < n ? -1 : 1) : last(x, y);
}
static int by_changed(const void *a, const void *b)
{
  const struct map_row *const x = a, *const y = b;
  const int n = by_text(y->line->offer.changed_at, x->line->offer.changed_at);
  return n ? n : last(x, y);
}

static void sort(struct listing *l)
{
  static int (*const orders[])(const void *a, const void *b) = { [MAP_BY_NAME] = by_name, [MAP_BY_PROVIDER] = by_provider, [MAP_BY_CHECKED] = by_checked, [MAP_BY_CHANGED] = by_changed };
  if (l->found) qsort(l->rows, l->found, sizeof *l->rows, orders[l->asked->volgorde]);
}

/* --- what the view shows --------------------------------------------------------------------------------- */

static const char *url_of(struct ctx *c, const struct map_search *s)
{
  struct buf b = { 0 };
  form_query(map_search, s, &b);
  return JOIN(&c->arena, local_path(c, MAP_PATH), b.len ? "?" : "", buf_to_arena(&c->arena, &b));
}

static struct pick pick_of(struct ctx *c, const struct listing *l, size_t i)
{
  const struct field *const f = record_field(&map_search_record, filters[i].name);
  const unsigned chosen = chosen_in(l->asked, f->name);
  struct pick p = { f->name, f->label, arena_new(&c->arena, struct pick_option, f->values->count), 0 };
  for (unsigned v = 1; v < f->values->count; v++)
    p.at[p.count++] = (struct pick_option){ f->values->at[v].key, tr(c, f->values->at[v].label), l->counts[i][v], v == chosen };
  return p;
}

static struct pick region_pick(struct ctx *c, const struct listing *l)
{
  const size_t all = c->places ? c->places->regions.count : 0;
  struct pick p = { "regio", N_("Region"), arena_new(&c->arena, struct pick_option, all + 1), 0 };
  for (size_t i = 0; i < all && i < REGIONS_MOST; i++) {
    const struct region *const r = &c->places->regions.at[i];
    p.at[p.count++] = (struct pick_option){ r->slug, region_name(c, r), l->regions[i], l->asked->regio && strcmp(l->asked->regio, r->slug) == 0 };
  }
  return p;
}

static void chip(struct ctx *c, struct map_view *v, const char *label, size_t count, struct map_search to, bool current)
{
  to.pagina = (struct num){ 0 };
  v->chips.at[v->chips.count++] = (struct map_link){ label, url_of(c, &to), count, current };
}

static void fill_chips(struct ctx *c, const struct listing *l, struct map_view *v)
{
  const struct map_search *const s = l->asked;
  struct map_search to = *s;
  v->chips.at = arena_new(&c->arena, struct map_link, 4);
  if (signed_in_may(who(c), MAY_KEEP_OFFERS)) { to.mijn = !s->mijn; chip(c, v, N_("That I keep"), l->mine, to, s->mijn); }
  to = *s; to.actueel = s->actueel == MAP_STALE ? MAP_FRESH_ANY : MAP_STALE;
  chip(c, v, N_("Not confirmed any more"), l->stale, to, s->actueel == MAP_STALE);
  if (v->may_add) { to = *s; to.meldingen = !s->meldingen; chip(c, v, N_("With something said about it"), l->flagged, to, s->meldingen); }
  if (l->ending || s->geld) { to = *s; to.geld = !s->geld; chip(c, v, N_("Temporary money that ends within a year"), l->ending, to, s->geld); }
}

static void fill_orders(struct ctx *c, const struct map_search *s, struct map_view *v)
{
  v->orders.at = arena_new(&c->arena, struct map_link, map_order_choices.count);
  for (unsigned i = 0; i < map_order_choices.count; i++) {
    struct map_search to = *s;
    to.volgorde = (enum map_order)i;
    to.pagina = (struct num){ 0 };
    v->orders.at[v->orders.count++] = (struct map_link){ map_order_label(to.volgorde), url_of(c, &to), 0, i == (unsigned)s->volgorde };
  }
}

static void fill_page(struct ctx *c, const struct listing *l, struct map_view *v)
{
  struct map_search to = *l->asked;
  const size_t asked = to.pagina.known ? (size_t)to.pagina.n : 1;
  v->total = l->found;
  v->pages = l->found ? (l->found + A_PAGE - 1) / A_PAGE : 1;
  v->page = asked < v->pages ? asked : v->pages;
  v->rows = (struct map_row_list){ l->rows + (v->page - 1) * A_PAGE, 0 };
  v->rows.count = l->found - (v->page - 1) * A_PAGE < A_PAGE ? l->found - (v->page - 1) * A_PAGE : A_PAGE;
  to.pagina = num((int32_t)v->page - 1);
  if (v->page > 1) v->previous = url_of(c, &to);
  to.pagina = num((int32_t)v->page + 1);
  if (v->page < v->pages) v->next = url_of(c, &to);
}

static void read_words(struct ctx *c, struct listing *l)
{
  size_t n;
  const char *const folded = l->asked->q ? text_folded(&c->arena, l->asked->q) : NULL;
  for (const char *s = text_word(folded, &n); s && l->word_count < COUNT(l->words); s = text_word(s + n, &n)) l->words[l->word_count++] = arena_text(&c->arena, s, n);
  if (l->asked->aanbieder) l->provider = text_folded(&c->arena, l->asked->aanbieder);
}

int show_map(struct ctx *c)
{
  struct listing *const l = arena_new(&c->arena, struct listing, 1);
  *l = (struct listing){ .asked = form_row(c, map_search), .snapshot = offers_snapshot(c) };
  const size_t all = snapshot_count(l->snapshot);
  struct map_view v = { .asked = l->asked, .all = all, .may_add = signed_in_may(who(c), MAY_KEEP_OFFERS) };
  TRY(read_marks(c, l));
  read_words(c, l);
  l->rows = arena_new(&c->arena, struct map_row, all + 1);
  for (size_t i = 0; i < all; i++) look_at(c, l, snapshot_offer(l->snapshot, i));
  sort(l);
  v.picks.at = arena_new(&c->arena, struct pick, COUNT(filters) + 1);
  for (size_t i = 0; i < COUNT(filters); i++) v.picks.at[v.picks.count++] = pick_of(c, l, i);
  v.picks.at[v.picks.count++] = region_pick(c, l);
  for (size_t i = 0; i < v.picks.count; i++)
    for (size_t k = 0; k < v.picks.at[i].count; k++) v.filtered = v.filtered || v.picks.at[i].at[k].chosen;
  fill_chips(c, l, &v);
  fill_orders(c, l->asked, &v);
  fill_page(c, l, &v);
  const struct page page = { .title = tr(c, N_("Offers")), .current = MAP_PATH, .other_lang = MAP_PATH, .noindex = true };
  page_begin(c, &page);
  view_map(c, &v);
  return page_end(c, &page);
}
