/* One as it was answered, with its scores and what came earlier beside it; and the same for whoever asks for a copy of their own file. */
#include "assessments_web.h"
#include "calendar.h"
#include "html.h"
#include "say.h"
#include "text.h"

/* --- answers in words ------------------------------------------------------------------------------------------ */

static const char *options_said(struct ctx *c, const struct item *item, const struct answer *a)
{
  const char *said = a->text;
  for (size_t i = item->option_count; i-- > 0;)
    if (a->options >> i & 1) said = said ? JOIN(&c->arena, item->options[i].text[c->lang], ", ", said) : item->options[i].text[c->lang];
  return said;
}

/* NULL: not answered. */
static const char *answer_said(struct ctx *c, const struct item *item, const struct answer *a)
{
  if (!answer_given(item, a)) return NULL;
  switch (item->type) {
    case ITEM_CHOICE: case ITEM_OPEN_CHOICE: return options_said(c, item, a);
    case ITEM_YES_NO: return tr(c, yes_no_label(a->yes));
    case ITEM_NUMBER: return count_text(c, a->number.n);
    case ITEM_DATE: return arg_date(c, a->date);
    default: return a->text;
  }
}

static const char *label_of(struct ctx *c, const struct item *item) { return item->prefix ? JOIN(&c->arena, item->prefix, ". ", item->text[c->lang]) : item->text[c->lang]; }

static void lines_of(struct ctx *c, const struct assessment_file *f, struct said_line_list *out)
{
  const struct definition *const d = &f->definition;
  *out = (struct said_line_list){ arena_new(&c->arena, struct said_line, d->count + 1), 0 };
  for (size_t i = 0; i < d->count; i++) {
    const struct item *const item = &d->items[i];
    if (!f->answers.shown[i] || item->type == ITEM_DISPLAY) continue;
    const char *const label = label_of(c, item);
    out->at[out->count++] = item->type == ITEM_GROUP ? (struct said_line){ .group = label, .level = item->depth }
      : (struct said_line){ .label = label, .text = answer_said(c, item, &f->answers.at[i]) };
  }
}

int show_assessment_read(struct ctx *c, const struct assessment_file *f)
{
  struct assessment_view v = { .household = &f->home.file.household, .may_write = signed_in_writes(c) };
  TRY(assessment_head(c, f, &v.head));
  TRY(scores_beside(c, f, &v.scores));
  lines_of(c, f, &v.lines);
  return ASSESSMENT_PAGE_OF(c, N_("Questionnaire"), view_assessment, &v);
}

/* --- scores -------------------------------------------------------------------------------------------------------- */

static struct score score_of_all(const struct answers *a)
{
  struct score all = { 0, 0, 0 };
  for (size_t i = 0; i < a->of->count; i = a->of->items[i].end) {
    const struct score s = answers_score(a, i);
    all = (struct score){ all.sum + s.sum, all.most + s.most, all.of + s.of };
  }
  return all;
}

/* Of the group of that linkId in an earlier version, if it had one. */
static const char *cell_of(struct ctx *c, const struct answers *a, const char *link_id)
{
  const size_t at = link_id ? definition_find(a->of, link_id) : NO_ITEM;
  const struct score s = !link_id ? score_of_all(a) : at != NO_ITEM ? answers_score(a, at) : (struct score){ 0, 0, 0 };
  return score_said(c, &s);
}

static void add_row(struct ctx *c, const struct assessment_file *f, const struct assessment_files *before, const char *group, const char *link_id, struct scores_beside *v)
{
  struct score_cells row = { .group = group, .at = arena_new(&c->arena, const char *, EARLIER_MOST + 1) };
  bool any = false;
  row.at[row.count++] = cell_of(c, &f->answers, link_id);
  for (size_t i = 0; i < before->count; i++) row.at[row.count++] = cell_of(c, &before->at[i]->answers, link_id);
  for (size_t i = 0; i < row.count; i++) any |= row.at[i] != NULL;
  if (any) v->rows.at[v->rows.count++] = row;
  v->any |= any;
}

int scores_beside(struct ctx *c, const struct assessment_file *f, struct scores_beside *out)
{
  struct assessment_files before;
  const struct definition *const d = &f->definition;
  TRY(assessments_before(c, f, &before));
  *out = (struct scores_beside){ .before = { arena_new(&c->arena, struct earlier, before.count + 1), 0 }, .rows = { arena_new(&c->arena, struct score_cells, d->count + 1), 0 } };
  for (size_t i = 0; i < before.count; i++)
    out->before.at[out->before.count++] = (struct earlier){ path_of_id(c, ASSESSMENT_PATH, before.at[i]->row.id, NULL), before.at[i]->row.day };
  for (size_t i = 0; i < d->count; i = d->items[i].end) if (d->items[i].type == ITEM_GROUP) add_row(c, f, &before, d->items[i].text[c->lang], d->items[i].link_id, out);
  add_row(c, f, &before, tr(c, N_("All together")), NULL, out);
  return OK;
}

/* --- for the person's own copy ---------------------------------------------------------------------------------------- */

int assessment_in_words(struct ctx *c, const struct record *rec, const struct field *field, const void *row, each_said *each, void *arg, bool *told)
{
  const struct assessment *const a = row;
  const bool answers = rec == &assessment_record && strcmp(field->name, "answers") == 0, title = rec == &assessment_record && strcmp(field->name, "questionnaire") == 0;
  struct assessment_file f;
  struct questionnaire q;
  struct said_line_list lines;
  *told = answers || title;
  if (!*told) return OK;
  TRY(questionnaire_get(c, a->questionnaire, &q));
  TRY(questionnaire_definition(c, &q, &f.definition));
  if (title) return each(c, tr(c, field->label), f.definition.title[c->lang], arg);
  TRY(answers_read(c, &f.definition, a->answers, strlen(a->answers), &f.answers));
  answers_show(&f.answers);
  lines_of(c, &f, &lines);
  for (size_t i = 0; i < lines.count; i++) if (lines.at[i].text) TRY(each(c, lines.at[i].label, lines.at[i].text, arg));
  return OK;
}
