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

static bool is_words(const struct field *f) { return f->kind == FIELD_TEXT && f->flags & WORD_LIST; }
/* Whoever sends it may also say true or false. */
static bool is_answer(enum openapi_face face) { return face == OPENAPI_STORED || face == OPENAPI_FILLED; }
static bool is_yes_no(const struct field *f, enum openapi_face face) { return f->values == &yes_no_choices && !is_answer(face); }
/* Whether this field must be sent. */
static bool is_needed(const struct field *f, enum openapi_face face) { return (face == OPENAPI_ASKED || face == OPENAPI_ACT) && f->flags & REQUIRED; }

static const char *type_of(const struct field *f)
{
  return f->kind == FIELD_INT ? "integer" : f->kind == FIELD_SET || f->kind == FIELD_LIST || is_words(f) ? "array" : "string";
}

static void put_items(struct json *j, const struct field *f)
{
  json_begin(j, "items", '{');
  json_str(j, "type", f->kind == FIELD_LIST ? "object" : "string");
  if (f->kind == FIELD_SET) openapi_enum(j, f->values, false);
  json_close(j);
}

static void put_text(struct json *j, const char *text)
{
  json_item(j);
  json_text(j->b, text);
}

/* What is not known is null. */
static void put_types(struct json *j, const struct field *f, enum openapi_face face)
{
  json_begin(j, "type", '[');
  if (is_yes_no(f, face)) put_text(j, "boolean");
  put_text(j, type_of(f));
  if (!is_needed(f, face)) put_text(j, "null");
  json_close(j);
}

static void put_yes_no(struct json *j)
{
  json_begin(j, "enum", '[');
  json_item(j);
  put(j->b, "true");
  json_item(j);
  put(j->b, "false");
  for (size_t i = 1; i < yes_no_choices.count; i++) put_text(j, yes_no_choices.at[i].key);
  json_item(j);
  put(j->b, "null");
  json_close(j);
}

static void put_field(struct json *j, const struct field *f, enum openapi_face face)
{
  json_begin(j, f->name, '{');
  put_types(j, f, face);
  json_str(j, "format", format_of(f));
  if (is_yes_no(f, face)) put_yes_no(j);
  else if (f->kind == FIELD_ENUM) openapi_enum(j, f->values, true);
  if (f->kind == FIELD_SET || f->kind == FIELD_LIST || is_words(f)) put_items(j, f);
  else if (f->kind == FIELD_TEXT) json_num(j, "maxLength", f->max ? f->max : TEXT_MOST);
  if (f->kind == FIELD_INT && f->max) { json_num(j, "minimum", f->min); json_num(j, "maximum", f->max); }
  json_str(j, "title", f->label);
  json_str(j, "description", f->help);
  json_close(j);
}

static bool is_shown(const struct field *f, enum openapi_face face) { return face == OPENAPI_STORED || !(f->flags & IN_PROGRAM); }

static void put_required(struct json *j, const struct record *rec, enum openapi_face face)
{
  json_begin(j, "required", '[');
  if (is_answer(face)) put_text(j, "id");
  if (face != OPENAPI_ASKED) put_text(j, "version");
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    if (is_shown(f, face) && (is_answer(face) || is_needed(f, face))) put_text(j, f->name);
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
  if (is_answer(face)) put_plain(j, "id", "string", "uuid");
  if (face != OPENAPI_ASKED) put_plain(j, "version", "integer", NULL);
  for (size_t i = 0; i < rec->count; i++) if (is_shown(&rec->fields[i], face)) put_field(j, &rec->fields[i], face);
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
