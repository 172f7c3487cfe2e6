#include "hsds_internal.h"
#include "openapi.h"

/* The members that we use, as JSON Schema. A test holds every answer against it. */

struct member { const char *name, *type; };
/* types: a JSON type; "uuid date date-time uri email" texts of that format; "@X" an X, "@@X" a list of them; a|b one of these
 * texts. A star: always there. */
struct schema { const char *name; const struct member *members; };
#define MEMBERS (const struct member[])
#define END { NULL, NULL }

static const struct schema schemas[] = {
  { "Meta", MEMBERS{ { "version*", "string" }, { "profile*", "uri" }, { "openapi_url*", "uri" }, END } },
  { "Page", MEMBERS{ { "total_items*", "integer" }, { "total_pages*", "integer" }, { "page_number*", "integer" }, { "size*", "integer" },
    { "first_page*", "boolean" }, { "last_page*", "boolean" }, { "empty*", "boolean" }, { "contents*", "array" }, END } },
  { "Problem", MEMBERS{ { "type", "string" }, { "title", "string" }, { "status", "integer" }, { "detail", "string" }, END } },
  { "Service", MEMBERS{ { "id*", "uuid" }, { "organization_id", "uuid" }, { "name*", "string" },
    { "status*", "active|inactive|defunct|temporarily closed" }, { "description", "string" }, { "url", "uri" }, { "email", "email" },
    { "application_process", "string" }, { "fees_description", "string" }, { "accreditations", "string" },
    { "eligibility_description", "string" }, { "minimum_age", "number" }, { "maximum_age", "number" }, { "assured_date", "date" },
    { "assurer_email", "email" }, { "alert", "string" }, { "last_modified", "date-time" }, { "organization", "@Organization" },
    { "additional_urls", "@@Url" }, { "phones", "@@Phone" }, { "contacts", "@@Contact" }, { "schedules", "@@Schedule" },
    { "service_areas", "@@ServiceArea" }, { "service_at_locations", "@@ServiceAtLocation" }, { "languages", "@@Language" },
    { "cost_options", "@@CostOption" }, { "capacities", "@@ServiceCapacity" }, { "attributes", "@@Attribute" }, END } },
  { "ServiceMinimal", MEMBERS{ { "id*", "uuid" }, { "last_modified", "date-time" }, END } },
  { "Organization", MEMBERS{ { "id*", "uuid" }, { "name*", "string" }, { "description*", "string" }, { "services", "@@Service" }, END } },
  { "Url", MEMBERS{ { "id*", "uuid" }, { "service_id", "uuid" }, { "label", "string" }, { "url*", "uri" }, END } },
  { "Phone", MEMBERS{ { "id*", "uuid" }, { "service_id", "uuid" }, { "number*", "string" }, { "type", "voice|text" }, { "description", "string" }, END } },
  { "Contact", MEMBERS{ { "id*", "uuid" }, { "service_id", "uuid" }, { "name", "string" }, { "email", "email" }, END } },
  { "Schedule", MEMBERS{ { "id*", "uuid" }, { "service_id", "uuid" }, { "description", "string" }, END } },
  { "ServiceArea", MEMBERS{ { "id*", "uuid" }, { "service_id", "uuid" }, { "name", "string" }, { "description", "string" }, END } },
  { "ServiceAtLocation", MEMBERS{ { "id*", "uuid" }, { "service_id", "uuid" }, { "location_id", "uuid" }, { "description", "string" },
    { "service_areas", "@@ServiceArea" }, { "location", "@Location" }, END } },
  { "Location", MEMBERS{ { "id*", "uuid" }, { "location_type*", "physical|virtual" }, { "url", "uri" }, { "name", "string" },
    { "description", "string" }, { "addresses", "@@Address" }, END } },
  { "Address", MEMBERS{ { "id*", "uuid" }, { "location_id", "uuid" }, { "address_1*", "string" }, { "city*", "string" }, { "region", "string" },
    { "state_province*", "string" }, { "postal_code*", "string" }, { "country*", "string" }, { "address_type*", "physical" }, END } },
  { "Language", MEMBERS{ { "id*", "uuid" }, { "service_id", "uuid" }, { "name", "string" }, { "code", "string" }, END } },
  { "CostOption", MEMBERS{ { "id*", "uuid" }, { "service_id", "uuid" }, { "option", "string" }, { "currency", "string" }, { "amount", "number" },
    { "amount_description", "string" }, END } },
  { "ServiceCapacity", MEMBERS{ { "id*", "uuid" }, { "service_id", "uuid" }, { "unit*", "@Unit" }, { "available*", "number" },
    { "maximum", "number" }, { "updated*", "date-time" }, END } },
  { "Unit", MEMBERS{ { "id*", "uuid" }, { "name*", "string" }, END } },
  { "Attribute", MEMBERS{ { "id*", "uuid" }, { "link_id", "uuid" }, { "taxonomy_term_id", "uuid" }, { "link_type", "string" },
    { "link_entity", "string" }, { "value", "string" }, { "label", "string" }, { "taxonomy_term", "@TaxonomyTerm" }, END } },
  { "Taxonomy", MEMBERS{ { "id*", "uuid" }, { "name*", "string" }, { "description*", "string" }, END } },
  { "TaxonomyTerm", MEMBERS{ { "id*", "uuid" }, { "code", "string" }, { "name*", "string" }, { "description*", "string" }, { "taxonomy_id", "uuid" },
    { "taxonomy", "string" }, { "taxonomy_detail", "@Taxonomy" }, { "language", "string" }, END } },
};

