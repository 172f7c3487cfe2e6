#include "fields.h"
#include "json.h"
#include "text.h"

DEFINE_CHOICES(yes_no, YES_NO)

const struct field *record_field(const struct record *rec, const char *name)
{
  for (size_t i = 0; i < rec->count; i++)
    if (strcmp(rec->fields[i].name, name) == 0) return &rec->fields[i];
  return rec->base ? record_field(rec->base, name) : NULL;
}

unsigned choice_find(const struct choices *values, const char *key, size_t len)
{
  for (unsigned i = 1; i < values->count; i++)
    if (strncmp(values->at[i].key, key, len) == 0 && values->at[i].key[len] == 0) return i;
  return 0;
}

struct choices choices_kept(struct arena *a, const struct choices *values, uint64_t bits)
{
  struct choice *const at = arena_new(a, struct choice, values->count);
  size_t n = 0;
  for (size_t i = 0; i < values->count; i++) if (!i || bits >> i & 1) at[n++] = values->at[i];
  return (struct choices){ n, at };
}

bool field_known(const struct field *f, const void *row)
{
  switch (f->kind) {
  case FIELD_TEXT: return field_text(f, row) && *field_text(f, row);      /* an empty text says nothing */
  case FIELD_ENUM: return field_enum(f, row) != 0;
  case FIELD_SET:  return set_known(field_set(f, row));
  case FIELD_INT:  return field_num(f, row).known;
  case FIELD_DATE: return date_known(field_date(f, row));
  case FIELD_TIME: return instant_known(field_time(f, row));
  case FIELD_REF:  return id_known(field_id(f, row));
  case FIELD_LIST: return field_list(f, row).count != 0;
  }
  return false;
}

static bool list_same(const struct record *part, struct list a, struct list b)
{
  if (a.count != b.count) return false;
  for (size_t i = 0; i < a.count; i++)
    if (!record_same_(part, list_row(part, a, i), list_row(part, b, i))) return false;
  return true;
}

bool field_same(const struct field *f, const void *a, const void *b)      /* never memcmp of rows: padding, pointers */
{
  if (field_known(f, a) != field_known(f, b)) return false;
  if (!field_known(f, a)) return true;
  switch (f->kind) {
  case FIELD_TEXT: return strcmp(field_text(f, a), field_text(f, b)) == 0;
  case FIELD_ENUM: return field_enum(f, a) == field_enum(f, b);
  case FIELD_SET:  return field_set(f, a).bits == field_set(f, b).bits;
  case FIELD_INT:  return field_num(f, a).n == field_num(f, b).n;
  case FIELD_DATE: return field_date(f, a).ymd == field_date(f, b).ymd;
  case FIELD_TIME: return field_time(f, a).ms == field_time(f, b).ms;
  case FIELD_REF:  return id_same(field_id(f, a), field_id(f, b));
  case FIELD_LIST: return list_same(f->target, field_list(f, a), field_list(f, b));
  }
  return false;
}

bool record_same_(const struct record *rec, const void *a, const void *b)
{
  if (rec->base && !record_same_(rec->base, a, b)) return false;
  for (size_t i = 0; i < rec->count; i++) if (!field_same(&rec->fields[i], a, b)) return false;
  return true;
}

static const size_t size_of[] = { [FIELD_TEXT] = sizeof(char *), [FIELD_ENUM] = sizeof(int), [FIELD_SET] = sizeof(struct set),
  [FIELD_INT] = sizeof(struct num), [FIELD_DATE] = sizeof(struct date), [FIELD_TIME] = sizeof(struct instant),
  [FIELD_REF] = sizeof(struct id), [FIELD_LIST] = sizeof(struct list) };

void field_clear(const struct field *f, void *row) { memset(field_in(f, row), 0, size_of[f->kind]); }
void field_copy(const struct field *f, void *to, const void *from) { memcpy(field_in(f, to), field_of(f, from), size_of[f->kind]); }

/* --- printing ---------------------------------------------------------------- */

