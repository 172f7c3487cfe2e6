#include "json.h"
#include "text.h"
#include <jansson.h>

/* Bytes at the start of `s` that stand for themselves. */
static size_t plain_bytes(const char *s)
{
  size_t n = 0;
  while (s[n] >= ' ' && s[n] < 0x7F && s[n] != '"' && s[n] != '\\' && s[n] != '<') n++;
  return n;
}

void json_text(struct buf *b, const char *s)
{
  if (!s) { put(b, "null"); return; }
  put_char(b, '"');
  for (;;) {
    const size_t plain = plain_bytes(s);
    put_mem(b, s, plain);
    s += plain;
    if (!*s) break;
    const unsigned char ch = (unsigned char)*s;
    size_t taken = 1;
    if (ch == '"' || ch == '\\') { put_char(b, '\\'); put_char(b, *s); }
    else if (ch == '\n') put(b, "\\n");
    else if (ch < ' ' || ch == 0x7F) { put(b, "\\u00"); put_char(b, "0123456789abcdef"[ch >> 4]); put_char(b, "0123456789abcdef"[ch & 15]); }
    else if (ch == '<') put(b, "\\u003c");                 /* harmless also where somebody puts it inside a page */
    else if (text_next(s, strnlen(s, 4), &taken) == 0xFFFD && taken == 1) put(b, "\xEF\xBF\xBD");
    else put_mem(b, s, taken);
    s += taken;
  }
  put_char(b, '"');
}

static void json_list(const struct record *part, struct list v, struct buf *b)
{
  put_char(b, '[');
  for (size_t i = 0; i < v.count; i++) {
    if (i) put_char(b, ',');
    put_char(b, '{');
    for (size_t k = 0; k < part->count; k++) {
      if (k) put_char(b, ',');
      json_text(b, part->fields[k].name);
      put_char(b, ':');
      json_field(&part->fields[k], list_row(part, v, i), b);
    }
    put_char(b, '}');
  }
  put_char(b, ']');
}

static void json_set(const struct field *f, struct set v, struct buf *b)
{
  put_char(b, '[');
  for (unsigned i = 1, n = 0; i < f->values->count; i++) {
    if (!set_has(v, i)) continue;
    if (n++) put_char(b, ',');
    json_text(b, f->values->at[i].key);
  }
  put_char(b, ']');
}

/* Words as an array of them. */
static void json_words(const char *words, struct buf *b)
{
  size_t n, count = 0;
  put_char(b, '[');
  for (const char *s = words; *(s += strspn(s, " ")); s += n) {
    if (count++) put_char(b, ',');
    put_char(b, '"');
    put_mem(b, s, n = strcspn(s, " "));
    put_char(b, '"');
  }
  put_char(b, ']');
}

void json_field(const struct field *f, const void *row, struct buf *b)
{
  if (!field_known(f, row)) { put(b, "null"); return; }
  switch (f->kind) {
  case FIELD_TEXT:
    if (f->flags & WORD_LIST) json_words(field_text(f, row), b);
    else json_text(b, field_text(f, row));
    break;
  case FIELD_INT:  put_int(b, field_num(f, row).n); break;
  case FIELD_SET:  json_set(f, field_set(f, row), b); break;
  case FIELD_LIST: json_list(f->target, field_list(f, row), b); break;
  case FIELD_ENUM: case FIELD_DATE: case FIELD_TIME: case FIELD_REF:
    put_char(b, '"');
    field_print(f, row, b);
    put_char(b, '"');
  }
}

static void json_members(const struct record *rec, const void *row, struct buf *b)
{
  if (rec->base) json_members(rec->base, row, b);
  else {
    char uuid[ID_TEXT];
    id_format(*(const struct id *)row, uuid);
    put(b, "\"id\":");
    json_text(b, uuid);
  }
  for (size_t i = 0; i < rec->count; i++) {
    put_char(b, ',');
    json_text(b, rec->fields[i].name);
    put_char(b, ':');
    json_field(&rec->fields[i], row, b);
  }
}
void json_row_(const struct record *rec, const void *row, struct buf *b)
{
  put_char(b, '{');
  json_members(rec, row, b);
  put_char(b, '}');
}

/* Where the version of a row stands. */
static void *version_in(const void *row) { return (char *)(uintptr_t)row + sizeof(struct id); }

