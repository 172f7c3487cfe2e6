/* The description of the interface for programs, from the table of routes and the declared fields. */
#include "openapi.h"
#include "persons_api.h"
#include "persons_web.h"

/* Of a route: what it is for, and the schema of its answer. A test checks that no route is missing. */
static const struct about { handler *of; const char *id, *summary, *answer; } abouts[] = {
  { api_openapi,        "getDescription", "This description. Needs no key.", NULL },
  { api_households,     "listHouseholds", "The households that the key's owner is involved in, newest first.", "HouseholdPage" },
  { api_household,      "getHousehold",   "What all sides share, and the sides and persons that the key's owner is involved in. "
    "A household that was merged answers as the one it is part of now.", "HouseholdFile" },
  { api_find,           "findPersons",    "Persons by surname and birth date, by phone, or by mail. Only those that the key's owner may see; a limited number an hour.", "Found" },
  { api_person,         "getPerson",      "A person with addresses and ways to be reached.", "PersonFile" },
  { api_add_contact,    "addContact",     "Adds a way to be reached.", "ContactWay" },
  { api_change_contact, "changeContact",  "Changes a way to be reached: the members that are sent; the others stay.", "ContactWay" },
};

static const struct schema { const char *name; const struct record *rec; enum openapi_face face; } schemas[] = {
  { "Household",       &household_record,        OPENAPI_STORED },
  { "HouseholdSide",   &household_side_record,   OPENAPI_STORED },
  { "HouseholdMember", &household_member_record, OPENAPI_STORED },
  { "Membership",      &membership_record,       OPENAPI_STORED },
  { "Person",          &person_record,           OPENAPI_STORED },
  { "Address",         &address_record,          OPENAPI_STORED },
  { "ContactWay",      &contact_way_record,      OPENAPI_STORED },
  { "ContactNew",      &contact_new_record,      OPENAPI_ASKED },
  { "ContactChange",   &contact_way_record,      OPENAPI_CHANGE },
  { "PersonSearch",    &person_search_record,    OPENAPI_ASKED },
};

/* Documents that hold these: "@X" an X, "@@X" a list of them, "@?X" an X or null; else a JSON type. */
struct member { const char *name, *type; };
#define END { NULL, NULL }
static const struct document { const char *name; struct member members[7]; } documents[] = {
  { "HouseholdPage", { { "households", "@@Household" }, { "next", "?string" }, END } },
  { "HouseholdFile", { { "id", "string" }, { "shared", "@?Household" }, { "members", "@@HouseholdMember" }, { "sides", "@@HouseholdSide" },
    { "memberships", "@@Membership" }, { "persons", "@@Person" }, END } },
  { "PersonFile", { { "person", "@Person" }, { "addresses", "@@Address" }, { "contacts", "@@ContactWay" }, END } },
  { "Found", { { "persons", "@@Person" }, END } },
  { "Problem", { { "type", "string" }, { "status", "integer" }, { "title", "string" }, { "detail", "string" }, END } },
};

static const struct about *about(handler *of)
{
  for (size_t i = 0; i < COUNT(abouts); i++) if (abouts[i].of == of) return &abouts[i];
  return NULL;
}

/* --- schemas ------------------------------------------------------------------------------------------- */

static void put_ref(struct json *j, const char *name, const char *schema)
{
  json_begin(j, name, '{');
  openapi_ref(j, schema);
  json_close(j);
}

static void put_or_null(struct json *j, const char *schema)
{
  json_begin(j, "oneOf", '[');
  put_ref(j, NULL, schema);
  json_begin(j, NULL, '{');
  json_str(j, "type", "null");
  json_close(j);
  json_close(j);
}

static void put_nullable(struct json *j, const char *type)
{
  json_begin(j, "type", '[');
  json_item(j);
  json_text(j->b, type);
  json_item(j);
  json_text(j->b, "null");
  json_close(j);
}

static void put_member(struct json *j, const struct member *m)
{
  json_begin(j, m->name, '{');
  if (strncmp(m->type, "@@", 2) == 0) {
    json_str(j, "type", "array");
    put_ref(j, "items", m->type + 2);
  } else if (strncmp(m->type, "@?", 2) == 0) put_or_null(j, m->type + 2);
  else if (*m->type == '@') openapi_ref(j, m->type + 1);
  else if (*m->type == '?') put_nullable(j, m->type + 1);
  else json_str(j, "type", m->type);
  json_close(j);
}

static void put_document(struct json *j, const struct document *d)
{
  json_begin(j, d->name, '{');
  json_str(j, "type", "object");
  json_begin(j, "required", '[');
  for (const struct member *m = d->members; m->name; m++) { json_item(j); json_text(j->b, m->name); }
  json_close(j);
  json_begin(j, "properties", '{');
  for (const struct member *m = d->members; m->name; m++) put_member(j, m);
  json_close(j);
  json_close(j);
}

static void put_schemas(struct json *j)
{
  json_begin(j, "schemas", '{');
  for (size_t i = 0; i < COUNT(schemas); i++) {
    json_begin(j, schemas[i].name, '{');
    openapi_record(j, schemas[i].rec, schemas[i].face);
    json_close(j);
  }
  for (size_t i = 0; i < COUNT(documents); i++) put_document(j, &documents[i]);
  json_close(j);
}