static void print_set(const struct field *f, struct set v, struct buf *b)
{
  if (v.bits == 1) put(b, "none");
  for (unsigned i = 1, n = 0; i < f->values->count; i++)
    if (set_has(v, i)) { if (n++) put_char(b, ' '); put(b, f->values->at[i].key); }
}

void put_list_cell(struct buf *b, const char *s, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (s[i] == '|' || s[i] == '\\') put_char(b, '\\');
    put_char(b, s[i] == '\n' || s[i] == '\r' ? ' ' : s[i]);
  }
}

static void print_cell(const struct field *f, const void *row, struct buf *b)
{
  struct buf cell = { 0 };
  field_print(f, row, &cell);
  put_list_cell(b, cell.at, cell.len);
  buf_release(&cell);
}

static void print_list(const struct record *part, struct list v, struct buf *b)
{
  for (size_t i = 0; i < v.count; i++) {
    if (i) put_char(b, '\n');
    for (size_t k = 0; k < part->count; k++) {
      if (k) put(b, " | ");
      print_cell(&part->fields[k], list_row(part, v, i), b);
    }
  }
}

void field_print(const struct field *f, const void *row, struct buf *b)
{
  char iso[DATE_TEXT], uuid[ID_TEXT], instant[INSTANT_TEXT];
  if (!field_known(f, row)) return;
  switch (f->kind) {
  case FIELD_TEXT: put(b, field_text(f, row)); break;
  case FIELD_ENUM: put(b, f->values->at[field_enum(f, row)].key); break;
  case FIELD_SET:  print_set(f, field_set(f, row), b); break;
  case FIELD_INT:  put_int(b, field_num(f, row).n); break;
  case FIELD_DATE: date_format(field_date(f, row), iso); put(b, iso); break;
  case FIELD_TIME: instant_print(field_time(f, row), instant); put(b, instant); break;
  case FIELD_REF:  id_format(field_id(f, row), uuid); put(b, uuid); break;
  case FIELD_LIST: print_list(f->target, field_list(f, row), b); break;
  }
}

const char *field_printed(struct ctx *c, const struct field *f, const void *row)
{
  struct buf b = { 0 };
  field_print(f, row, &b);
  return buf_to_arena(&c->arena, &b);
}

/* --- parsing ----------------------------------------------------------------- */

enum { LIST_MOST = 50 };

static const char *parse_number(const struct field *f, const char *s, size_t len, struct num *out)
{
  const int64_t max = f->max ? f->max : INT32_MAX;
  int64_t v = 0;
  const bool minus = *s == '-';
  for (size_t i = minus; i < len; i++) {
    if (s[i] < '0' || s[i] > '9') return N_("Write a whole number.");
    if (v < INT32_MAX) v = v * 10 + (s[i] - '0');
  }
  if (len == minus) return N_("Write a whole number.");
  if (minus) v = -v;
  if (v < f->min || v > max) return N_("This number is out of range.");
  *out = num((int32_t)v);
  return NULL;
}

static const char *parse_set(const struct field *f, const char *s, size_t len, struct set *out)
{
  struct set v = { 1 };                                                    /* answered */
  if (len == 4 && memcmp(s, "none", 4) == 0) len = 0;
  for (size_t i = 0, n; i < len; i += n + 1) {
    for (n = 0; i + n < len && !strchr(" \t\r\n", s[i + n]); ) n++;
    if (n == 0) continue;
    const unsigned choice = choice_find(f->values, s + i, n);
    if (!choice) return NOT_IN_LIST;
    v = set_with(v, choice);
  }
  *out = v;
  return NULL;
}

static const char *check_text(struct ctx *c, const struct field *f, const char *s, size_t n)
{
  if (!text_valid(s, n)) return N_("This text has a character that cannot be stored.");
  if (!(f->flags & LONG) && (memchr(s, '\n', n) || memchr(s, '\r', n))) return N_("Write this on one line.");
  if (text_length(s, n) > (size_t)(f->max ? f->max : TEXT_MOST)) return N_("This text is too long.");
  return f->check ? f->check(c, s) : NULL;
}

