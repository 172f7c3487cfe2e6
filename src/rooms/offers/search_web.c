/* The search page: the query becomes a question to the snapshot, the answer becomes links. */
#include "offers_web.h"
#include "offers_room.h"
#include "say.h"
#include "text.h"
#include "url.h"
#include "urgent_words.h"

enum { NOTICES_MOST = 5, PAGES_AROUND = 1, KEYS_MOST = 4096 };

static const struct field fields[] = {
  F_TEXT(search_form, q,          OPTIONAL, N_("What are you looking for?"), .max = 1000),
  F_TEXT(search_form, fase,       OPTIONAL, N_("Situation")),
  F_TEXT(search_form, toegang,    OPTIONAL, N_("How to get in")),
  F_TEXT(search_form, grond,      OPTIONAL, N_("Your choice or a duty")),
  F_TEXT(search_form, kosten,     OPTIONAL, N_("Costs")),
  F_TEXT(search_form, vorm,       OPTIONAL, N_("Form")),
  F_TEXT(search_form, voor,       OPTIONAL, N_("For whom")),
  F_TEXT(search_form, focus,      OPTIONAL, N_("About")),
  F_TEXT(search_form, regio,      OPTIONAL, N_("Region")),
  F_TEXT(search_form, taal,       OPTIONAL, N_("Language")),
  F_TEXT(search_form, avond,      OPTIONAL, N_("Evenings or weekends")),
  F_TEXT(search_form, plek,       OPTIONAL, N_("Places free")),
  F_TEXT(search_form, zondernaam, OPTIONAL, N_("Without giving your name")),
  F_ENUM(search_form, volgorde,   OPTIONAL, search_order, N_("Order")),
  F_INT (search_form, pagina,     OPTIONAL, N_("Page"), .min = 1, .max = 1000000),
};
const struct record search_form_record = PART(search_form, fields);

/* --- from the query to the question ------------------------------------------------- */

static void leave_out(struct search_view *v, enum left_out kind, const char *label, const char *text)
{
  v->invalid |= kind != LEFT_NAME;
  if (v->notices.count < NOTICES_MOST) v->notices.at[v->notices.count++] = (struct notice){ kind, label, text };
}

static bool is_unknown(const struct facet_value *value) { return strcmp(value->key, "unknown") == 0; }

static const char *region_label(const struct ctx *c, const struct facet_value *value)
{
  if (is_unknown(value)) return N_("Region not known");
  const struct region *const r = c->lang != LANG_NL && c->places ? region_find(c->places, value->key, strlen(value->key)) : NULL;
  return r ? region_name(c, r) : value->label;
}

static size_t value_number(const struct facet_info *facet, const char *key, size_t len)
{
  size_t i = 0;
  while (i < facet->count && !(strncmp(facet->values[i].key, key, len) == 0 && facet->values[i].key[len] == '\0')) i++;
  return i;
}

/* Adds the keys of a text, spaces between, to what is chosen of a facet. */
static void choose(struct ctx *c, struct search_view *v, enum facet f, const char *keys)
{
  const struct facet_info *const facet = snapshot_facet(v->snapshot, f);
  size_t len;
  for (const char *s = text_word(keys, &len); s; s = text_word(s + len, &len)) {
    const size_t i = value_number(facet, s, len);
    if (i < facet->count) v->search.chosen[f] |= (uint64_t)1 << i;
    else leave_out(v, LEFT_VALUE, facet->label, arena_text(&c->arena, s, len));
  }
}

static enum facet facet_named(const struct snapshot *s, const char *name)
{
  unsigned f = 0;
  while (f < FACET_COUNT && strcmp(snapshot_facet(s, (enum facet)f)->key, name) != 0) f++;
  return (enum facet)f;
}

/* Boxes of one facet come as a name repeated; links write its keys with spaces between. Both are read here. */
static void read_facets(struct ctx *c, struct search_view *v)
{
  const char *at = query_text(c), *const end = at + strlen(at);
  char name[16];
  for (struct url_pair pair; url_pair_next(&at, end, &pair); ) {
    if (pair.name_size >= sizeof name || !url_decode(pair.name, pair.name_size, true, name)) continue;
    const enum facet f = facet_named(v->snapshot, name);
    if (f == FACET_COUNT) continue;
    char *const keys = arena_alloc(&c->arena, pair.value_size + 1);
    if (url_decode(pair.value, pair.value_size, true, keys)) choose(c, v, f, keys);
    else leave_out(v, LEFT_VALUE, snapshot_facet(v->snapshot, f)->label, "?");
  }
}

