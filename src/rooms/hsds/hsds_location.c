#include "hsds_internal.h"
#include "text.h"

/* Where: visitable places, help at a distance, and the areas that an offer serves. The address of a shelter is not in
 * the data (offers.h); a place whose street is not told is given by its town alone. */

/* --- words of a slug list ------------------------------------------------------------------ */

/* The next of the words with spaces between, terminated and in the arena; NULL at the end. */
static const char *next_slug(struct hsds *h, const char **at)
{
  size_t n = 0;
  const char *const s = text_word(*at, &n);
  *at = s ? s + n : NULL;
  return s ? arena_text(&h->c->arena, s, n) : NULL;
}

static const char *name_of_region(const struct hsds *h, const char *slug)
{
  const struct region *const r = h->c->places ? region_find(h->c->places, slug, strlen(slug)) : NULL;
  return r ? region_name(h->c, r) : slug;
}
static const struct municipality *municipality_of(const struct hsds *h, const char *slug)
{
  return h->c->places && slug ? municipality_find(h->c->places, slug, strlen(slug)) : NULL;
}

/* --- areas ------------------------------------------------------------------------------------ */

static void put_area(struct hsds *h, const struct offer *o, const char *slug, const char *name, const char *kind)
{
  json_begin(&h->j, NULL, '{');
  json_id(&h->j, "id", hsds_id(kind, o->id, slug));
  json_id(&h->j, "service_id", o->id);
  json_str(&h->j, "name", name);
  json_str(&h->j, "description", strcmp(kind, "area_region") ? tr(h->c, N_("Municipality")) : tr(h->c, N_("Region")));
  json_close(&h->j);
}

void hsds_write_areas(struct hsds *h, const struct offer *o)
{
  const char *at = o->regions, *slug;
  if (!o->regions && !o->municipalities) return;
  json_begin(&h->j, "service_areas", '[');
  while ((slug = next_slug(h, &at))) put_area(h, o, slug, name_of_region(h, slug), "area_region");
  at = o->municipalities;
  while ((slug = next_slug(h, &at))) {
    const struct municipality *const m = municipality_of(h, slug);
    put_area(h, o, slug, m ? m->name : slug, "area_municipality");
  }
  json_close(&h->j);
}

/* --- addresses ---------------------------------------------------------------------------------- */

/* The standard wants a province; the regions of our data each lie in one. "onbekend" where it is not known. */
static const char *province_of(const char *region)
{
  static const struct { const char *region, *province; } in[] = {
    { "amsterdam-amstelland", "Noord-Holland" }, { "drenthe", "Drenthe" }, { "flevoland", "Flevoland" }, { "friesland", "Fryslân" },
    { "gelderland-midden", "Gelderland" }, { "gelderland-zuid", "Gelderland" }, { "gooi-en-vechtstreek", "Noord-Holland" },
    { "groningen", "Groningen" }, { "haaglanden", "Zuid-Holland" }, { "hollands-midden", "Zuid-Holland" }, { "ijsselland", "Overijssel" },
    { "kennemerland", "Noord-Holland" }, { "midden-brabant", "Noord-Brabant" }, { "noord-en-midden-limburg", "Limburg" },
    { "noord-en-oost-gelderland", "Gelderland" }, { "noord-holland-noord", "Noord-Holland" }, { "oost-brabant", "Noord-Brabant" },
    { "rotterdam-rijnmond", "Zuid-Holland" }, { "twente", "Overijssel" }, { "utrecht", "Utrecht" }, { "west-brabant", "Noord-Brabant" },
    { "zaanstreek-waterland", "Noord-Holland" }, { "zeeland", "Zeeland" }, { "zuid-holland-zuid", "Zuid-Holland" }, { "zuid-limburg", "Limburg" },
  };
  for (size_t i = 0; region && i < COUNT(in); i++)
    if (strcmp(in[i].region, region) == 0) return in[i].province;
  return "onbekend";
}

/* The region that a place lies in: its municipality's, else the offer's if that names exactly one. NULL: not known. */
static const char *region_of_site(const struct hsds *h, const struct hsds_site *s)
{
  const struct municipality *const m = municipality_of(h, s->place->municipality);
  const char *const regions = s->line->offer.regions;
  if (m) return m->region;
  return regions && !strchr(regions, ' ') && strcmp(regions, REGION_NATIONWIDE) != 0 ? regions : NULL;
}

/* That of its region, or the one that all regions of the offer lie in. */
static const char *province_of_site(struct hsds *h, const struct hsds_site *s)
{
  const char *const region = region_of_site(h, s), *at = s->line->offer.regions, *province = NULL, *slug;
  if (region || !at) return province_of(region);
  while ((slug = next_slug(h, &at))) {
    if (province && strcmp(province, province_of(slug)) != 0) return province_of(NULL);
    province = province_of(slug);
  }
  return province;
}

