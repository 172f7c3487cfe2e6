#include "question_view.h"
#include "calendar.h"
#include "say.h"
#include "text.h"

enum { LEVEL_TOP = 2, LEVEL_MOST = 4 };          /* of headings */

static const char *label_of(struct ctx *c, const struct item *item) { return item->prefix ? JOIN(&c->arena, item->prefix, ". ", item->text[c->lang]) : item->text[c->lang]; }

/* --- conditions in words ---------------------------------------------------------------------------------------------------------- */

static const char *compared_with(struct ctx *c, const struct item *question, const struct shown_if *s)
{
  if (question->type == ITEM_YES_NO) return tr(c, yes_no_label(s->yes));
  if (question->type == ITEM_NUMBER) return count_text(c, s->number.n);
  if (question->type == ITEM_DATE) return arg_date(c, s->date);
  return question->options[s->option].text[c->lang];
}

static const char *one_condition(struct ctx *c, const struct definition *d, const struct shown_if *s)
{
  const struct item *const question = &d->items[s->question];
  const char *const name = JOIN(&c->arena, "“", question->text[c->lang], "” ");
  if (s->is == IF_EXISTS) return JOIN(&c->arena, name, tr(c, s->yes == YES ? N_("is answered") : N_("is not answered")));
  return JOIN(&c->arena, name, tr(c, condition_operator_label(s->is)), " “", compared_with(c, question, s), "”");
}

const char *shown_if_said(struct ctx *c, const struct definition *d, size_t at, size_t from)
{
  const struct item *const item = &d->items[at];
  const char *said = NULL;
  for (size_t i = 0; i < item->shown_if_count; i++) {
    if (item->shown_if[i].question < from) continue;
    const char *const one = one_condition(c, d, &item->shown_if[i]);
    said = said ? JOIN(&c->arena, said, " ", tr(c, item->any ? N_("or") : N_("and")), " ", one) : JOIN(&c->arena, tr(c, N_("Only if")), " ", one);
  }
  return said ? JOIN(&c->arena, said, ".") : NULL;
}

/* --- the field ------------------------------------------------------------------------------------------------------------------------ */

static enum field_face face_of(const struct item *item)
{
  if (item_chooses(item)) return item->repeats ? FACE_SOME : FACE_ONE;
  if (item->type == ITEM_YES_NO) return FACE_ONE;
  return item->type == ITEM_TEXT ? FACE_AREA : FACE_INPUT;
}

/* The first carries the id that the error summary links to. */
static void add_choice(struct ctx *c, struct field_view *v, const char *value, const char *label, bool chosen)
{
  v->choices.at[v->choices.count] = (struct choice_view){ .value = value, .label = label, .chosen = chosen,
    .id = v->choices.count ? JOIN(&c->arena, "f-", v->name, "-", value) : JOIN(&c->arena, "f-", v->name) };
  v->choices.count++;
}

static void add_choices(struct ctx *c, struct field_view *v, const struct item *item, const struct answer *a)
{
  v->choices.at = arena_new(&c->arena, struct choice_view, item->option_count + 3);
  for (size_t i = 0; i < item->option_count; i++) add_choice(c, v, item->options[i].code, item->options[i].text[c->lang], a->options >> i & 1);
  if (item->type != ITEM_YES_NO) return;
  add_choice(c, v, "yes", yes_no_label(YES), a->yes == YES);
  add_choice(c, v, "no", yes_no_label(NO), a->yes == NO);
}

static const char *value_of(struct ctx *c, const struct item *item, const struct answer *a)
{
  char day[DATE_TEXT];
  if (item->type == ITEM_NUMBER) return a->number.known ? count_text(c, a->number.n) : "";
  if (item->type == ITEM_DATE && date_known(a->date)) { date_format(a->date, day); return arena_text(&c->arena, day, strlen(day)); }
  return a->text ? a->text : "";
}

static const char *range_help(struct ctx *c, const struct item *item)
{
  if (item->type != ITEM_NUMBER || (!item->least.known && !item->most.known)) return NULL;
  if (!item->most.known) return JOIN(&c->arena, tr(c, N_("A whole number, at least")), " ", count_text(c, item->least.n));
  if (!item->least.known) return JOIN(&c->arena, tr(c, N_("A whole number, at most")), " ", count_text(c, item->most.n));
  return JOIN(&c->arena, tr(c, N_("A whole number")), ", ", count_text(c, item->least.n), " – ", count_text(c, item->most.n));
}