/* Where the form keeps the keys of a facet. */
static const char **facet_keys_of(struct search_form *form, enum facet f)
{
  static const size_t at[FACET_COUNT] = {
    [FACET_FOR] = offsetof(struct search_form, voor), [FACET_PHASE] = offsetof(struct search_form, fase),
    [FACET_ACCESS] = offsetof(struct search_form, toegang), [FACET_COSTS] = offsetof(struct search_form, kosten),
    [FACET_FORMAT] = offsetof(struct search_form, vorm), [FACET_FOCUS] = offsetof(struct search_form, focus),
    [FACET_GROUND] = offsetof(struct search_form, grond), [FACET_REGION] = offsetof(struct search_form, regio),
    [FACET_LANGUAGE] = offsetof(struct search_form, taal), [FACET_EVENINGS] = offsetof(struct search_form, avond),
    [FACET_PLACES] = offsetof(struct search_form, plek), [FACET_NAMELESS] = offsetof(struct search_form, zondernaam) };
  return (const char **)(void *)((char *)form + at[f]);
}

/* What the form reader found wrong in fields that are no facets, and the name that is none of ours. */
static void read_complaints(struct ctx *c, struct search_view *v)
{
  const struct form *const form = c->form;
  for (size_t i = 0; i < search_form_record.count; i++)
    if (form->wrong[i] && facet_named(v->snapshot, fields[i].name) == FACET_COUNT) leave_out(v, LEFT_FIELD, fields[i].label, form->wrong[i]);
  if (form->unknown) leave_out(v, LEFT_NAME, NULL, form->unknown);
}

/* The chosen values of a facet as the address spells them; NULL: none. */
static const char *facet_keys(struct ctx *c, const struct facet_info *facet, uint64_t chosen)
{
  struct buf b = { .max = KEYS_MOST };
  for (size_t i = 0; i < facet->count; i++) {
    if (!(chosen >> i & 1)) continue;
    if (b.len) put_char(&b, ' ');
    put(&b, facet->values[i].key);
  }
  const char *const text = b.len && !b.failed ? arena_text(&c->arena, b.at, b.len) : NULL;
  buf_release(&b);
  return text;
}

static void set_facet(struct ctx *c, struct search_form *form, const struct snapshot *s, enum facet f, uint64_t chosen)
{
  *facet_keys_of(form, f) = chosen ? facet_keys(c, snapshot_facet(s, f), chosen) : NULL;
}

static void read_query(struct ctx *c, struct search_view *v)
{
  v->typed = form_row(c, search_form);
  v->notices.at = arena_new(&c->arena, struct notice, NOTICES_MOST);
  read_facets(c, v);
  read_complaints(c, v);
  v->search.words = v->typed->q;
  v->search.order = v->typed->volgorde;
  v->search.page = v->typed->pagina.known ? (size_t)v->typed->pagina.n : 1;
  v->form = (struct search_form){ .q = v->typed->q, .volgorde = v->typed->volgorde };
  for (unsigned f = 0; f < FACET_COUNT; f++) set_facet(c, &v->form, v->snapshot, (enum facet)f, v->search.chosen[f]);
}

/* --- links -------------------------------------------------------------------------- */

static const char *search_path(struct ctx *c, const char *path, const struct search_form *form)
{
  struct buf b = { .max = 1 << 16 };
  put(&b, path);
  put_char(&b, '?');
  const size_t bare = b.len;
  form_query(search_form, form, &b);
  if (b.len == bare) b.len--;
  if (b.failed) b.len = 0;
  return buf_to_arena(&c->arena, &b);
}

static const char *search_url(struct ctx *c, const struct search_form *form) { return search_path(c, local_path(c, "/hulp"), form); }

static const char *page_url(struct ctx *c, const struct search_view *v, size_t page)
{
  if (page == 1) return v->url;
  return JOIN(&c->arena, v->url, strchr(v->url, '?') ? "&" : "?", "pagina=", count_text(c, (int64_t)page));
}