/* `but`: fields with one of these flags are left out. */
static void stored_members(const struct record *rec, const void *row, unsigned but, struct buf *b)
{
  struct json j = { .b = b };
  int32_t version;
  memcpy(&version, version_in(row), sizeof version);
  json_open(&j, '{');
  json_id(&j, "id", *(const struct id *)row);
  json_num(&j, "version", version);
  for (size_t i = 0; i < rec->count; i++) {
    if (rec->fields[i].flags & but) continue;
    json_key(&j, rec->fields[i].name);
    json_field(&rec->fields[i], row, b);
  }
  json_close(&j);
}
void json_stored_(const struct record *rec, const void *row, struct buf *b) { stored_members(rec, row, 0, b); }
void json_filled_(const struct record *rec, const void *row, struct buf *b) { stored_members(rec, row, IN_PROGRAM, b); }

/* --- the writer ---------------------------------------------------------------- */

static void comma(struct json *j)
{
  if (j->filled >> j->depth & 1) put_char(j->b, ',');
  j->filled |= (uint32_t)1 << j->depth;
}
void json_open(struct json *j, char bracket)
{
  put_char(j->b, bracket);
  if (j->depth == 31) { j->b->failed = true; return; }
  j->ends[++j->depth] = bracket == '{' ? '}' : ']';
  j->filled &= ~((uint32_t)1 << j->depth);
}
void json_close(struct json *j)
{
  if (j->depth == 0) { j->b->failed = true; return; }
  put_char(j->b, j->ends[j->depth--]);
}
void json_item(struct json *j) { comma(j); }
void json_key(struct json *j, const char *name)
{
  comma(j);
  json_text(j->b, name);
  put_char(j->b, ':');
}
void json_str(struct json *j, const char *name, const char *value)
{
  if (!value) return;
  json_key(j, name);
  json_text(j->b, value);
}
void json_num(struct json *j, const char *name, int64_t value) { json_key(j, name); put_int(j->b, value); }
void json_bool(struct json *j, const char *name, bool value) { json_key(j, name); put(j->b, value ? "true" : "false"); }
void json_id(struct json *j, const char *name, struct id value)
{
  char uuid[ID_TEXT];
  if (!id_known(value)) return;
  id_format(value, uuid);
  json_str(j, name, uuid);
}
void json_begin(struct json *j, const char *name, char bracket)
{
  if (name) json_key(j, name);
  else comma(j);
  json_open(j, bracket);
}

/* --- reading -------------------------------------------------------------------- */

/* A JSON value as the text form that field_parse reads. */
static bool put_value(struct buf *b, const struct field *f, const json_t *v);

static bool put_array(struct buf *b, const struct field *f, const json_t *v)
{
  size_t i;
  const json_t *item;
  const bool words = f->kind == FIELD_SET || f->kind == FIELD_TEXT;
  if (json_array_size(v) == 0 && f->kind == FIELD_SET) put(b, "none");
  json_array_foreach(v, i, item) {
    if (i) put_char(b, words ? ' ' : '\n');
    if (words ? !json_is_string(item) : !json_is_object(item)) return false;
    if (!put_value(b, f, item)) return false;
  }
  return true;
}

static bool put_object(struct buf *b, const struct record *part, const json_t *v)
{
  size_t known = 0;
  for (size_t k = 0; k < part->count; k++) known += json_object_get(v, part->fields[k].name) != NULL;
  if (known != json_object_size(v)) return false;
  for (size_t k = 0; k < part->count; k++) {
    struct buf cell = { 0 };
    const json_t *member = json_object_get(v, part->fields[k].name);
    const bool good = !member || put_value(&cell, &part->fields[k], member);
    if (k) put(b, " | ");
    put_list_cell(b, cell.at, cell.len);
    buf_release(&cell);
    if (!good) return false;
  }
  return true;
}

static bool put_value(struct buf *b, const struct field *f, const json_t *v)
{
  if (json_is_string(v)) put(b, json_string_value(v));
  else if (json_is_integer(v) && f->kind == FIELD_INT) put_int(b, json_integer_value(v));
  else if (json_is_boolean(v) && f->values == &yes_no_choices) put(b, json_is_true(v) ? "yes" : "no");
  else if (json_is_array(v) && (f->kind == FIELD_SET || f->kind == FIELD_LIST || f->flags & WORD_LIST)) return put_array(b, f, v);
  else if (json_is_object(v) && f->kind == FIELD_LIST) return put_object(b, f->target, v);
  else return json_is_null(v);
  return true;
}

static int not_known(struct ctx *c, const char *name) { return fail(c, ERR_INVALID, arena_text(&c->arena, name, strlen(name)), N_("This member is not known.")); }

