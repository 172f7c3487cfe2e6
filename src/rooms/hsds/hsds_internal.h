/* How the room is laid out; only its own files and its test include this.
 *   hsds_web.c           routes and handlers            hsds_query.c         what may be asked, per end point
 *   hsds_list.c          filters, pages, ndjson         hsds_ids.c           ids that stay the same
 *   hsds_service.c       a service                      hsds_contact.c       phones, addresses on the web, mail
 *   hsds_location.c      places and areas               hsds_organization.c  providers, made from their offers
 *   hsds_taxonomy.c      our words as terms             hsds_attribute.c     which of them hold for an offer
 *   hsds_profile.c, hsds_openapi.c, hsds_schema.c       what we tell about it */
#ifndef HSDS_INTERNAL_H
#define HSDS_INTERNAL_H
#include "hsds.h"
#include "json.h"
#include "snapshot.h"
#include "web.h"

#define HSDS_VERSION "3.1"

#define HSDS_FORMATS(X) \
  X(HSDS_FORMAT_UNKNOWN, NULL,     N_("Unknown")) \
  X(HSDS_JSON,           "json",   "JSON") \
  X(HSDS_NDJSON,         "ndjson", "NDJSON")
DECLARE_CHOICES(hsds_format, HSDS_FORMATS)

#define HSDS_SWITCHES(X) \
  X(SWITCH_UNKNOWN, NULL,    N_("Unknown")) \
  X(SWITCH_ON,      "true",  N_("Yes")) \
  X(SWITCH_OFF,     "false", N_("No"))
DECLARE_CHOICES(hsds_switch, HSDS_SWITCHES)

/* Everything that may be asked; each end point accepts a part of it. Members are named as in the URL. */
struct hsds_query {
  const char *search;
  struct num page, per_page;
  enum hsds_format format;
  const char *taxonomy_term_id, *taxonomy_id, *organization_id, *parent_id;
  const char *modified_after, *postcode;
  struct num proximity;
  enum hsds_switch minimal, full, full_service, top_only;
};
extern const struct record hsds_nothing, hsds_services, hsds_sites, hsds_organizations, hsds_organization, hsds_taxonomies, hsds_terms;

/* Whether the value of this parameter is an id, resp. an instant: for the description of the interface. */
bool hsds_asks_id(const struct field *f);
bool hsds_asks_instant(const struct field *f);
/* "2026-01-31", or with a time and perhaps a zone (without one: UTC), as UTC milliseconds. `out` is untouched on failure. */
bool hsds_instant(const char *text, int64_t *out);
/* "1234 AB" → "1234AB" in the arena, "1234" likewise; NULL if it is no postal code. */
const char *hsds_postcode(struct arena *a, const char *text);

/* One answer while it is made. */
struct hsds {
  struct ctx *c;
  const struct snapshot *offers;
  struct hsds_query ask;
  const char *pages;                 /* address of the public pages of offers, the slug left out */
  struct json j;
  struct hsds_lines *lines;          /* an answer of lines (ndjson), not written yet */
  struct hsds_organization_list *organizations;      /* NULL: not gathered (hsds_gather_organizations) */
  const struct hsds_organization_index *organization_index;
};

/* --- ids --------------------------------------------------------------------------- */

/* The id of what `key` names in `table`, as part of `of` (or of nothing: ID_NONE). The same for ever. */
struct id hsds_id(const char *table, struct id of, const char *key);

/* --- taxonomies and attributes ------------------------------------------------------- */

enum hsds_source { OF_SET, OF_ENUM, OF_PHASES, OF_FEATURES, OF_FACTS };
struct hsds_taxonomy {
  const char *key;                   /* in ids; never changes */
  const char *label, *description;   /* msgids */
  const char *link_type, *values;    /* of its attributes; what their value means (English, for the profile), NULL: they have none */
  enum hsds_source from;
  const struct choices *choices;     /* OF_SET, OF_ENUM, OF_PHASES */
  size_t at;                         /* where in struct offer */
};
extern const struct hsds_taxonomy hsds_taxonomy_table[];
extern const size_t hsds_taxonomy_count;

/* Terms are numbered from 1; less than 64 in every taxonomy. */
struct hsds_term { const struct hsds_taxonomy *taxonomy; unsigned number; };
unsigned hsds_term_count(const struct hsds_taxonomy *t);
const char *hsds_term_key(struct hsds_term t);
const char *hsds_term_label(struct hsds_term t);                           /* msgid */
struct id hsds_taxonomy_id(const struct hsds_taxonomy *t);
struct id hsds_term_id(struct hsds_term t);
const struct hsds_taxonomy *hsds_taxonomy_find(struct id id);              /* NULL if there is none */
bool hsds_term_find(struct id id, struct hsds_term *out);

