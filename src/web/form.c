#include "form.h"
#include "form_names.h"
#include "html.h"
#include "text.h"
#include "url.h"

enum { PAIRS_MOST = 4000 };

static struct form *form_new(struct ctx *c, const struct record *rec, const void *old)
{
  struct form *const form = arena_new(&c->arena, struct form, 1);
  form->rec = rec;
  form->row = arena_alloc(&c->arena, rec->size);
  form->typed = arena_new(&c->arena, const char *, rec->count);
  form->wrong = arena_new(&c->arena, const char *, rec->count);
  if (old) memcpy(form->row, old, rec->size);
  return form;
}

/* The number of the field that a form may fill; rec->count if there is none of that name. A dot behind it is the hidden
 * marker of a set's boxes: it stands before them, and says that they were there. */
static size_t field_named(const struct record *rec, const char *name)
{
  const size_t n = strlen(name), size = n && name[n - 1] == '.' ? n - 1 : n;
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    if (!(f->flags & IN_PROGRAM) && strlen(f->name) == size && memcmp(f->name, name, size) == 0 && (size == n || f->kind == FIELD_SET)) return i;
  }
  return rec->count;
}

/* The values of one name: a set's are joined, an empty one (a hidden marker) gives way, two of anything else are wrong. */
static void take_value(struct ctx *c, struct form *form, size_t i, const char *value, bool readable)
{
  const char **const typed = &form->typed[i];
  if (!readable) form->wrong[i] = N_("This text has a character that cannot be stored.");
  if (!*typed || !**typed) *typed = value;
  else if (*value && form->rec->fields[i].kind == FIELD_SET) *typed = JOIN(&c->arena, *typed, " ", value);
  else if (*value) form->wrong[i] = N_("This came in twice. Fill it in once.");
}

static int32_t read_version(const char *text)
{
  const size_t n = strspn(text, "0123456789");
  return n == 0 || n > 9 || text[n] ? 0 : (int32_t)strtol(text, NULL, 10);
}

/* Parts have no version of their own. */
static void set_version(struct form *form)
{
  if (form->rec->part || !form->version || form->rec->size < sizeof(struct id) + sizeof form->version) return;
  memcpy((char *)form->row + sizeof(struct id), &form->version, sizeof form->version);
}

/* The field of answers that a name belongs to, "field.question"; NULL: none. */
static const struct field *answers_field(const struct record *rec, const char *name)
{
  for (size_t i = 0; i < rec->count; i++) {
    const size_t n = strlen(rec->fields[i].name);
    if (rec->fields[i].flags & ANSWERS && strncmp(name, rec->fields[i].name, n) == 0 && name[n] == '.' && name[n + 1]) return &rec->fields[i];
  }
  return NULL;
}

/* Answers stay written as they came, in a text of their own: what they may be is known to the page only. */
static void take_answer(struct form *form, const struct field *f, const char *name, const char *value, bool readable, struct buf *answers)
{
  if (!readable) form->wrong[f - form->rec->fields] = N_("This text has a character that cannot be stored.");
  if (answers->len) put_char(answers, '&');
  url_part(answers, name + strlen(f->name) + 1);
  put_char(answers, '=');
  url_part(answers, value);
}

static void take_pair(struct ctx *c, struct form *form, const struct url_pair *pair, struct buf *answers)
{
  char *const name = arena_alloc(&c->arena, pair->name_size + 1), *const value = arena_alloc(&c->arena, pair->value_size + 1);
  const bool named = url_decode(pair->name, pair->name_size, true, name);
  const bool readable = url_decode(pair->value, pair->value_size, true, value);
  const size_t i = named ? field_named(form->rec, name) : form->rec->count;
  const struct field *const asks = named ? answers_field(form->rec, name) : NULL;
  if (asks) take_answer(form, asks, name, value, readable, answers);
  else if (i < form->rec->count) take_value(c, form, i, value, readable);
  else if (named && strcmp(name, FORM_TOKEN) == 0) form->token = value;
  else if (named && strcmp(name, FORM_TRAP) == 0) form->trap = value;
  else if (named && strcmp(name, FORM_VERSION) == 0) form->version = read_version(value);
  else if (named && strcmp(name, FORM_DONE) == 0) return;
  else if (!form->unknown) form->unknown = named && *name ? name : "?";
}

/* What the field is read from: "" for absent, and for a set's boxes what field_parse calls it. */
static const char *text_of(const struct field *f, const char *typed)
{
  if (!typed) return "";
  if (f->flags & ASKED && f->kind == FIELD_SET && strncmp(typed, "none ", 5) == 0) return typed + 5;       /* something else was ticked too */
  if (f->flags & ASKED && (text_has_word(typed, ANSWER_DONT_KNOW) || text_has_word(typed, ANSWER_RATHER_NOT))) return "";
  if (f->kind == FIELD_SET && !*typed) return f->flags & REQUIRED ? "" : "none";      /* its hidden marker came, no box was ticked */
  if (f->kind == FIELD_SET && strcmp(typed, "unknown") == 0) return "";
  return typed;
}

static void read_fields(struct ctx *c, struct form *form, bool keep_absent)
{
  for (size_t i = 0; i < form->rec->count; i++) {
    const struct field *const f = &form->rec->fields[i];
    if (f->flags & IN_PROGRAM) continue;
    if (!form->typed[i] && keep_absent) continue;
    if (!form->wrong[i]) form->wrong[i] = field_parse(c, f, text_of(f, form->typed[i]), form->row);
    form->errors += form->wrong[i] != NULL;
  }
}