/* "a|b|c" */
static void put_enum(struct json *j, const char *values)
{
  json_begin(j, "enum", '[');
  for (size_t n; *values; values += n + (values[n] == '|')) {
    struct buf one = { 0 };
    n = strcspn(values, "|");
    put_mem(&one, values, n);
    json_item(j);
    json_text(j->b, buf_text(&one));
    buf_release(&one);
  }
  json_close(j);
}

static bool among(const char *word, const char *const *words, size_t count)
{
  for (size_t i = 0; i < count; i++) if (strcmp(words[i], word) == 0) return true;
  return false;
}

static void put_type(struct json *j, const char *type)
{
  static const char *const formats[] = { "uuid", "date", "date-time", "uri", "email" };
  static const char *const types[] = { "string", "integer", "number", "boolean", "array" };
  if (strncmp(type, "@@", 2) == 0) {
    json_str(j, "type", "array");
    json_begin(j, "items", '{');
    openapi_ref(j, type + 2);
    json_close(j);
  } else if (*type == '@') openapi_ref(j, type + 1);
  else if (among(type, types, COUNT(types))) json_str(j, "type", type);
  else if (among(type, formats, COUNT(formats))) { json_str(j, "type", "string"); json_str(j, "format", type); }
  else { json_str(j, "type", "string"); put_enum(j, type); }
}

/* Calls json for each name without its star. */
static const char *bare(const char *name, char out[static 64])
{
  const size_t n = strcspn(name, "*");
  memcpy(out, name, n);
  out[n] = 0;
  return out;
}

static void put_schema(struct json *j, const struct schema *s)
{
  char name[64];
  json_begin(j, s->name, '{');
  json_str(j, "type", "object");
  json_begin(j, "required", '[');
  for (const struct member *m = s->members; m->name; m++)
    if (strchr(m->name, '*')) { json_item(j); json_text(j->b, bare(m->name, name)); }
  json_close(j);
  json_begin(j, "properties", '{');
  for (const struct member *m = s->members; m->name; m++) {
    json_begin(j, bare(m->name, name), '{');
    put_type(j, m->type);
    json_close(j);
  }
  json_close(j);
  json_close(j);
}

void hsds_write_schemas(struct json *j)
{
  json_begin(j, "schemas", '{');
  for (size_t i = 0; i < COUNT(schemas); i++) put_schema(j, &schemas[i]);
  json_close(j);
}
