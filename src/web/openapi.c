#include "openapi.h"
#include "text.h"

void openapi_ref(struct json *j, const char *schema)
{
  struct buf ref = { 0 };
  put(&ref, "#/components/schemas/");
  put(&ref, schema);
  json_str(j, "$ref", buf_text(&ref));
  buf_release(&ref);
}

void openapi_enum(struct json *j, const struct choices *values, bool or_null)
{
  json_begin(j, "enum", '[');
  for (size_t i = or_null ? 0 : 1; i < values->count; i++) { json_item(j); json_text(j->b, values->at[i].key); }
  json_close(j);
}

/* --- records ---------------------------------------------------------------------------------------- */

static const char *format_of(const struct field *f)
{
  return f->kind == FIELD_DATE ? "date" : f->kind == FIELD_TIME ? "date-time" : f->kind == FIELD_REF ? "uuid" : NULL;
}

static const char *type_of(const struct field *f)
{
  return f->kind == FIELD_INT ? "integer" : f->kind == FIELD_SET || f->kind == FIELD_LIST ? "array" : "string";
}

static void put_items(struct json *j, const struct field *f)
{
  json_begin(j, "items", '{');
  json_str(j, "type", f->kind == FIELD_SET ? "string" : "object");
  if (f->kind == FIELD_SET) openapi_enum(j, f->values, false);
  json_close(j);
}

/* What is not known is null. */
static void put_field(struct json *j, const struct field *f)
{
  json_begin(j, f->name, '{');
  json_begin(j, "type", '[');
  json_item(j);
  json_text(j->b, type_of(f));
  json_item(j);
  json_text(j->b, "null");
  json_close(j);
  json_str(j, "format", format_of(f));
  if (f->kind == FIELD_ENUM) openapi_enum(j, f->values, true);
  if (f->kind == FIELD_SET || f->kind == FIELD_LIST) put_items(j, f);
  if (f->kind == FIELD_TEXT) json_num(j, "maxLength", f->max ? f->max : TEXT_MOST);
  json_str(j, "title", f->label);
  json_str(j, "description", f->help);
  json_close(j);
}

static bool is_shown(const struct field *f, enum openapi_face face) { return face == OPENAPI_STORED || !(f->flags & IN_PROGRAM); }

static void put_required(struct json *j, const struct record *rec, enum openapi_face face)
{
  json_begin(j, "required", '[');
  if (face == OPENAPI_STORED) { json_item(j); json_text(j->b, "id"); }
  if (face != OPENAPI_ASKED) { json_item(j); json_text(j->b, "version"); }
  for (size_t i = 0; i < rec->count && face != OPENAPI_CHANGE; i++) {
    const struct field *const f = &rec->fields[i];
    if (!is_shown(f, face) || (face == OPENAPI_ASKED && !(f->flags & REQUIRED))) continue;
    json_item(j);
    json_text(j->b, f->name);
  }
  json_close(j);
}

static void put_plain(struct json *j, const char *name, const char *type, const char *format)
{
  json_begin(j, name, '{');
  json_str(j, "type", type);
  json_str(j, "format", format);
  json_close(j);
}

void openapi_record(struct json *j, const struct record *rec, enum openapi_face face)
{
  json_str(j, "type", "object");
  put_required(j, rec, face);
  json_begin(j, "properties", '{');
  if (face == OPENAPI_STORED) put_plain(j, "id", "string", "uuid");
  if (face != OPENAPI_ASKED) put_plain(j, "version", "integer", NULL);
  for (size_t i = 0; i < rec->count; i++) if (is_shown(&rec->fields[i], face)) put_field(j, &rec->fields[i]);
  json_close(j);
  json_bool(j, "additionalProperties", false);
}

/* --- paths and parameters ----------------------------------------------------------------------------- */

const char *openapi_path(struct ctx *c, const char *path, const char *without)
{
  const char *const rest = path + strlen(without), *const colon = strchr(rest, ':');
  if (!colon) return *rest ? rest : "/";
  const size_t n = strcspn(colon, "/");
  return JOIN(&c->arena, arena_text(&c->arena, rest, (size_t)(colon - rest)), "{", arena_text(&c->arena, colon + 1, n - 1), "}", colon + n);
}

void openapi_parameter(struct json *j, const char *name, const char *in, const char *description)
{
  json_str(j, "name", name);
  json_str(j, "in", in);
  json_bool(j, "required", strcmp(in, "path") == 0);
  json_str(j, "description", description);
}

void openapi_id_parameter(struct json *j)
{
  json_begin(j, NULL, '{');
  openapi_parameter(j, "id", "path", "The id.");
  json_begin(j, "schema", '{');
  json_str(j, "type", "string");
  json_str(j, "format", "uuid");
  json_close(j);
  json_close(j);
}