/* The description of a term; the label once more where nothing more is to say. msgid. */
const char *hsds_term_description(struct hsds_term t);

/* "By phone, By chat" in the reader's language; NULL if there are none. In the arena. */
const char *hsds_labels(struct hsds *h, const struct choices *values, struct set v);

/* The field behind a feature or a fact. */
const struct field *hsds_feature(unsigned number);                         /* NULL past the last */
const struct field *hsds_fact(unsigned number);                            /* NULL past the last */

/* The terms that hold for an offer, bit n for term n. A feature that it says not to have does not hold. */
uint64_t hsds_terms_held(const struct hsds_taxonomy *t, const struct offer *o);

void hsds_write_taxonomy(struct hsds *h, const void *taxonomy);            /* const struct hsds_taxonomy * */
void hsds_write_term(struct hsds *h, const void *term);                    /* const struct hsds_term * */
/* As part of an attribute: without the details of its taxonomy. */
void hsds_write_term_of(struct hsds *h, struct hsds_term term);
/* "attributes": […]; nothing if there are none. */
void hsds_write_attributes(struct hsds *h, const struct offer *o);

/* --- services ------------------------------------------------------------------------ */

/* Whether the open data have this offer: help, measures and steps, also those that have ended. */
bool hsds_shows(const struct offer *o);
/* Members follow h->ask: minimal, full. */
void hsds_write_service(struct hsds *h, const void *line);                 /* const struct offer_line * */
void hsds_write_service_whole(struct hsds *h, const struct offer_line *line);
/* As part of its organisation: id, name and status, or whole if h->ask.full_service. */
void hsds_write_service_of(struct hsds *h, const struct offer_line *line);

/* Members of a service, in hsds_contact.c: url and email; resp. the lists of everything else. */
void hsds_write_reach(struct hsds *h, const struct offer *o);
void hsds_write_contacts(struct hsds *h, const struct offer *o);
/* The first address on the web of these channels (bits), NULL if there is none. */
const char *hsds_web_address(struct hsds *h, const struct offer *o, struct set channels);

/* --- places ---------------------------------------------------------------------------- */

/* A service at a location: a place that may be visited, or (place NULL) at a distance. */
struct hsds_site { const struct offer_line *line; const struct offer_place *place; };
/* The sites of an offer, in the arena. */
size_t hsds_sites_of(struct hsds *h, const struct offer_line *line, struct hsds_site **out);
struct id hsds_site_id(const struct hsds_site *s);
void hsds_write_site(struct hsds *h, const void *site);                    /* h->ask.full: with everything nested */
void hsds_write_site_whole(struct hsds *h, const struct hsds_site *s);
/* As part of its service, which tells the areas. */
void hsds_write_site_of(struct hsds *h, const struct hsds_site *s);
void hsds_write_areas(struct hsds *h, const struct offer *o);              /* "service_areas": […] */

/* --- organisations --------------------------------------------------------------------- */

struct hsds_organization { struct id id; const char *name, *folded; const struct offer_line **lines; size_t count; };
struct hsds_organization_list { struct hsds_organization *at; size_t count; };
/* All of them, into h->organizations. */
void hsds_gather_organizations(struct hsds *h);
/* The provider of shown offers with that id; false if there is none. */
bool hsds_organization_find(struct hsds *h, struct id id, struct hsds_organization *out);
void hsds_write_organization(struct hsds *h, const void *organization);    /* const struct hsds_organization * */
void hsds_write_organization_whole(struct hsds *h, const struct hsds_organization *o);
/* As part of a service: "organization": {…}; nothing if the provider is not known. */
void hsds_write_provider(struct hsds *h, const struct offer_line *line);

/* --- lists ----------------------------------------------------------------------------- */

/* Pages, or all of it as ndjson, into h->c->out: what h->ask asks for. */
MUST_USE int hsds_list_services(struct hsds *h);
/* The next lines of h->lines into c->out; whether more follow. `of`: the struct hsds. */
more_parts hsds_more_lines;
MUST_USE int hsds_list_sites(struct hsds *h);
MUST_USE int hsds_list_organizations(struct hsds *h);
MUST_USE int hsds_list_taxonomies(struct hsds *h);
MUST_USE int hsds_list_terms(struct hsds *h);
/* The site of that id. Looks through all of them. */
bool hsds_site_find(struct hsds *h, struct id id, struct hsds_site *out);

/* --- about ------------------------------------------------------------------------------- */

/* The description of the interface (OpenAPI 3.1), from the table of routes. `base` is the address of /hsds. */
void hsds_write_openapi(struct hsds *h, const struct route *routes, const char *base);
/* components.schemas: the members that we use. */
void hsds_write_schemas(struct json *j);
/* What we add to the standard and how we read it. */
void hsds_write_profile(struct hsds *h, const char *base);
#endif
