#include "hsds_internal.h"
#include "offers_room.h"

static handler show_about, list_services, show_service, list_organizations, show_organization, list_taxonomies, show_taxonomy;
static handler list_terms, show_term, list_sites, show_site, show_openapi, show_profile;

/* What may be long (full, ndjson) or looks through all places is done by a worker: megabytes take milliseconds. */
#define READ(path, cost, accepts, handle) { GET, path, MAY_ANYBODY, cost, &(accepts), handle, ROUTE_DATA }
const struct route hsds_routes[] = {
  READ("/hsds",                             FAST, hsds_nothing,       show_about),
  READ("/hsds/services",                    SLOW, hsds_services,      list_services),
  READ("/hsds/services/:id",                FAST, hsds_nothing,       show_service),
  READ("/hsds/organizations",               SLOW, hsds_organizations, list_organizations),
  READ("/hsds/organizations/:id",           FAST, hsds_organization,  show_organization),
  READ("/hsds/taxonomies",                  FAST, hsds_taxonomies,    list_taxonomies),
  READ("/hsds/taxonomies/:id",              FAST, hsds_nothing,       show_taxonomy),
  READ("/hsds/taxonomy_terms",              FAST, hsds_terms,         list_terms),
  READ("/hsds/taxonomy_terms/:id",          FAST, hsds_nothing,       show_term),
  READ("/hsds/service_at_locations",        SLOW, hsds_sites,         list_sites),
  READ("/hsds/service_at_locations/:id",    SLOW, hsds_nothing,       show_site),
  READ("/hsds/openapi.json",                FAST, hsds_nothing,       show_openapi),
  READ("/hsds/profile",                     FAST, hsds_nothing,       show_profile),
  { 0 }
};

static const struct link_to footer[] = { { "/hsds", N_("Open data") }, { .path = NULL } };
const struct room hsds_room = { .name = "hsds", .routes = hsds_routes, .footer = footer };

/* --- the way in and out ------------------------------------------------------------------------------- */

/* The problem document names every parameter that is wrong (from c->form), or the first that is not known. */
static int check_parameters(struct ctx *c)
{
  const struct form *const form = c->form;
  if (!form) return OK;
  if (form->unknown) return fail(c, ERR_INVALID, form->unknown, N_("This parameter is not known here."));
  for (size_t i = 0; i < form->rec->count; i++)
    if (form->wrong[i]) return fail(c, ERR_INVALID, NULL, form->wrong[i]);
  return OK;
}

static int begin(struct ctx *c, struct hsds *h)
{
  TRY(check_parameters(c));
  *h = (struct hsds){ .c = c, .offers = offers_snapshot(c), .pages = absolute_url(c, "/hulp/"), .j = { .b = &c->out } };
  if (c->form) h->ask = *(const struct hsds_query *)c->form->row;
  return OK;
}

static int answer(const struct hsds *h)
{
  if (!h->lines) return respond(h->c, 200, "application/json; charset=utf-8");
  struct hsds *const lasting = arena_new(&h->c->arena, struct hsds, 1);
  *lasting = *h;
  return respond_parts(h->c, 200, "application/x-ndjson; charset=utf-8", hsds_more_lines, lasting);
}

static int answer_list(struct ctx *c, int (*list)(struct hsds *h))
{
  struct hsds h;
  TRY(begin(c, &h));
  TRY(list(&h));
  return answer(&h);
}

/* The id in the path; what is no id names nothing. */
static int begin_one(struct ctx *c, struct hsds *h, struct id *id)
{
  TRY(begin(c, h));
  return id_parse(path_part(c), id) ? OK : fail(c, ERR_NOT_FOUND, NULL, N_("There is nothing with this id."));
}
static int nothing(struct ctx *c) { return fail(c, ERR_NOT_FOUND, NULL, N_("There is nothing with this id.")); }

/* --- handlers -------------------------------------------------------------------------------------------- */

static int show_about(struct ctx *c)
{
  struct hsds h;
  TRY(begin(c, &h));
  json_open(&h.j, '{');
  json_str(&h.j, "version", HSDS_VERSION);
  json_str(&h.j, "profile", absolute_url(c, "/hsds/profile"));
  json_str(&h.j, "openapi_url", absolute_url(c, "/hsds/openapi.json"));
  json_close(&h.j);
  return answer(&h);
}

static int list_services(struct ctx *c) { return answer_list(c, hsds_list_services); }
static int list_organizations(struct ctx *c) { return answer_list(c, hsds_list_organizations); }
static int list_taxonomies(struct ctx *c) { return answer_list(c, hsds_list_taxonomies); }
static int list_terms(struct ctx *c) { return answer_list(c, hsds_list_terms); }
static int list_sites(struct ctx *c) { return answer_list(c, hsds_list_sites); }

static int show_service(struct ctx *c)
{
  struct hsds h;
  struct id id;
  TRY(begin_one(c, &h, &id));
  const struct offer_line *const line = snapshot_by_id(h.offers, id);
  if (!line || !hsds_shows(&line->offer)) return nothing(c);
  hsds_write_service_whole(&h, line);
  return answer(&h);
}

static int show_organization(struct ctx *c)
{
  struct hsds h;
  struct id id;
  struct hsds_organization o;
  TRY(begin_one(c, &h, &id));
  if (!hsds_organization_find(&h, id, &o)) return nothing(c);
  hsds_write_organization_whole(&h, &o);
  return answer(&h);
}

static int show_taxonomy(struct ctx *c)
{
  struct hsds h;
  struct id id;
  TRY(begin_one(c, &h, &id));
  const struct hsds_taxonomy *const t = hsds_taxonomy_find(id);
  if (!t) return nothing(c);
  hsds_write_taxonomy(&h, t);
  return answer(&h);
}

static int show_term(struct ctx *c)
{
  struct hsds h;
  struct id id;
  struct hsds_term term;
  TRY(begin_one(c, &h, &id));
  if (!hsds_term_find(id, &term)) return nothing(c);
  hsds_write_term(&h, &term);
  return answer(&h);
}

static int show_site(struct ctx *c)
{
  struct hsds h;
  struct id id;
  struct hsds_site site;
  TRY(begin_one(c, &h, &id));
  if (!hsds_site_find(&h, id, &site)) return nothing(c);
  hsds_write_site_whole(&h, &site);
  return answer(&h);
}

static int show_openapi(struct ctx *c)
{
  struct hsds h;
  TRY(begin(c, &h));
  hsds_write_openapi(&h, hsds_routes, absolute_url(c, "/hsds"));
  return answer(&h);
}

static int show_profile(struct ctx *c)
{
  struct hsds h;
  TRY(begin(c, &h));
  hsds_write_profile(&h, absolute_url(c, "/hsds"));
  return answer(&h);
}