struct question_view question_view(struct ctx *c, const struct definition *d, const struct answers *answers, size_t at, const char *typed, const char *wrong)
{
  static const struct answer none = { .options = 0 };
  const struct item *const item = &d->items[at];
  const struct answer *const a = answers ? &answers->at[at] : &none;
  struct question_view q = { .item = item, .label = label_of(c, item), .level = item->depth < LEVEL_MOST - LEVEL_TOP ? item->depth + LEVEL_TOP : LEVEL_MOST };
  if (!item_asks(item)) return q;
  const char *const name = JOIN(&c->arena, ANSWER_NAME ".", item->link_id);
  q.field = (struct field_view){ .face = face_of(item), .name = name, .label = q.label, .help = range_help(c, item), .wrong = wrong, .value = typed ? typed : value_of(c, item, a),
    .type = item->type == ITEM_DATE ? "date" : "text", .input_mode = item->type == ITEM_NUMBER ? "numeric" : NULL, .required = item->required, .asked = true };
  const char *const help = q.field.help ? JOIN(&c->arena, name, "-help") : NULL, *const message = wrong ? JOIN(&c->arena, name, "-wrong") : NULL;
  q.field.described = help && message ? JOIN(&c->arena, help, " ", message) : help ? help : message;
  if (item->type == ITEM_OPEN_CHOICE)
    q.other = (struct field_view){ .face = FACE_INPUT, .name = JOIN(&c->arena, name, ANSWER_ELSE), .label = N_("Something else, namely"), .type = "text", .value = q.field.value, .asked = true };
  if (q.field.face == FACE_ONE || q.field.face == FACE_SOME) add_choices(c, &q.field, item, a);
  return q;
}

void put_question(struct ctx *c, const struct question_view *q)
{
  struct field_view fields[2] = { q->field, q->other };
  const struct field_view_list list = { fields, q->item->type == ITEM_OPEN_CHOICE ? 2 : 1 };
  view_form_fields(c, &list);
}

/* --- a page of them -------------------------------------------------------------------------------------------------------------------- */

static const char *typed_for(const struct form_answer_list *typed, const char *link_id)
{
  for (size_t i = 0; i < typed->count; i++) if (strcmp(typed->at[i].question, link_id) == 0) return typed->at[i].text;
  return NULL;
}

static const struct wrong_answer *wrong_of(const struct wrong_answer_list *wrong, size_t item)
{
  for (size_t i = 0; i < wrong->count; i++) if (wrong->at[i].item == item) return &wrong->at[i];
  return NULL;
}

/* What depends on another question of the same page stands there with its condition: without script nothing comes up by itself. */
static bool stands_on_page(const struct answers *a, const struct survey_part *part, size_t at)
{
  const struct item *const item = &a->of->items[at];
  if (a->shown[at]) return true;
  if (item->parent != NO_ITEM && item->parent >= part->from && !stands_on_page(a, part, item->parent)) return false;
  for (size_t i = 0; i < item->shown_if_count; i++) if (item->shown_if[i].question >= part->from) return true;
  return item->shown_if_count == 0;
}

int questions_of_page(struct ctx *c, const struct answers *a, const struct survey_part *part, const struct wrong_answer_list *wrong, const char *posted, struct question_view_list *out,
  struct error_line_list *lines)
{
  struct form_answer_list typed = { .count = 0 };
  if (posted) TRY(form_answers(c, posted, &typed));
  *out = (struct question_view_list){ arena_new(&c->arena, struct question_view, part->to - part->from + 1), 0 };
  *lines = (struct error_line_list){ arena_new(&c->arena, struct error_line, part->to - part->from + 1), 0 };
  for (size_t i = part->from; i < part->to; i++) {
    const struct wrong_answer *const w = wrong_of(wrong, i);
    if ((i == part->from && part->title) || !stands_on_page(a, part, i)) continue;
    struct question_view *const q = &out->at[out->count++];
    *q = question_view(c, a->of, a, i, w ? typed_for(&typed, a->of->items[i].link_id) : NULL, w ? w->text : NULL);
    q->if_words = shown_if_said(c, a->of, i, part->from);
    if (w) lines->at[lines->count++] = (struct error_line){ q->field.name, q->label, w->text };
  }
  return OK;
}

const char *part_path(struct ctx *c, const char *path, size_t part) { return JOIN(&c->arena, path, "?deel=", count_text(c, (int64_t)part + 1)); }

struct part_line_list part_lines(struct ctx *c, const struct survey_part_list *parts, const char *path, size_t *missing)
{
  struct part_line_list out = { arena_new(&c->arena, struct part_line, parts->count + 1), 0 };
  *missing = 0;
  for (size_t i = 0; i < parts->count; i++) {
    const struct survey_part *const p = &parts->at[i];
    if (!p->shown) continue;
    const char *const said = JOIN(&c->arena, count_text(c, (int64_t)p->answered), " ", tr(c, N_("of")), " ", count_text(c, (int64_t)p->asked), " ", tr(c, N_("answered")));
    out.at[out.count++] = (struct part_line){ p->title ? p->title : tr(c, N_("Questions")), part_path(c, path, i),
      p->missing ? JOIN(&c->arena, said, ". ", tr(c, N_("Something here must be answered."))) : said };
    *missing += p->missing;
  }
  return out;
}