static void put_address(struct hsds *h, const struct hsds_site *s, struct id location)
{
  const char *const region = region_of_site(h, s);
  json_begin(&h->j, "addresses", '[');
  json_begin(&h->j, NULL, '{');
  json_id(&h->j, "id", hsds_id("address", location, ""));
  json_id(&h->j, "location_id", location);
  json_str(&h->j, "address_1", s->place->street);
  json_str(&h->j, "city", s->place->town);
  if (region) json_str(&h->j, "region", name_of_region(h, region));
  json_str(&h->j, "state_province", province_of_site(h, s));
  json_str(&h->j, "postal_code", s->place->postal_code);
  json_str(&h->j, "country", "NL");
  json_str(&h->j, "address_type", "physical");
  json_close(&h->j);
  json_close(&h->j);
}

/* --- locations ------------------------------------------------------------------------------------ */

static struct set set_of(uint64_t bits) { return (struct set){ bits | 1 }; }
static struct set distance_formats(const struct offer *o)
{
  return set_of(o->formats.bits & (1u << FORMAT_PHONE | 1u << FORMAT_CHAT | 1u << FORMAT_ONLINE | 1u << FORMAT_APP));
}
static struct set contact_channels(const struct offer *o)
{
  struct set s = { 1 };
  for (size_t i = 0; i < o->contacts.count; i++) s = set_with(s, o->contacts.at[i].channel);
  return s;
}

/* At a distance: help by phone, chat, online or app; or nothing to visit, but somebody to reach. */
static bool at_a_distance(const struct offer *o)
{
  return distance_formats(o).bits != 1 || (o->places.count == 0 && o->contacts.count != 0);
}

size_t hsds_sites_of(struct hsds *h, const struct offer_line *line, struct hsds_site **out)
{
  const struct offer *const o = &line->offer;
  const size_t count = o->places.count + at_a_distance(o);
  *out = arena_new(&h->c->arena, struct hsds_site, count ? count : 1);
  for (size_t i = 0; i < o->places.count; i++) (*out)[i] = (struct hsds_site){ line, &o->places.at[i] };
  if (at_a_distance(o)) (*out)[o->places.count] = (struct hsds_site){ line, NULL };
  return count;
}

/* Offers at the same address share the location. */
static struct id location_id(const struct hsds_site *s)
{
  struct buf key = { 0 };
  const struct offer_place *const p = s->place;
  if (!p) return hsds_id("location", s->line->offer.id, "virtual");
  const char *const parts[] = { p->name, p->street, p->postal_code, p->town, p->municipality };
  for (size_t i = 0; i < COUNT(parts); i++) { put(&key, parts[i]); put_char(&key, '\n'); }
  const struct id id = hsds_id("location", ID_NONE, buf_text(&key));
  buf_release(&key);
  return id;
}
struct id hsds_site_id(const struct hsds_site *s)
{
  char key[ID_TEXT];
  id_format(location_id(s), key);
  return hsds_id("service_at_location", s->line->offer.id, key);
}

static void put_virtual(struct hsds *h, const struct offer *o)
{
  const struct set formats = distance_formats(o), web = set_of(1u << CHANNEL_WEB | 1u << CHANNEL_CHAT | 1u << CHANNEL_WHATSAPP);
  json_str(&h->j, "location_type", "virtual");
  json_str(&h->j, "url", hsds_web_address(h, o, web));
  json_str(&h->j, "name", formats.bits != 1 ? hsds_labels(h, &help_format_choices, formats) : hsds_labels(h, &channel_choices, contact_channels(o)));
}

static void put_physical(struct hsds *h, const struct hsds_site *s, struct id id)
{
  json_str(&h->j, "location_type", "physical");
  json_str(&h->j, "name", s->place->name ? s->place->name : s->place->town);
  if (s->place->street && s->place->postal_code && s->place->town) put_address(h, s, id);
  else json_str(&h->j, "description", s->place->town);
}

static void put_site(struct hsds *h, const struct hsds_site *s, bool whole)
{
  const struct id location = location_id(s);
  json_open(&h->j, '{');
  json_id(&h->j, "id", hsds_site_id(s));
  json_id(&h->j, "service_id", s->line->offer.id);
  json_id(&h->j, "location_id", location);
  json_str(&h->j, "description", s->line->offer.name);
  if (whole) hsds_write_areas(h, &s->line->offer);
  json_begin(&h->j, "location", '{');
  json_id(&h->j, "id", location);
  if (s->place) put_physical(h, s, location);
  else put_virtual(h, &s->line->offer);
  json_close(&h->j);
  json_close(&h->j);
}

void hsds_write_site_whole(struct hsds *h, const struct hsds_site *s) { put_site(h, s, true); }
void hsds_write_site_of(struct hsds *h, const struct hsds_site *s) { put_site(h, s, false); }
void hsds_write_site(struct hsds *h, const void *site) { put_site(h, site, h->ask.full == SWITCH_ON); }
