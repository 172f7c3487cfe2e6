#include "hsds_internal.h"
#include "openapi.h"

/* The description of the interface, from the table of routes and the fields that each accepts. */

/* Of a route: what it is for, and the schema of its answer ("[X" a page of X). A test checks that no route is missing. */
static const struct about { const char *path, *id, *summary, *schema; } abouts[] = {
  { "/hsds",                      "getAbout",                "About these data.",                          "Meta" },
  { "/hsds/services",             "listServices",            "Forms of help, measures and steps towards help.", "[Service" },
  { "/hsds/services/:id",         "getService",              "A service with everything nested.",          "Service" },
  { "/hsds/organizations",        "listOrganizations",       "Who provide these services.",                "[Organization" },
  { "/hsds/organizations/:id",    "getOrganization",         "An organisation with its services.",         "Organization" },
  { "/hsds/taxonomies",           "listTaxonomies",          "Our lists of words.",                        "[Taxonomy" },
  { "/hsds/taxonomies/:id",       "getTaxonomy",             "A list of words.",                           "Taxonomy" },
  { "/hsds/taxonomy_terms",       "listTaxonomyTerms",       "The words of these lists.",                  "[TaxonomyTerm" },
  { "/hsds/taxonomy_terms/:id",   "getTaxonomyTerm",         "A word.",                                    "TaxonomyTerm" },
  { "/hsds/service_at_locations", "listServiceAtLocations",  "Services at places that may be visited, or at a distance.", "[ServiceAtLocation" },
  { "/hsds/service_at_locations/:id", "getServiceAtLocation", "A service at a place, with everything nested.", "ServiceAtLocation" },
  { "/hsds/openapi.json",         "getDescription",          "This description.",                          NULL },
  { "/hsds/profile",              "getProfile",              "What we add to the standard.",               NULL },
};

static const struct about *about(const char *path)
{
  for (size_t i = 0; i < COUNT(abouts); i++) if (strcmp(abouts[i].path, path) == 0) return &abouts[i];
  return NULL;
}

/* --- parameters ------------------------------------------------------------------------------------ */

static void put_parameter_type(struct json *j, const struct field *f)
{
  json_begin(j, "schema", '{');
  if (f->values == &hsds_switch_choices) json_str(j, "type", "boolean");
  else json_str(j, "type", f->kind == FIELD_INT ? "integer" : "string");
  if (f->values && f->values != &hsds_switch_choices) openapi_enum(j, f->values, false);
  if (f->kind == FIELD_INT) {
    json_num(j, "minimum", f->min);
    json_num(j, "maximum", f->max);
  }
  if (hsds_asks_id(f)) json_str(j, "format", "uuid");
  if (hsds_asks_instant(f)) json_str(j, "format", "date-time");
  json_close(j);
}

static void put_parameters(struct json *j, const struct route *r)
{
  json_begin(j, "parameters", '[');
  if (strchr(r->path, ':')) openapi_id_parameter(j);
  for (size_t i = 0; r->accepts && i < r->accepts->count; i++) {
    const struct field *const f = &r->accepts->fields[i];
    json_begin(j, NULL, '{');
    openapi_parameter(j, f->name, "query", f->label);
    put_parameter_type(j, f);
    json_close(j);
  }
  json_close(j);
}

/* --- answers ------------------------------------------------------------------------------------------ */

/* A page of X: a Page whose contents are X. */
static void put_answer_schema(struct json *j, const char *schema)
{
  json_begin(j, "schema", '{');
  if (!schema) json_str(j, "type", "object");
  else if (*schema != '[') openapi_ref(j, schema);
  else {
    openapi_ref(j, "Page");
    json_begin(j, "properties", '{');
    json_begin(j, "contents", '{');
    json_str(j, "type", "array");
    json_begin(j, "items", '{');
    openapi_ref(j, schema + 1);
    json_close(j);
    json_close(j);
    json_close(j);
  }
  json_close(j);
}

static void put_answer(struct json *j, const char *status, const char *description, const char *type, const char *schema)
{
  json_begin(j, status, '{');
  json_str(j, "description", description);
  json_begin(j, "content", '{');
  json_begin(j, type, '{');
  put_answer_schema(j, schema);
  json_close(j);
  if (schema && *schema == '[') { json_begin(j, "application/x-ndjson", '{'); json_close(j); }
  json_close(j);
  json_close(j);
}

static void put_route(struct json *j, const struct route *r)
{
  const struct about *const a = about(r->path);
  json_begin(j, "get", '{');
  json_str(j, "operationId", a ? a->id : NULL);
  json_str(j, "summary", a ? a->summary : NULL);
  put_parameters(j, r);
  json_begin(j, "responses", '{');
  put_answer(j, "200", "The answer.", "application/json", a ? a->schema : NULL);
  put_answer(j, "400", "A parameter is wrong or not known; the document names it.", "application/problem+json", "Problem");
  if (strchr(r->path, ':')) put_answer(j, "404", "There is no such thing.", "application/problem+json", "Problem");
  json_close(j);
  json_close(j);
}

static void put_path(struct ctx *c, struct json *j, const struct route *r)
{
  json_begin(j, openapi_path(c, r->path, "/hsds"), '{');
  put_route(j, r);
  json_close(j);
}

void hsds_write_openapi(struct hsds *h, const struct route *routes, const char *base)
{
  struct json *const j = &h->j;
  json_open(j, '{');
  json_str(j, "openapi", "3.1.0");
  json_begin(j, "info", '{');
  json_str(j, "title", "Kentering: open data (HSDS " HSDS_VERSION ")");
  json_str(j, "version", HSDS_VERSION);
  json_str(j, "description", "The social map of help with violence at home, as Human Services Data Specification " HSDS_VERSION ". What we add to it stands in /profile.");
  json_close(j);
  json_begin(j, "servers", '[');
  json_begin(j, NULL, '{');
  json_str(j, "url", base);
  json_close(j);
  json_close(j);
  json_begin(j, "paths", '{');
  for (; routes->path; routes++) put_path(h->c, j, routes);
  json_close(j);
  json_begin(j, "components", '{');
  hsds_write_schemas(j);
  json_close(j);
  json_close(j);
}