static const char *parse_text(struct ctx *c, const struct field *f, const char *s, size_t n, const char **out)
{
  char *text = arena_text(&c->arena, s, n), *p = text;
  bool returned = false;
  for (const char *q = text; *q; q++) {          /* one kind of line end, so that it reads the same when it is read again */
    const char ch = *q;
    if (ch != '\n' || !returned) *p++ = ch == '\r' ? '\n' : ch;
    returned = ch == '\r';
  }
  *p = 0;
  const char *wrong = check_text(c, f, text, (size_t)(p - text));
  if (!wrong) *out = text;
  return wrong;
}

/* One row of a list: cells between bars, `\` before a bar or itself. */
static const char *parse_part(struct ctx *c, const struct record *part, const char *s, size_t len, void *row)
{
  char *const cell = arena_alloc(&c->arena, len + 1);
  size_t i = 0;
  for (size_t k = 0; k < part->count; k++) {
    size_t n = 0;
    for (; i < len && s[i] != '|'; i++) {
      if (s[i] == '\\' && i + 1 < len) i++;
      cell[n++] = s[i];
    }
    cell[n] = 0;
    i++;
    const char *wrong = field_parse(c, &part->fields[k], cell, row);
    if (wrong) return wrong;
  }
  return i < len + 1 ? N_("This line has more parts than it may have.") : NULL;
}

static const char *parse_list(struct ctx *c, const struct record *part, const char *s, size_t len, struct list *out)
{
  struct list v = { arena_array(&c->arena, LIST_MOST, part->size), 0 };
  for (size_t i = 0, n; i < len; i += n + 1) {
    const char *end = memchr(s + i, '\n', len - i);
    n = end ? (size_t)(end - s) - i : len - i;
    size_t m = n;
    while (m && strchr(" \t\r", s[i + m - 1])) m--;
    if (m == 0) continue;
    if (v.count == LIST_MOST) return N_("This list is too long.");
    const char *wrong = parse_part(c, part, s + i, m, (char *)v.rows + v.count++ * part->size);
    if (wrong) return wrong;
  }
  *out = v;
  return NULL;
}

static const char *parse_date(struct ctx *c, const struct field *f, const char *s, size_t len, struct date *out)
{
  char iso[DATE_TEXT] = { 0 };
  struct date d;
  memcpy(iso, s, len < sizeof iso - 1 ? len : sizeof iso - 1);
  if (len != sizeof iso - 1 || !date_parse(iso, &d)) return N_("Write a date that exists, as 2026-12-31.");
  if ((f->flags & NOT_IN_FUTURE) && date_before(c->today, d)) return N_("This date has not come yet.");
  *out = d;
  return NULL;
}

static const char *parse_time(const char *s, size_t len, struct instant *out)
{
  char text[INSTANT_TEXT] = { 0 };
  memcpy(text, s, len < sizeof text - 1 ? len : sizeof text - 1);
  return len == sizeof text - 1 && instant_parse(text, out) ? NULL : N_("Write an instant as 2026-12-31T23:59:59.000Z.");
}

static const char *parse_enum(const struct field *f, const char *s, size_t len, void *row)
{
  const unsigned v = choice_find(f->values, s, len);
  if (!v) return NOT_IN_LIST;
  memcpy(field_in(f, row), &v, sizeof v);
  return NULL;
}

static const char *parse_ref(const char *s, size_t len, struct id *out)
{
  char uuid[ID_TEXT] = { 0 };
  if (len != sizeof uuid - 1) return NOT_IN_LIST;
  memcpy(uuid, s, len);
  return id_parse(uuid, out) ? NULL : NOT_IN_LIST;
}

static const char *needed(const struct field *f) { return f->values ? N_("Choose an answer.") : N_("This is needed."); }

