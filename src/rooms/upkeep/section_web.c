/* Changing one section of an offer: most as they are declared, places by their names. */
#include "upkeep_web.h"
#include "places.h"
#include "text.h"

static const struct field where_fields[] = {
  F_TEXT(where_form, regions,        OPTIONAL, N_("Regions"), .max = 1000, .help = N_("Names with commas between. For the whole country: landelijk.")),
  F_TEXT(where_form, municipalities, LONG, N_("Municipalities"), .max = 2000, .help = N_("Names with commas between. Empty: the whole region.")),
};
const struct record where_form_record = RECORD(where_form, where_fields);

static int show(struct ctx *c, const struct section_view *v)
{
  const struct page page = { .title = v->title, .current = MAP_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_section(c, v);
  return page_end(c, &page);
}

/* --- as declared ------------------------------------------------------------------------------------ */

static int show_section(struct ctx *c, enum offer_section s)
{
  struct offer_line line;
  TRY(kept_of_path(c, &line));
  return show(c, &(struct section_view){ .offer = &line.offer, .title = tr(c, offer_section_names[s].label), .rec = &offer_sections[s], .row = &line.offer,
    .path = path_of_id(c, MAP_PATH, line.offer.id, JOIN(&c->arena, "/", offer_section_names[s].key)) });
}

static int send_section(struct ctx *c, enum offer_section s)
{
  struct offer given = *(const struct offer *)form_row_(c, &offer_sections[s]);
  TRY(path_id(c, &given.id));
  TRY(offer_section_change(c, s, &given));
  return redirect_done(c, JOIN(&c->arena, path_of_id(c, MAP_PATH, given.id, NULL), "#", offer_section_names[s].key), "opgeslagen");
}

#define SECTION_PAGES_(S) \
  int show_section_##S(struct ctx *c) { return show_section(c, SECTION_##S); } \
  int send_section_##S(struct ctx *c) { return send_section(c, SECTION_##S); }
CHANGED_SECTIONS(SECTION_PAGES_)

/* --- where: by name ------------------------------------------------------------------------------------ */

/* A name as it is written in Dutch or English, else its slug, which the check of the field judges. */
static const char *region_slug(struct ctx *c, const char *name)
{
  const char *const slug = text_slug(&c->arena, name, 80);
  for (size_t i = 0; c->places && i < c->places->regions.count; i++) {
    const struct region *const r = &c->places->regions.at[i];
    if (strcmp(text_slug(&c->arena, r->name, 80), slug) == 0 || (r->name_en && strcmp(text_slug(&c->arena, r->name_en, 80), slug) == 0)) return r->slug;
  }
  return slug;
}

static const char *municipality_slug(struct ctx *c, const char *name)
{
  const char *const slug = text_slug(&c->arena, name, 80);
  for (size_t i = 0; c->places && i < c->places->municipalities.count; i++) {
    const struct municipality *const m = &c->places->municipalities.at[i];
    if (strcmp(text_slug(&c->arena, m->name, 80), slug) == 0) return m->slug;
  }
  return slug;
}

static const char *slugs_of(struct ctx *c, const char *names, const char *(*slug_of)(struct ctx *c, const char *name))
{
  struct buf b = { 0 };
  for (const char *s = names; s && *s; ) {
    const size_t n = strcspn(s, ",;\n");
    const char *const slug = slug_of(c, arena_text(&c->arena, s, n));
    if (*slug && b.len) put_char(&b, ' ');
    put(&b, slug);
    s += n + (s[n] != '\0');
  }
  return b.len ? buf_to_arena(&c->arena, &b) : NULL;
}

int show_where(struct ctx *c)
{
  struct offer_line line;
  TRY(kept_of_path(c, &line));
  const struct field *const regions = record_field(&offer_record, "regions"), *const municipalities = record_field(&offer_record, "municipalities");
  const struct where_form row = { line.offer.id, line.offer.version, field_in_words(c, regions, &line.offer), field_in_words(c, municipalities, &line.offer) };
  return show(c, &(struct section_view){ .offer = &line.offer, .title = tr(c, N_("Where")), .rec = &where_form_record, .row = &row, .path = path_of_id(c, MAP_PATH, line.offer.id, "/waar") });
}

int send_where(struct ctx *c)
{
  const struct where_form *const f = form_row(c, where_form);
  struct offer given = { .version = f->version, .regions = slugs_of(c, f->regions, region_slug), .municipalities = slugs_of(c, f->municipalities, municipality_slug) };
  TRY(path_id(c, &given.id));
  TRY(offer_section_change(c, SECTION_WHERE, &given));
  return redirect_done(c, JOIN(&c->arena, path_of_id(c, MAP_PATH, given.id, NULL), "#waar"), "opgeslagen");
}

/* --- numbers, and who gives it ---------------------------------------------------------------------------- */

int show_numbers(struct ctx *c)
{
  struct offer_line line;
  TRY(kept_of_path(c, &line));
  const struct offer_numbers row = { line.offer.id, line.offer.version, line.offer.places_free, line.offer.wait_days };
  return show(c, &(struct section_view){ .offer = &line.offer, .title = tr(c, N_("Places and waiting time")), .rec = &offer_numbers_record, .row = &row,
    .path = path_of_id(c, MAP_PATH, line.offer.id, "/plekken"), .note = tr(c, N_("What you fill in counts from today. What you leave empty stays as it was.")) });
}

int send_numbers(struct ctx *c)
{
  struct offer_numbers n = *form_row(c, offer_numbers);
  TRY(path_id(c, &n.id));
  TRY(offer_tell_numbers(c, &n, WAY_PAGE));
  return redirect_done(c, JOIN(&c->arena, path_of_id(c, MAP_PATH, n.id, NULL), "#plekken"), "opgeslagen");
}

int show_givers(struct ctx *c)
{
  struct offer_line line;
  TRY(kept_of_path(c, &line));
  const struct offer_givers row = { line.offer.id, line.offer.version, line.provider, line.also_by };
  return show(c, &(struct section_view){ .offer = &line.offer, .title = tr(c, N_("Who gives it")), .rec = &offer_givers_record, .row = &row,
    .path = path_of_id(c, MAP_PATH, line.offer.id, "/aanbieders"), .note = tr(c, N_("Whoever works for one of these organisations can change this offer.")) });
}

int send_givers(struct ctx *c)
{
  struct offer_givers g = *form_row(c, offer_givers);
  TRY(path_id(c, &g.id));
  TRY(offer_givers_change(c, &g));
  return redirect_done(c, path_of_id(c, MAP_PATH, g.id, NULL), "opgeslagen");
}