/* The form without one value of a facet (without: a bit), or without the facet (all bits). */
static const char *url_without(struct ctx *c, const struct search_view *v, enum facet f, uint64_t without)
{
  struct search_form form = v->form;
  set_facet(c, &form, v->snapshot, f, v->search.chosen[f] & ~without);
  return search_url(c, &form);
}

static void add_chips(struct ctx *c, struct search_view *v)
{
  size_t count = 0;
  for (unsigned f = 0; f < FACET_COUNT; f++) count += (size_t)__builtin_popcountll(v->search.chosen[f]);
  v->chips.at = arena_new(&c->arena, struct search_link, count + 1);
  for (unsigned f = 0; f < FACET_COUNT; f++) {
    const struct facet_info *const facet = snapshot_facet(v->snapshot, (enum facet)f);
    for (size_t i = 0; i < facet->count; i++) {
      if (!(v->search.chosen[f] >> i & 1)) continue;
      v->chips.at[v->chips.count++] = (struct search_link){
        .of = is_unknown(&facet->values[i]) && f != FACET_REGION ? facet->label : NULL,
        .label = f == FACET_REGION ? region_label(c, &facet->values[i]) : facet->count == 1 ? facet->label : facet->values[i].label,
        .url = url_without(c, v, (enum facet)f, (uint64_t)1 << i) };
    }
  }
  v->all_url = count ? search_url(c, &(struct search_form){ .q = v->form.q }) : NULL;
}

static void add_orders(struct ctx *c, struct search_view *v)
{
  const enum search_order now = v->search.order ? v->search.order : ORDER_RELEVANCE;
  v->orders.at = arena_new(&c->arena, struct search_link, search_order_choices.count);
  for (unsigned i = ORDER_RELEVANCE; i < search_order_choices.count; i++) {
    struct search_form form = v->form;
    form.volgorde = (enum search_order)i;
    v->orders.at[v->orders.count++] = (struct search_link){
      .label = i == ORDER_RELEVANCE && v->result.wordless ? N_("Easiest to start") : search_order_label((enum search_order)i), .url = search_url(c, &form), .current = i == now };
  }
}

/* First, last and those around the page shown; a page left out between them has no url. */
static void add_pages(struct ctx *c, struct search_view *v)
{
  const size_t here = v->result.page, last = v->result.pages;
  if (last < 2) return;
  v->pages.at = arena_new(&c->arena, struct search_link, 2 * PAGES_AROUND + 7);
  bool gap = false;
  for (size_t i = 1; i <= last; i++) {
    const bool near = i + PAGES_AROUND >= here && i <= here + PAGES_AROUND;
    if (near || i == 1 || i == last) v->pages.at[v->pages.count++] = (struct search_link){ .url = page_url(c, v, i), .current = i == here, .count = i };
    else if (!gap) v->pages.at[v->pages.count++] = (struct search_link){ .count = i };
    gap = !near && i != 1 && i != last;
    if (gap) i = i < here ? here - PAGES_AROUND - 1 : last - 1;
  }
  if (here > 1) v->previous_url = page_url(c, v, here - 1);
  if (here < last) v->next_url = page_url(c, v, here + 1);
}

/* --- choices ------------------------------------------------------------------------ */

/* A facet of one value goes by its own label. */
static struct facet_choice choice_from(const struct ctx *c, const struct facet_info *facet, const struct facet_value *value, size_t count, bool chosen)
{
  return (struct facet_choice){ facet->key, value->key, facet->count == 1 ? facet->label : value->label, count, chosen,
    { c->lang == LANG_NL ? value->html[chosen] : NULL } };
}
static struct facet_choice region_from(const struct ctx *c, const struct facet_info *facet, const struct facet_value *value, bool chosen)
{
  return (struct facet_choice){ facet->key, value->key, region_label(c, value), value->total, chosen, { c->lang == LANG_NL ? value->html[chosen] : NULL } };
}

void render_facet_value(struct ctx *c, const struct facet_info *facet, const struct facet_value *value, bool chosen)
{
  const bool region = strcmp(facet->key, "regio") == 0;
  const struct facet_choice choice = region ? region_from(c, facet, value, chosen) : choice_from(c, facet, value, 0, chosen);
  (region ? frag_region_option : frag_box)(c, &choice);
}