/* What a row takes: the record that it accepts, as a new row or as a change. */
static const char *schema_asked(const struct route *r)
{
  for (size_t i = 0; i < COUNT(schemas); i++)
    if (schemas[i].rec == r->accepts && schemas[i].face != OPENAPI_STORED) return schemas[i].name;
  return NULL;
}

/* --- routes --------------------------------------------------------------------------------------------- */

static void put_content(struct json *j, const char *type, const char *schema)
{
  json_begin(j, "content", '{');
  json_begin(j, type, '{');
  if (schema) put_ref(j, "schema", schema);
  json_close(j);
  json_close(j);
}

static void put_answer(struct json *j, const char *status, const char *description, const char *type, const char *schema)
{
  json_begin(j, status, '{');
  json_str(j, "description", description);
  put_content(j, type, schema);
  json_close(j);
}

static void put_problem(struct json *j, const char *status, const char *description) { put_answer(j, status, description, "application/problem+json", "Problem"); }

static void put_answers(struct json *j, const struct route *r, const struct about *a)
{
  const bool post = r->method == POST, change = a && a->of == api_change_contact;
  json_begin(j, "responses", '{');
  put_answer(j, a && a->of == api_add_contact ? "201" : "200", "The answer.", "application/json", a ? a->answer : NULL);
  if (r->needs != MAY_ANYBODY) {
    if (!post && r->accepts) put_problem(j, "400", "A parameter is wrong or not known; `errors` names it.");
    put_problem(j, "401", "No key, or one that has ended or expired.");
    put_problem(j, "404", "Not there, not to be seen by the key's owner, or not what this key is for: one answer.");
    if (change) put_problem(j, "412", "Somebody changed it since the version that was sent. Nothing was overwritten.");
    if (post) put_problem(j, "415", "The body is not application/json.");
    if (post) put_problem(j, "422", "A member is wrong; `errors` names it.");
    put_problem(j, "429", "Too many searches within an hour. Try again later.");
    put_problem(j, "503", "Too busy. Try again.");
  }
  json_close(j);
}

static void put_query(struct json *j, const struct field *f)
{
  json_begin(j, NULL, '{');
  openapi_parameter(j, f->name, "query", f->help ? f->help : f->label);
  json_begin(j, "schema", '{');
  json_str(j, "type", "string");
  json_close(j);
  json_close(j);
}

static void put_takes(struct json *j, const struct route *r)
{
  json_begin(j, "parameters", '[');
  if (strchr(r->path, ':')) openapi_id_parameter(j);
  for (size_t i = 0; r->method == GET && r->accepts && i < r->accepts->count; i++) put_query(j, &r->accepts->fields[i]);
  json_close(j);
  if (r->method == GET || !r->accepts) return;
  json_begin(j, "requestBody", '{');
  json_bool(j, "required", true);
  put_content(j, "application/json", schema_asked(r));
  json_close(j);
}

/* Which key: the action that the owner chose for it. */
static void put_security(struct json *j, const struct route *r)
{
  json_begin(j, "security", '[');
  if (r->needs != MAY_ANYBODY) {
    json_begin(j, NULL, '{');
    json_begin(j, "key", '[');
    json_item(j);
    json_text(j->b, action_key(r->needs));
    json_close(j);
    json_close(j);
  }
  json_close(j);
}

static void put_route(struct json *j, const struct route *r)
{
  const struct about *const a = about(r->handle);
  json_begin(j, r->method == GET ? "get" : "post", '{');
  json_str(j, "operationId", a ? a->id : NULL);
  json_str(j, "summary", a ? a->summary : NULL);
  put_security(j, r);
  put_takes(j, r);
  put_answers(j, r, a);
  json_close(j);
}

int api_openapi(struct ctx *c)
{
  struct json j = { .b = &c->out };
  json_open(&j, '{');
  json_str(&j, "openapi", "3.1.0");
  json_begin(&j, "info", '{');
  json_str(&j, "title", "Kentering: persons and households");
  json_str(&j, "version", "1");
  json_str(&j, "description", "The same files as the pages show, to whoever's key it is: involvement decides. Every read leaves a line in the journal under the name of the key's owner.");
  json_close(&j);
  json_begin(&j, "servers", '[');
  json_begin(&j, NULL, '{');
  json_str(&j, "url", API_PATH);
  json_close(&j);
  json_close(&j);
  json_begin(&j, "paths", '{');
  for (const struct route *r = persons_routes; r->path; r++) {
    if (!(r->flags & ROUTE_DATA)) continue;
    json_begin(&j, openapi_path(c, r->path, API_PATH), '{');     /* each path has one row */
    put_route(&j, r);
    json_close(&j);
  }
  json_close(&j);
  json_begin(&j, "components", '{');
  put_schemas(&j);
  json_begin(&j, "securitySchemes", '{');
  json_begin(&j, "key", '{');
  json_str(&j, "type", "http");
  json_str(&j, "scheme", "bearer");
  json_str(&j, "description", "A key for programs, made at " OWN_PATH "/sleutels.");
  json_close(&j);
  json_close(&j);
  json_close(&j);
  json_close(&j);
  return respond(c, 200, "application/json; charset=utf-8");
}