/* `b`: room for its text, used again and again. */
static int read_member(struct ctx *c, const struct record *rec, const char *name, const json_t *v, struct buf *b, void *row)
{
  const struct field *f = record_field(rec, name);
  if (strcmp(name, "id") == 0 && !rec->part)
    return json_is_string(v) && id_parse(json_string_value(v), row) ? OK : fail(c, ERR_INVALID, "id", N_("Choose from the list."));
  if (!f) return not_known(c, name);
  b->len = 0;
  const char *wrong = put_value(b, f, v) ? NULL : N_("This value has another type than it should have.");
  const char *const text = buf_text(b);
  if (!wrong) wrong = b->failed ? N_("This text is too long.") : field_parse(c, f, text, row);
  return wrong ? fail(c, ERR_INVALID, f->name, wrong) : OK;
}

static int is_object(struct ctx *c, const json_t *v) { return json_is_object(v) ? OK : fail(c, ERR_INVALID, NULL, N_("This is not a JSON object.")); }

/* `version`: where the version of the stored row goes; NULL: it is none of the members. */
typedef int read_object(struct ctx *c, const struct record *rec, json_t *object, struct buf *b, void *row, int32_t *version);

static int read_members(struct ctx *c, const struct record *rec, json_t *object, struct buf *b, void *row, int32_t *version)
{
  const char *name;
  json_t *v;
  (void)version;
  TRY(is_object(c, object));
  json_object_foreach(object, name, v) TRY(read_member(c, rec, name, v, b, row));
  return OK;
}

static int read_version(struct ctx *c, const json_t *v, int32_t *version)
{
  if (!json_is_integer(v) || json_integer_value(v) < 1 || json_integer_value(v) > INT32_MAX) return fail(c, ERR_INVALID, "version", N_("Send the version that you read."));
  *version = (int32_t)json_integer_value(v);
  return OK;
}

/* Members that forms ask; the others are not known. */
static int read_asked(struct ctx *c, const struct record *rec, json_t *object, struct buf *b, void *row, int32_t *version)
{
  const char *name;
  json_t *v;
  TRY(is_object(c, object));
  if (version) TRY(read_version(c, json_object_get(object, "version"), version));
  json_object_foreach(object, name, v) {
    const struct field *const f = record_field(rec, name);
    if (version && strcmp(name, "version") == 0) continue;
    if (!f || f->flags & IN_PROGRAM) return not_known(c, name);
    TRY(read_member(c, rec, name, v, b, row));
  }
  return OK;
}

static int read_change(struct ctx *c, const struct record *rec, json_t *object, struct buf *b, void *row, int32_t *version)
{
  int32_t read = 0;
  (void)version;
  TRY(read_asked(c, rec, object, b, row, &read));
  memcpy(version_in(row), &read, sizeof read);
  return OK;
}

static int read_whole(struct ctx *c, const struct record *rec, json_t *object, struct buf *b, void *row, int32_t *version)
{
  TRY(read_asked(c, rec, object, b, row, version));
  return record_answered_(c, rec, row);
}

/* `read` parses into a copy of `row`, which changes only when all of it is right. */
static int read_text(struct ctx *c, const struct record *rec, const char *text, size_t len, void *row, int32_t *version, read_object *read, const void *from)
{
  json_error_t wrong;
  json_t *const object = json_loadb(text, len, JSON_REJECT_DUPLICATES, &wrong);
  void *const copy = arena_alloc(&c->arena, rec->size);
  if (from) memcpy(copy, from, rec->size);
  struct buf b = { .max = 1 << 20, .wipe = c->arena.wipe };
  const int rc = object ? read(c, rec, object, &b, copy, version) : fail(c, ERR_INVALID, NULL, N_("This is not valid JSON."));
  buf_release(&b);
  json_decref(object);
  if (rc == OK) memcpy(row, copy, rec->size);
  return rc;
}

int json_read_row_(struct ctx *c, const struct record *rec, const char *text, size_t len, void *row) { return read_text(c, rec, text, len, row, NULL, read_members, NULL); }
int json_read_change_(struct ctx *c, const struct record *rec, const char *text, size_t len, void *row) { return read_text(c, rec, text, len, row, NULL, read_change, row); }
int json_read_new_(struct ctx *c, const struct record *rec, const char *text, size_t len, void *row) { return read_text(c, rec, text, len, row, NULL, read_whole, NULL); }
int json_read_act_(struct ctx *c, const struct record *rec, const char *text, size_t len, int32_t *version, void *row)
{
  return read_text(c, rec, text, len, row, version, read_whole, row);
}