static struct facet_choice choice_of(const struct ctx *c, const struct search_view *v, enum facet f, size_t i)
{
  const struct facet_info *const facet = snapshot_facet(v->snapshot, f);
  return choice_from(c, facet, &facet->values[i], v->result.facet[f][i], v->search.chosen[f] >> i & 1);
}

/* The values that would find something, and those chosen. */
static struct facet_choice_list choices_of(struct ctx *c, const struct search_view *v, enum facet f)
{
  const struct facet_info *const facet = snapshot_facet(v->snapshot, f);
  struct facet_choice_list list = { arena_new(&c->arena, struct facet_choice, facet->count), 0 };
  for (size_t i = 0; i < facet->count; i++) {
    const struct facet_choice choice = choice_of(c, v, f, i);
    if (choice.count || choice.chosen) list.at[list.count++] = choice;
  }
  return list;
}

/* The regions that have help, also if none of it answers the question at hand: the reader may come from there. */
struct facet_choice_list region_choices(struct ctx *c, const struct snapshot *s, uint64_t chosen)
{
  const struct facet_info *const facet = snapshot_facet(s, FACET_REGION);
  struct facet_choice_list list = { arena_new(&c->arena, struct facet_choice, facet->count), 0 };
  for (size_t i = 0; i < facet->count; i++) {
    const struct facet_value *const value = &facet->values[i];
    const bool is_chosen = chosen >> i & 1, nationwide = strcmp(value->key, REGION_NATIONWIDE) == 0;
    if (is_chosen || (value->total && !nationwide))
      list.at[list.count++] = region_from(c, facet, value, is_chosen);
  }
  return list;
}

/* The list selects one; more that the address names go along unseen, and stay removable as chips. */
static void add_regions(struct ctx *c, struct search_view *v)
{
  const struct facet_info *const facet = snapshot_facet(v->snapshot, FACET_REGION);
  const uint64_t chosen = v->search.chosen[FACET_REGION] ? v->search.chosen[FACET_REGION] : v->result.regions_empty ? 0 : v->result.regions;
  v->regions = region_choices(c, v->snapshot, chosen);
  v->more_regions.at = arena_new(&c->arena, struct facet_choice, v->regions.count);
  bool selected = false;
  for (size_t i = 0; i < v->regions.count; i++) {
    struct facet_choice *const region = &v->regions.at[i];
    if (region->chosen && selected) {
      v->more_regions.at[v->more_regions.count++] = *region;
      *region = region_from(c, facet, &facet->values[value_number(facet, region->key, strlen(region->key))], false);
    }
    selected |= region->chosen;
  }
  for (size_t i = 0; i < facet->count; i++)
    if (chosen == (uint64_t)1 << i) v->region = region_label(c, &facet->values[i]);
}

static void add_facets(struct ctx *c, struct search_view *v)
{
  add_regions(c, v);
  v->facets.at = arena_new(&c->arena, struct facet_view, FACET_COUNT);
  v->options.at = arena_new(&c->arena, struct facet_choice, FACET_COUNT);
  for (unsigned f = 0; f < FACET_COUNT; f++) {
    const struct facet_info *const facet = snapshot_facet(v->snapshot, (enum facet)f);
    if (f == FACET_REGION || (facet->count == 1 && is_unknown(&facet->values[0]))) continue;
    if (facet->count == 1) {
      const struct facet_choice option = choice_of(c, v, (enum facet)f, 0);
      if (option.count || option.chosen) v->options.at[v->options.count++] = option;
      continue;
    }
    const struct facet_choice_list choices = choices_of(c, v, (enum facet)f);
    const bool open = f == FACET_FOR || f == FACET_PHASE || v->search.chosen[f];
    if (choices.count) v->facets.at[v->facets.count++] = (struct facet_view){ facet->key, facet->label, open, choices };
  }
}

/* --- when nothing was found ------------------------------------------------------------ */

/* The form changed in one way: the link to it, if that finds something. */
static void try_instead(struct ctx *c, struct search_view *v, enum step step, struct search_form form, struct search q)
{
  struct search_result result = { 0 };
  q.page = 1;
  snapshot_search(v->snapshot, &c->arena, &q, &result);
  if (result.total) v->next_steps[step] = (struct search_link){ .url = search_url(c, &form), .count = result.total };
}

