/* From declared fields to what the view of a form shows. */
#include "form.h"
#include "html.h"
#include "request.h"
#include "text.h"
#include "views.h"

enum { RADIOS_MOST = 7 };            /* longer lists of which one is chosen become a select */

/* The first control of a group carries the id that the error summary links to. */
static void add_choices(struct ctx *c, struct field_view *v, const struct field *f, bool unknown_too)
{
  const size_t from = unknown_too ? 0 : 1;
  v->choices.at = arena_new(&c->arena, struct choice_view, f->values->count + 3);
  for (size_t i = from; i < f->values->count; i++) {
    const char *const key = f->values->at[i].key ? f->values->at[i].key : "";
    v->choices.at[v->choices.count++] = (struct choice_view){
      .value = key, .label = f->values->at[i].label,
      .id = JOIN(&c->arena, "f-", f->name, i == from ? NULL : "-", key),
      .chosen = v->face == FACE_SOME ? text_has_word(v->value, key) : strcmp(v->value, key) == 0 };
  }
}

/* What people may also answer. One who does not answer chose none of these: then a set is not known, and not empty. */
static void add_no_answers(struct ctx *c, struct field_view *v, const struct field *f)
{
  static const struct choice none[] = { { "none", N_("None of these") }, { ANSWER_DONT_KNOW, N_("I don't know") }, { ANSWER_RATHER_NOT, N_("I would rather not say") } };
  for (size_t i = v->face == FACE_SOME ? 0 : 1; i < COUNT(none); i++)
    v->choices.at[v->choices.count++] = (struct choice_view){ .value = none[i].key, .label = none[i].label, .id = JOIN(&c->arena, "f-", f->name, "-", none[i].key),
      .chosen = text_has_word(v->value, none[i].key) };
}

static enum field_face face_of(const struct field *f)
{
  if (f->flags & PICTURE) return FACE_PICTURE;
  if ((f->kind == FIELD_TEXT || f->kind == FIELD_REF) && f->values) return FACE_SELECT;
  switch (f->kind) {
  case FIELD_ENUM: return f->values->count - 1 <= RADIOS_MOST ? FACE_ONE : FACE_SELECT;
  case FIELD_SET:  return FACE_SOME;
  case FIELD_LIST: return FACE_AREA;
  case FIELD_TEXT: return f->flags & LONG ? FACE_AREA : FACE_INPUT;
  default:         return FACE_INPUT;
  }
}

enum { TYPED_MOST = 1000, TYPED_TIMES = 4 };

/* What was typed, as far as anybody can have meant it for this field: what is far too long does not come back whole. */
static const char *shown(struct ctx *c, const struct field *f, const char *typed)
{
  size_t n = TYPED_TIMES * (size_t)(f->kind == FIELD_TEXT && f->max ? f->max : TYPED_MOST);
  if (strlen(typed) <= n) return typed;
  while (n && ((unsigned char)typed[n] & 0xC0) == 0x80) n--;
  return arena_text(&c->arena, typed, n);
}

static struct field_view view_of(struct ctx *c, const struct field *f, const char *value, const char *wrong)
{
  const char *const help = f->help ? JOIN(&c->arena, f->name, "-help") : "", *const message = wrong ? JOIN(&c->arena, f->name, "-wrong") : "";
  struct field_view v = {
    .face = face_of(f), .name = f->name, .label = f->label, .help = f->help, .wrong = wrong, .value = value,
    .type = f->kind == FIELD_DATE ? "date" : "text", .input_mode = f->kind == FIELD_INT ? "numeric" : NULL,
    .described = f->help || wrong ? JOIN(&c->arena, help, f->help && wrong ? " " : "", message) : NULL,
    .required = f->flags & REQUIRED, .asked = f->flags & ASKED };
  if (f->values) add_choices(c, &v, f, v.face == FACE_SELECT || (v.face == FACE_ONE && !v.required && !(f->flags & ASKED)));
  if (f->values && f->flags & ASKED) add_no_answers(c, &v, f);
  return v;
}

static const struct form *form_of(const struct ctx *c, const struct record *rec)
{
  const struct form *form = c->form;
  while (form && form->rec != rec) form = form->next;
  return form;
}

/* --- somebody else was first ------------------------------------------------------------- */

static bool conflict(const struct ctx *c) { return c->request && c->request->conflict; }

const char *field_said(struct ctx *c, const struct field *f, const void *row)
{
  struct buf b = { 0 };
  if (!field_known(f, row)) return NULL;
  if (f->kind == FIELD_DATE) return arg_date(c, field_date(f, row));
  if (f->values && (f->kind == FIELD_TEXT || f->kind == FIELD_REF)) {
    const char *const key = field_printed(c, f, row);
    return tr(c, f->values->at[choice_find(f->values, key, strlen(key))].label);
  }
  if (!f->values || (f->kind != FIELD_ENUM && f->kind != FIELD_SET)) return field_printed(c, f, row);
  for (unsigned i = 1; i < f->values->count; i++) {
    if (f->kind == FIELD_ENUM ? field_enum(f, row) != i : !set_has(field_set(f, row), i)) continue;
    if (b.len) put(&b, ", ");
    put(&b, tr(c, f->values->at[i].label));
  }
  return b.len ? buf_to_arena(&c->arena, &b) : tr(c, N_("none of these"));
}