const char *field_parse(struct ctx *c, const struct field *f, const char *s, void *row)
{
  s += strspn(s, " \t\r\n");
  size_t len = strlen(s);
  while (len && strchr(" \t\r\n", s[len - 1])) len--;
  if (len == 0) {
    if (f->flags & REQUIRED) return needed(f);
    field_clear(f, row);
    return NULL;
  }
  void *const at = field_in(f, row);
  switch (f->kind) {
  case FIELD_TEXT: return parse_text(c, f, s, len, at);
  case FIELD_ENUM: return parse_enum(f, s, len, row);
  case FIELD_SET:  return parse_set(f, s, len, at);
  case FIELD_INT:  return parse_number(f, s, len, at);
  case FIELD_DATE: return parse_date(c, f, s, len, at);
  case FIELD_TIME: return parse_time(s, len, at);
  case FIELD_REF:  return parse_ref(s, len, at);
  case FIELD_LIST: {
    struct list v;
    const char *wrong = parse_list(c, f->target, s, len, &v);
    if (!wrong) memcpy(at, &v, sizeof v);
    return wrong;
  }
  }
  return NULL;
}

/* --- checking and comparing whole rows ---------------------------------------- */

static const char *check_date(const struct ctx *c, const struct field *f, struct date d)
{
  char iso[DATE_TEXT];
  struct date again;
  date_format(d, iso);
  if (!date_parse(iso, &again) || again.ymd != d.ymd) return N_("Write a date that exists, as 2026-12-31.");
  return (f->flags & NOT_IN_FUTURE) && date_before(c->today, d) ? N_("This date has not come yet.") : NULL;
}

static const char *check_field(struct ctx *c, const struct field *f, const void *row)
{
  if (!field_known(f, row)) return f->flags & REQUIRED ? needed(f) : NULL;
  switch (f->kind) {
  case FIELD_TEXT: return check_text(c, f, field_text(f, row), strlen(field_text(f, row)));
  case FIELD_ENUM: return field_enum(f, row) < f->values->count ? NULL : NOT_IN_LIST;
  case FIELD_SET:  return f->values->count == 64 || field_set(f, row).bits >> f->values->count == 0 ? NULL : NOT_IN_LIST;
  case FIELD_INT: {
    const int64_t n = field_num(f, row).n;
    return n >= f->min && n <= (f->max ? f->max : INT32_MAX) ? NULL : N_("This number is out of range.");
  }
  case FIELD_DATE: return check_date(c, f, field_date(f, row));
  default: return NULL;
  }
}

int record_check_(struct ctx *c, const struct record *rec, const void *row)
{
  if (rec->base) TRY(record_check_(c, rec->base, row));
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *f = &rec->fields[i];
    const char *wrong = check_field(c, f, row);
    if (wrong) return fail(c, ERR_INVALID, f->name, wrong);
    const struct list parts = f->kind == FIELD_LIST ? field_list(f, row) : (struct list){ 0 };
    for (size_t k = 0; k < parts.count; k++) TRY(record_check_(c, f->target, list_row(f->target, parts, k)));
  }
  return OK;
}

int record_answered_(struct ctx *c, const struct record *rec, const void *row)
{
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    if (f->flags & REQUIRED && !(f->flags & IN_PROGRAM) && !field_known(f, row)) return fail(c, ERR_INVALID, f->name, needed(f));
  }
  return OK;
}

static void put_value(const struct field *f, const void *row, struct buf *b)
{
  if (row) json_field(f, row, b);
  else put(b, "null");
}

size_t record_changes_(const struct record *rec, const void *before, const void *after, struct buf *b)
{
  size_t n = 0;
  put_char(b, '{');
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *f = &rec->fields[i];
    if (f->flags & SECRET) continue;
    if (before && after ? field_same(f, before, after) : !field_known(f, before ? before : after)) continue;
    if (n++) put_char(b, ',');
    json_text(b, f->name);
    put(b, ":[");
    put_value(f, before, b);
    put_char(b, ',');
    put_value(f, after, b);
    put_char(b, ']');
  }
  put_char(b, '}');
  return n;
}
