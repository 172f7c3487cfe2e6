/* The description of the interface for programs, from the rooms' tables of routes, their declared fields and what they say of both. */
#include "app.h"
#include "openapi.h"
#include "web_state.h"
#include <stdio.h>

/* --- schemas ------------------------------------------------------------------------------------------- */

static void put_ref(struct json *j, const char *name, const char *schema)
{
  json_begin(j, name, '{');
  openapi_ref(j, schema);
  json_close(j);
}

/* "X|Y|Z"; a bar may stand in front. */
static void put_one_of(struct json *j, const char *schemas)
{
  json_begin(j, "oneOf", '[');
  for (const char *at = schemas + strspn(schemas, "|"); *at; at += strspn(at, "|")) {
    char name[80];
    const size_t n = strcspn(at, "|");
    snprintf(name, sizeof name, "%.*s", (int)n, at);
    put_ref(j, NULL, name);
    at += n;
  }
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

static void put_array(struct json *j, const char *type)
{
  json_str(j, "type", "array");
  json_begin(j, "items", '{');
  json_str(j, "type", type);
  json_close(j);
}

static void put_member(struct json *j, const struct api_member *m)
{
  json_begin(j, m->name, '{');
  if (strncmp(m->type, "@@", 2) == 0) {
    json_str(j, "type", "array");
    put_ref(j, "items", m->type + 2);
  } else if (strncmp(m->type, "@?", 2) == 0) put_or_null(j, m->type + 2);
  else if (*m->type == '@' && strchr(m->type, '|')) put_one_of(j, m->type + 1);
  else if (*m->type == '@') openapi_ref(j, m->type + 1);
  else if (strncmp(m->type, "[]", 2) == 0) put_array(j, m->type + 2);
  else if (*m->type == '?') put_nullable(j, m->type + 1);
  else json_str(j, "type", m->type);
  json_close(j);
}

static void put_document(struct json *j, const struct api_document *d)
{
  json_begin(j, d->name, '{');
  json_str(j, "type", "object");
  json_begin(j, "required", '[');
  for (const struct api_member *m = d->members; m->name; m++) { json_item(j); json_text(j->b, m->name); }
  json_close(j);
  json_begin(j, "properties", '{');
  for (const struct api_member *m = d->members; m->name; m++) put_member(j, m);
  json_close(j);
  json_close(j);
}

static void put_schemas(struct json *j, const struct api_part *part)
{
  for (const struct api_schema *s = part->schemas; s && s->name; s++) {
    json_begin(j, s->name, '{');
    openapi_record(j, s->rec, s->face);
    json_close(j);
  }
  for (const struct api_document *d = part->documents; d && d->name; d++) put_document(j, d);
}

/* What a row takes: the record that it accepts, as something new or as a change of what is stored. */
static const char *schema_asked(const struct api_part *part, const struct route *r, const struct api_about *a)
{
  const bool changes = a && a->does == API_CHANGES;
  for (const struct api_schema *s = part->schemas; s && s->name; s++)
    if (s->rec == r->accepts && (changes ? s->face == OPENAPI_CHANGE || s->face == OPENAPI_ACT : s->face == OPENAPI_ASKED)) return s->name;
  return NULL;
}

/* Both methods of a path stand one below the other: what is read there is what is changed there. */
static bool has_both(const struct route *r) { return r[1].path && strcmp(r[1].path, r->path) == 0; }

static const struct api_about *about(const struct api_part *part, const struct route *r)
{
  const struct record *const rec = r->accepts ? r->accepts : has_both(r) ? r[1].accepts : NULL;
  for (const struct api_about *a = part->abouts; a && a->of; a++) if (a->of == r->handle && (!a->rec || a->rec == rec)) return a;
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

static void put_answers(struct json *j, const struct route *r, const struct api_about *a)
{
  const bool post = r->method == POST, key = r->needs != MAY_ANYBODY;
  json_begin(j, "responses", '{');
  put_answer(j, a && a->does == API_ADDS ? "201" : "200", "The answer.", "application/json", a ? a->answer : NULL);
  if (key && !post && r->accepts) put_problem(j, "400", "A parameter is wrong or not known; `errors` names it.");
  if (key) put_problem(j, "401", "No key, or one that has ended or expired.");
  if (key) put_problem(j, "404", "Not there, not to be seen by the key's owner, or not what this key is for: one answer.");
  if (a && a->does == API_CHANGES) put_problem(j, "412", "Somebody changed it since the version that was sent. Nothing was overwritten.");
  if (post) put_problem(j, "413", "The body is larger than 1 MB.");
  if (post) put_problem(j, "415", "The body is not application/json.");
  if (post) put_problem(j, "422", "A member is wrong; `errors` names it.");
  if (key) put_problem(j, "429", "Too many searches within an hour. Try again later.");
  if (key || post) put_problem(j, "503", "Too busy. Try again.");
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

static void put_takes(struct json *j, const struct api_part *part, const struct route *r, const struct api_about *a)
{
  json_begin(j, "parameters", '[');
  if (strchr(r->path, ':')) openapi_id_parameter(j);
  for (size_t i = 0; r->method == GET && r->accepts && i < r->accepts->count; i++) put_query(j, &r->accepts->fields[i]);
  json_close(j);
  if (r->method == GET || !r->accepts) return;
  json_begin(j, "requestBody", '{');
  json_bool(j, "required", true);
  put_content(j, "application/json", schema_asked(part, r, a));
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

static void put_route(struct json *j, const struct api_part *part, const struct route *r)
{
  const struct api_about *const a = about(part, r);
  json_begin(j, r->method == GET ? "get" : "post", '{');
  json_str(j, "operationId", a ? a->id : NULL);
  json_str(j, "summary", a ? a->summary : NULL);
  put_security(j, r);
  put_takes(j, part, r, a);
  put_answers(j, r, a);
  json_close(j);
}

/* Rows for programs of this interface; others (open data) have a description of their own. */
static void put_routes(struct ctx *c, struct json *j, const struct api_part *part, const struct route *r)
{
  for (; part && r && r->path; r++) {
    if (!(r->flags & ROUTE_DATA) || strncmp(r->path, API_PATH "/", sizeof API_PATH) != 0) continue;
    json_begin(j, openapi_path(c, r->path, API_PATH), '{');
    put_route(j, part, r);
    if (has_both(r)) put_route(j, part, ++r);
    json_close(j);
  }
}

static void put_webhook(struct json *j, const struct api_webhook *w)
{
  json_begin(j, w->name, '{');
  json_begin(j, "post", '{');
  json_str(j, "operationId", w->id);
  json_str(j, "summary", w->summary);
  json_begin(j, "security", '[');
  json_close(j);
  json_begin(j, "requestBody", '{');
  json_bool(j, "required", true);
  put_content(j, "application/json", w->schema);
  json_close(j);
  json_begin(j, "responses", '{');
  json_begin(j, "2XX", '{');
  json_str(j, "description", "It arrived.");
  json_close(j);
  json_close(j);
  json_close(j);
  json_close(j);
}

static void put_info(struct json *j)
{
  json_str(j, "openapi", "3.1.0");
  json_begin(j, "info", '{');
  json_str(j, "title", "Kentering");
  json_str(j, "version", "1");
  json_str(j, "description", "What fits a person, for anybody; and the same files as the pages show, to whoever's key it is: involvement decides. "
    "Every read of a file leaves a line in the journal under the name of the key's owner. What fits leaves nothing.");
  json_close(j);
  json_begin(j, "servers", '[');
  json_begin(j, NULL, '{');
  json_str(j, "url", API_PATH);
  json_close(j);
  json_close(j);
}

static void put_security_schemes(struct json *j)
{
  json_begin(j, "securitySchemes", '{');
  json_begin(j, "key", '{');
  json_str(j, "type", "http");
  json_str(j, "scheme", "bearer");
  json_str(j, "description", "A key for programs, made at " OWN_PATH "/sleutels.");
  json_close(j);
  json_close(j);
}

/* What every room shares. */
static const struct api_about own_abouts[] = { { api_openapi, "getDescription", "This description. Needs no key.", NULL, API_READS }, { .of = NULL } };
static const struct api_member problem[] = { { "type", "string" }, { "status", "integer" }, { "title", "string" }, { "detail", "string" }, API_END };
static const struct api_document own_documents[] = { { "Problem", problem }, { .name = NULL } };
static const struct api_part own = { own_abouts, NULL, own_documents };

int api_openapi(struct ctx *c)
{
  const struct room *const *const rooms = c->app->rooms;
  struct json j = { .b = &c->out };
  json_open(&j, '{');
  put_info(&j);
  json_begin(&j, "paths", '{');
  put_routes(c, &j, &own, web_routes);
  for (size_t i = 0; rooms[i]; i++) put_routes(c, &j, rooms[i]->api, rooms[i]->routes);
  json_close(&j);
  json_begin(&j, "webhooks", '{');
  for (size_t i = 0; rooms[i]; i++)
    for (const struct api_webhook *w = rooms[i]->api ? rooms[i]->api->webhooks : NULL; w && w->name; w++) put_webhook(&j, w);
  json_close(&j);
  json_begin(&j, "components", '{');
  json_begin(&j, "schemas", '{');
  put_schemas(&j, &own);
  for (size_t i = 0; rooms[i]; i++) if (rooms[i]->api) put_schemas(&j, rooms[i]->api);
  json_close(&j);
  put_security_schemes(&j);
  json_close(&j);
  json_close(&j);
  return respond(c, 200, "application/json; charset=utf-8");
}