/* `now`: the field with what one chooses from on this page. */
static void show_stored(struct ctx *c, struct field_view *v, const struct field *f, const struct field *now, const struct form *form, const void *row)
{
  c->request->merged = true;
  if (!form->wrong[f - form->rec->fields] && field_same(f, form->row, row)) return;
  const char *const stored = field_said(c, now, row);
  v->stored = stored ? stored : tr(c, N_("nothing"));
  v->described = v->described ? JOIN(&c->arena, v->described, " ", f->name, "-stored") : JOIN(&c->arena, f->name, "-stored");
}

static int32_t version_of(const struct record *rec, const void *row)
{
  int32_t version = 0;
  if (row && !rec->part && rec->size >= sizeof(struct id) + sizeof version) memcpy(&version, (const char *)row + sizeof(struct id), sizeof version);
  return version;
}

/* A form that comes back keeps the version that it was typed over: the newer one only where the reader sees what is new. */
void form_version_(struct ctx *c, const struct record *rec, const void *row)
{
  const struct form *const form = form_of(c, rec);
  const int32_t version = form && form->version && !conflict(c) ? form->version : version_of(rec, row);
  if (version > 0) view_form_version(c, version);
}

/* The number of a field; the count of all if the name is NULL. */
static size_t number_of(const struct record *rec, const char *name)
{
  size_t i = 0;
  while (i < rec->count && !(name && strcmp(rec->fields[i].name, name) == 0)) i++;
  return i;
}

struct part { size_t from, to; const struct field_list *lists; size_t list_count; const char *but; };

static void apply(const struct field_list *known, struct field *to)
{
  if (known->values.count) to->values = &known->values;
  if (known->required) to->flags |= REQUIRED;
  if (known->label) to->label = known->label;
}

static void render(struct ctx *c, const struct record *rec, const void *row, const struct part *part)
{
  const struct form *const form = form_of(c, rec);
  struct field_view_list v = { arena_new(&c->arena, struct field_view, rec->count), 0 };
  for (size_t i = part->from; i < part->to; i++) {
    struct field now = rec->fields[i];
    const struct field *const f = &rec->fields[i];
    if ((f->flags & (IN_PROGRAM | BY_LINK | ANSWERS)) || (part->but && strcmp(f->name, part->but) == 0)) continue;
    for (size_t k = 0; k < part->list_count; k++) if (strcmp(f->name, part->lists[k].field) == 0) apply(&part->lists[k], &now);
    const void *const from = form ? form->row : row;
    const char *const value = form && form->typed[i] ? shown(c, f, form->typed[i]) : from ? field_printed(c, f, from) : "";
    v.at[v.count] = view_of(c, &now, value, form ? form->wrong[i] : NULL);
    if (form && row && conflict(c)) show_stored(c, &v.at[v.count], f, &now, form, row);
    v.count++;
  }
  if (part->from == 0) form_version_(c, rec, row);
  view_form_fields(c, &v);
}

void form_render_(struct ctx *c, const struct record *rec, const void *row) { render(c, rec, row, &(struct part){ .to = rec->count }); }
void form_render_but_(struct ctx *c, const struct record *rec, const void *row, const char *but) { render(c, rec, row, &(struct part){ .to = rec->count, .but = but }); }
void form_blank_from_(struct ctx *c, const struct record *rec, const struct field_list *lists, size_t count)
{
  render(c, rec, NULL, &(struct part){ .to = rec->count, .lists = lists, .list_count = count });
}
void form_render_part_(struct ctx *c, const struct record *rec, const void *row, const char *from, const char *before, const struct field_list *lists, size_t count)
{
  render(c, rec, row, &(struct part){ number_of(rec, from), number_of(rec, before), lists, count, NULL });
}

void form_errors(struct ctx *c) { form_errors_and(c, (struct error_line_list){ .count = 0 }); }

void form_errors_and(struct ctx *c, struct error_line_list more)
{
  const struct form *const form = c->form;
  if (form && form->kept) view_form_kept(c, draft_drop_url(c));
  if (form && conflict(c)) view_form_conflict(c);
  if (!form || (!form->errors && !form->token_wrong && !form->said && !more.count && c->error.code != ERR_INVALID)) return;
  struct error_line_list v = { arena_new(&c->arena, struct error_line, form->rec->count + more.count + 2), 0 };
  if (form->token_wrong) v.at[v.count++] = (struct error_line){ .text = form->token_wrong };
  for (size_t i = 0; i < form->rec->count; i++)
    if (form->wrong[i]) v.at[v.count++] = (struct error_line){ form->rec->fields[i].name, form->rec->fields[i].label, form->wrong[i] };
  for (size_t i = 0; i < more.count; i++) v.at[v.count++] = more.at[i];
  if (v.count == 0 && form->said) v.at[v.count++] = (struct error_line){ .text = form->said };
  if (v.count == 0 && c->error.text) v.at[v.count++] = (struct error_line){ .text = c->error.text };
  if (v.count) view_form_errors(c, &v);
}