/* False: there are too many. */
static bool read_pairs(struct ctx *c, struct form *form, const char *body, size_t len)
{
  const char *at = body, *const end = body + len;
  struct buf answers = { .wipe = true };
  struct url_pair pair;
  size_t pairs = 0;
  while (!c->arena.failed && pairs < PAIRS_MOST && url_pair_next(&at, end, &pair)) {
    take_pair(c, form, &pair, &answers);
    pairs++;
  }
  const char *const said = answers.len ? buf_to_arena(&c->arena, &answers) : NULL;
  for (size_t i = 0; said && i < form->rec->count; i++) if (form->rec->fields[i].flags & ANSWERS) form->typed[i] = said;
  return at >= end;
}

int form_parse_(struct ctx *c, const struct record *rec, const char *body, size_t len, const void *old)
{
  struct form *const form = form_new(c, rec, old);
  c->form = form;
  if (!read_pairs(c, form, body, len)) return fail(c, ERR_FULL, NULL, N_("This form is too large."));
  set_version(form);
  read_fields(c, form, old != NULL);
  if (c->arena.failed) return fail(c, ERR_FULL, NULL, N_("This form is too large."));
  return form->errors ? fail(c, ERR_INVALID, NULL, N_("Some answers need another look.")) : OK;
}

const void *form_row_(struct ctx *c, const struct record *rec)
{
  for (const struct form *form = c->form; form; form = form->next)
    if (form->rec == rec) return form->row;
  return NULL;
}

void form_mark(struct form *form, const char *field, const char *text)
{
  const size_t i = field_named(form->rec, field);
  if (i == form->rec->count || form->wrong[i]) return;
  form->wrong[i] = text;
  form->errors++;
}

/* One kind of line end, and no tabs: the same however a browser sends it. */
static void fold_blanks(char *text)
{
  char *to = text;
  for (const char *at = text; *at; at++) {
    if (*at == '\r' && at[1] == '\n') continue;
    *to++ = (char)(*at == '\r' ? '\n' : *at == '\t' ? ' ' : *at);
  }
  *to = '\0';
}

int form_answers(struct ctx *c, const char *posted, struct form_answer_list *out)
{
  const char *at = posted ? posted : "", *const end = at + strlen(at);
  struct form_answer_list list = { arena_new(&c->arena, struct form_answer, PAIRS_MOST), 0 };
  struct url_pair pair;
  while (!c->arena.failed && list.count < PAIRS_MOST && url_pair_next(&at, end, &pair)) {
    char *const question = arena_alloc(&c->arena, pair.name_size + 1), *const text = arena_alloc(&c->arena, pair.value_size + 1);
    const bool readable = url_decode(pair.name, pair.name_size, true, question) && url_decode(pair.value, pair.value_size, true, text);
    if (!readable) return fail(c, ERR_INVALID, NULL, N_("This text has a character that cannot be stored."));
    fold_blanks(text);
    list.at[list.count++] = (struct form_answer){ question, text };
  }
  if (at < end || c->arena.failed) return fail(c, ERR_FULL, NULL, N_("This form is too large."));
  *out = list;
  return OK;
}

const char *form_answer_to(const struct form_answer_list *said, const char *question)
{
  for (size_t i = 0; said && i < said->count; i++) if (strcmp(said->at[i].question, question) == 0) return said->at[i].text;
  return NULL;
}

/* --- keeping what was typed ----------------------------------------------------------- */

const char *form_kept(struct ctx *c, const struct form *form)
{
  struct buf b = { .wipe = true };
  for (size_t i = 0; i < form->rec->count; i++) {
    const struct field *const f = &form->rec->fields[i];
    if (!form->typed[i] || f->flags & (SECRET | PICTURE)) continue;
    if (b.len) put_char(&b, '&');
    url_part(&b, f->name);
    put_char(&b, '=');
    url_part(&b, form->typed[i]);
  }
  put(&b, b.len ? "&" FORM_VERSION "=" : FORM_VERSION "=");
  put_int(&b, form->version);
  return buf_to_arena(&c->arena, &b);
}

int form_bring(struct ctx *c, const struct record *rec, const char *kept)
{
  const struct form *const asked = c->form;
  const int rc = form_parse_(c, rec, kept, strlen(kept), NULL);
  if (rc != OK && rc != ERR_INVALID) return rc;
  c->error = (struct error){ 0 };
  for (size_t i = 0; i < rec->count; i++) c->form->wrong[i] = NULL;      /* said when it is sent */
  c->form->errors = 0;
  c->form->kept = true;
  c->form->next = asked;
  return OK;
}

/* --- writing a query ---------------------------------------------------------------- */

static void put_pair(struct buf *b, const char *name, const char *value, size_t *count)
{
  if ((*count)++) put_char(b, '&');
  url_part(b, name);
  put_char(b, '=');
  url_part(b, value);
}

static void put_set(struct buf *b, const struct field *f, struct set v, size_t *count)
{
  if (v.bits == 1) put_pair(b, f->name, "", count);
  for (unsigned i = 1; i < f->values->count; i++)
    if (set_has(v, i)) put_pair(b, f->name, f->values->at[i].key, count);
}

void form_query_(const struct record *rec, const void *row, struct buf *b)
{
  struct buf value = { 0 };
  size_t count = 0;
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    if (!field_known(f, row)) continue;
    if (f->kind == FIELD_SET) { put_set(b, f, field_set(f, row), &count); continue; }
    if (f->kind == FIELD_TEXT) { put_pair(b, f->name, field_text(f, row), &count); continue; }
    value.len = 0;
    field_print(f, row, &value);
    put_pair(b, f->name, buf_text(&value), &count);
  }
  b->failed |= value.failed;
  buf_release(&value);
}