static bool other_filters(const struct search_view *v)
{
  for (unsigned f = 0; f < FACET_COUNT; f++)
    if (f != FACET_REGION && v->search.chosen[f]) return true;
  return false;
}

static void add_next_steps(struct ctx *c, struct search_view *v)
{
  const uint64_t region = v->search.chosen[FACET_REGION];
  const struct search_form *const form = &v->form;
  if (other_filters(v))
    try_instead(c, v, STEP_WITHOUT_FILTERS, (struct search_form){ .q = form->q, .regio = form->regio },
                (struct search){ .words = v->search.words, .chosen[FACET_REGION] = region });
  if (region) {
    struct search_form elsewhere = *form;
    elsewhere.regio = NULL;
    struct search q = v->search;
    q.chosen[FACET_REGION] = 0;
    try_instead(c, v, STEP_WHOLE_COUNTRY, elsewhere, q);
  }
  if (form->q) {
    struct search_form wordless = *form;
    wordless.q = NULL;
    struct search q = v->search;
    q.words = NULL;
    try_instead(c, v, STEP_WITHOUT_WORDS, wordless, q);
  }
  if (!v->next_steps[STEP_WITHOUT_WORDS].url)
    try_instead(c, v, STEP_ALL, (struct search_form){ .regio = form->regio }, (struct search){ .chosen[FACET_REGION] = region });
}

/* --- what stands above the list ---------------------------------------------------------- */

static void add_places(struct ctx *c, struct search_view *v)
{
  const struct facet_info *const facet = snapshot_facet(v->snapshot, FACET_REGION);
  struct buf b = { .max = KEYS_MOST };
  for (size_t i = 0; i < facet->count; i++) {
    if (!(v->result.regions >> i & 1)) continue;
    if (b.len) put(&b, ", ");
    put(&b, tr(c, region_label(c, &facet->values[i])));
  }
  v->places = b.len && !b.failed ? arena_text(&c->arena, b.at, b.len) : NULL;
  buf_release(&b);
}

/* Words of danger or suicide, and no help that has them: then the list is where one can turn at once. */
static void ask(struct ctx *c, struct search_view *v)
{
  const char *const typed = c->form->typed[0];
  snapshot_search(v->snapshot, &c->arena, &v->search, &v->result);
  v->suicide = words_of_suicide(c, typed);
  v->danger = words_of_danger(c, typed);
  if ((v->suicide || v->danger) && (v->result.total == 0 || v->result.wordless || v->result.widened)) {
    v->search.urgent = v->urgent = true;
    snapshot_search(v->snapshot, &c->arena, &v->search, &v->result);
  }
  v->own_danger = v->danger && words_begin_with_i(c, typed) && v->result.asker != ASKER_EXPERIENCES && v->result.asker != ASKER_FAMILY;
  v->watched = v->result.asker == ASKER_EXPERIENCES || (v->result.control && v->result.asker != ASKER_USES);
  add_places(c, v);
}

/* --- the page --------------------------------------------------------------------------- */

static void add_offers(struct ctx *c, struct search_view *v)
{
  v->offers.at = arena_new(&c->arena, struct found_offer, PAGE_SIZE);
  for (; v->offers.count < v->result.count; v->offers.count++) {
    const size_t number = v->result.at[v->offers.count];
    v->offers.at[v->offers.count] = (struct found_offer){ snapshot_offer(v->snapshot, number),
      { c->lang == LANG_NL ? snapshot_card(v->snapshot, number) : NULL } };
  }
}

int show_search(struct ctx *c)
{
  struct search_view v = { .snapshot = offers_snapshot(c) };
  read_query(c, &v);
  ask(c, &v);
  add_offers(c, &v);
  v.examples = snapshot_has_examples(v.snapshot);
  add_facets(c, &v);
  add_chips(c, &v);
  add_orders(c, &v);
  v.url = search_url(c, &v.form);
  add_pages(c, &v);
  if (v.result.total == 0) add_next_steps(c, &v);
  const struct page page = { .title = tr(c, N_("Find help")), .current = "/hulp",
    .other_lang = c->lang == LANG_NL ? v.url : search_path(c, "/hulp", &v.form),
    .status = v.invalid ? 400 : 0 };
  page_begin(c, &page);
  view_search(c, &v);
  return page_end(c, &page);
}
