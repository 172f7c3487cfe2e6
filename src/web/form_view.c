/* From declared fields to what the view of a form shows. */
#include "form.h"
#include "views.h"

enum { RADIOS_MOST = 7 };            /* longer lists of which one is chosen become a select */

static const char *printed(struct ctx *c, const struct field *f, const void *row)
{
  struct buf b = { 0 };
  if (row) field_print(f, row, &b);
  const char *const text = arena_text(&c->arena, b.at, b.len);
  buf_release(&b);
  return text;
}

static bool has_word(const char *words, const char *key)
{
  const size_t size = strlen(key);
  for (size_t n; *words; words += n + (words[n] != '\0'))
    if ((n = strcspn(words, " ")) == size && memcmp(words, key, n) == 0) return true;
  return false;
}

static const char *text3(struct arena *a, const char *x, const char *y, const char *z)
{
  const size_t n = strlen(x), m = strlen(y), k = strlen(z);
  char *const text = arena_alloc(a, n + m + k + 1);
  memcpy(text, x, n);
  memcpy(text + n, y, m);
  memcpy(text + n + m, z, k);
  return text;
}

/* The first control of a group carries the id that the error summary links to. */
static void add_choices(struct ctx *c, struct field_view *v, const struct field *f, bool unknown_too)
{
  const size_t from = unknown_too ? 0 : 1;
  v->choices.at = arena_new(&c->arena, struct choice_view, f->values->count);
  for (size_t i = from; i < f->values->count; i++) {
    const char *const key = f->values->at[i].key ? f->values->at[i].key : "";
    v->choices.at[v->choices.count++] = (struct choice_view){
      .value = key, .label = f->values->at[i].label,
      .id = i == from ? text3(&c->arena, "f-", f->name, "") : text3(&c->arena, text3(&c->arena, "f-", f->name, "-"), key, ""),
      .chosen = v->face == FACE_SOME ? has_word(v->value, key) : strcmp(v->value, key) == 0 };
  }
}

static enum field_face face_of(const struct field *f)
{
  switch (f->kind) {
  case FIELD_ENUM: return f->values->count - 1 <= RADIOS_MOST ? FACE_ONE : FACE_SELECT;
  case FIELD_SET:  return FACE_SOME;
  case FIELD_LIST: return FACE_AREA;
  case FIELD_TEXT: return f->flags & LONG ? FACE_AREA : FACE_INPUT;
  default:         return FACE_INPUT;
  }
}

static struct field_view view_of(struct ctx *c, const struct field *f, const char *value, const char *wrong)
{
  const char *const help = f->help ? text3(&c->arena, f->name, "-help", "") : "";
  const char *const message = wrong ? text3(&c->arena, f->name, "-wrong", "") : "";
  struct field_view v = {
    .face = face_of(f), .name = f->name, .label = f->label, .help = f->help, .wrong = wrong, .value = value,
    .type = f->kind == FIELD_DATE ? "date" : "text", .input_mode = f->kind == FIELD_INT ? "numeric" : NULL,
    .described = f->help || wrong ? text3(&c->arena, help, f->help && wrong ? " " : "", message) : NULL,
    .required = f->flags & REQUIRED };
  if (f->values) add_choices(c, &v, f, v.face == FACE_SELECT || (v.face == FACE_ONE && !v.required));
  return v;
}

static const struct form *form_of(const struct ctx *c, const struct record *rec)
{
  const struct form *form = c->form;
  while (form && form->rec != rec) form = form->next;
  return form;
}

void form_render_(struct ctx *c, const struct record *rec, const void *row)
{
  const struct form *const form = form_of(c, rec);
  struct field_view_list v = { arena_new(&c->arena, struct field_view, rec->count), 0 };
  for (size_t i = 0; i < rec->count; i++) {
    const struct field *const f = &rec->fields[i];
    if (f->flags & IN_PROGRAM) continue;
    const char *const value = form && form->typed[i] ? form->typed[i] : printed(c, f, form ? form->row : row);
    v.at[v.count++] = view_of(c, f, value, form ? form->wrong[i] : NULL);
  }
  view_form_fields(c, &v);
}

void form_errors(struct ctx *c)
{
  const struct form *const form = c->form;
  if (!form || (!form->errors && !form->token_wrong && c->error.code != ERR_INVALID)) return;
  struct error_line_list v = { arena_new(&c->arena, struct error_line, form->rec->count + 2), 0 };
  if (form->token_wrong) v.at[v.count++] = (struct error_line){ .text = form->token_wrong };
  for (size_t i = 0; i < form->rec->count; i++)
    if (form->wrong[i]) v.at[v.count++] = (struct error_line){ form->rec->fields[i].name, form->rec->fields[i].label, form->wrong[i] };
  if (v.count == 0 && c->error.text) v.at[v.count++] = (struct error_line){ .text = c->error.text };
  if (v.count) view_form_errors(c, &v);
}
