/* The pages behind the link of a survey. Opening one changes nothing: programs that look at mail open every link. A process for the public has
 * no keys, and cannot know its own links from others. */
#include "html.h"
#include "questionnaires_web.h"
#include "say.h"
#include "text.h"

static const struct field ask_fields[] = {
  F_INT (page_ask, deel,    OPTIONAL, N_("Page"), .max = ITEMS_MOST),
  F_ENUM(page_ask, bewaard, OPTIONAL, yes_no, N_("Kept")),
};
const struct record page_ask_record = PART(page_ask, ask_fields);

static const char *path_of(struct ctx *c) { return JOIN(&c->arena, SURVEY_PAGE "/", path_part(c)); }
static const char *path_of_part(struct ctx *c, size_t part) { return JOIN(&c->arena, local_path(c, path_of(c)), "?deel=", count_text(c, (int64_t)part + 1)); }

static int page_of(struct ctx *c, const struct survey_page_view *v, int status)
{
  const struct page page = { .title = v->title, .other_lang = path_of(c), .noindex = true, .status = status };
  page_begin(c, &page);
  view_survey_page(c, v);
  return page_end(c, &page);
}

static int elsewhere(struct ctx *c) { return page_of(c, &(struct survey_page_view){ .title = tr(c, N_("Questions")), .elsewhere = true }, 404); }

/* What was posted and could not be kept comes back as it was typed. */
static const struct page_form *posted_again(struct ctx *c) { return c->form && c->form->rec == &page_form_record ? form_row(c, page_form) : NULL; }

static bool may_skip(const struct definition *d)
{
  for (size_t i = 0; i < d->count; i++) if (d->items[i].required) return false;
  return true;
}

static struct survey_page_view head_of(struct ctx *c, const struct survey_visit *s)
{
  return (struct survey_page_view){ .title = s->survey.title, .path = local_path(c, path_of(c)), .token_path = SURVEY_PAGE "/:token", .anonymous = s->survey.anonymous == YES, .open = s->open,
    .sent = s->invitation.answered == YES, .team = s->invitation.team, .until = arg_date(c, s->survey.until),
    .may_skip = may_skip(&s->definition) };
}

/* --- one page of questions ------------------------------------------------------------------------------------------------------------ */

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

static void add_questions(struct ctx *c, const struct survey_visit *s, const struct survey_part *part, const struct wrong_answer_list *wrong, const struct form_answer_list *typed,
  struct survey_page_view *v)
{
  v->questions.at = arena_new(&c->arena, struct question_view, part->to - part->from + 1);
  v->wrong.at = arena_new(&c->arena, struct error_line, part->to - part->from + 1);
  for (size_t i = part->from; i < part->to; i++) {
    const struct wrong_answer *const w = wrong_of(wrong, i);
    if ((i == part->from && part->title) || !stands_on_page(&s->answers, part, i)) continue;
    struct question_view *const q = &v->questions.at[v->questions.count++];
    *q = question_view(c, &s->definition, &s->answers, i, w ? typed_for(typed, s->definition.items[i].link_id) : NULL, w ? w->text : NULL);
    q->if_words = shown_if_said(c, &s->definition, i, part->from);
    if (w) v->wrong.at[v->wrong.count++] = (struct error_line){ q->field.name, q->label, w->text };
  }
}

static int show_part(struct ctx *c, struct survey_visit *s, const struct survey_part_list *parts, size_t at, bool kept)
{
  const struct survey_part *const part = &parts->at[at];
  const struct page_form *const posted = posted_again(c);
  struct wrong_answer_list wrong = { .count = 0 };
  struct form_answer_list typed = { .count = 0 };
  struct survey_page_view v = head_of(c, s);
  v.seen = answers_mark(c, &s->answers, part->from, part->to);
  if (posted) {
    const struct error before = c->error;
    const int rc = page_fill(c, &s->answers, part, posted->answer, &wrong);
    if (rc != OK && rc != ERR_INVALID) return rc;
    TRY(form_answers(c, posted->answer, &typed));
    c->error = before;
  }
  v.part = at + 1;
  v.part_title = part->title;
  v.kept = kept;
  v.first = part_before(parts, at) == parts->count;
  v.intro = v.first ? s->survey.intro ? s->survey.intro : s->definition.description[c->lang] : NULL;
  for (size_t i = 0; i < parts->count; i++) { v.of += parts->at[i].shown; v.number += i <= at && parts->at[i].shown; }
  add_questions(c, s, part, &wrong, &typed, &v);
  return page_of(c, &v, 0);
}

/* --- before sending ---------------------------------------------------------------------------------------------------------------------- */

static int show_all(struct ctx *c, const struct survey_visit *s, const struct survey_part_list *parts)
{
  struct survey_page_view v = head_of(c, s);
  v.parts = (struct part_line_list){ arena_new(&c->arena, struct part_line, parts->count + 1), 0 };
  v.seen = answers_mark(c, &s->answers, 0, s->definition.count);
  v.part = parts->count + 1;
  for (size_t i = 0; i < parts->count; i++) {
    const struct survey_part *const p = &parts->at[i];
    if (!p->shown) continue;
    const char *const said = JOIN(&c->arena, count_text(c, (int64_t)p->answered), " ", tr(c, N_("of")), " ", count_text(c, (int64_t)p->asked), " ", tr(c, N_("answered")));
    v.parts.at[v.parts.count++] = (struct part_line){ p->title ? p->title : tr(c, N_("Questions")), path_of_part(c, i),
      p->missing ? JOIN(&c->arena, said, ". ", tr(c, N_("Something here must be answered."))) : said };
    v.missing += p->missing;
  }
  return page_of(c, &v, 0);
}

int show_survey_page(struct ctx *c)
{
  struct survey_visit s;
  struct survey_part_list parts;
  const struct page_ask *const asked = form_row(c, page_ask);
  const struct page_form *const posted = posted_again(c);
  if (!c->keys) return elsewhere(c);
  TRY(survey_visit(c, path_part(c), &s));
  if (!s.open) { const struct survey_page_view v = head_of(c, &s); return page_of(c, &v, 0); }
  TRY(survey_parts(c, &s.answers, &parts));
  const struct num wanted = posted ? posted->part : asked ? asked->deel : (struct num){ .known = false };
  const size_t from = wanted.known && wanted.n > 0 ? (size_t)wanted.n - 1 : 0, at = part_after(&parts, from);
  return at < parts.count ? show_part(c, &s, &parts, at, asked && asked->bewaard == YES) : show_all(c, &s, &parts);
}

/* --- what was posted ------------------------------------------------------------------------------------------------------------------------ */

static int send_all(struct ctx *c, struct survey_visit *s, const struct page_form *f)
{
  if (!f->seen || strcmp(f->seen, answers_mark(c, &s->answers, 0, s->definition.count)) != 0)
    return fail(c, ERR_INVALID, NULL, N_("Answers were changed in another window since you saw this page. Look at them, and send again."));
  TRY(survey_answer(c, s));
  return redirect(c, local_path(c, path_of(c)));
}

int send_survey_page(struct ctx *c)
{
  struct survey_visit s;
  struct survey_part_list parts;
  const struct page_form *const f = form_row(c, page_form);
  if (!c->keys) return elsewhere(c);
  TRY(survey_visit(c, path_part(c), &s));
  if (!s.open) return redirect(c, local_path(c, path_of(c)));
  TRY(survey_parts(c, &s.answers, &parts));
  const size_t at = f->part.known && f->part.n > 0 ? (size_t)f->part.n - 1 : 0;
  if (at >= parts.count) return f->act == PAGE_SEND ? send_all(c, &s, f) : redirect(c, path_of_part(c, part_before(&parts, parts.count)));
  TRY(survey_keep_page(c, &s, &parts.at[at], f));
  TRY(survey_parts(c, &s.answers, &parts));
  if (f->act == PAGE_LATER) return redirect(c, JOIN(&c->arena, path_of_part(c, at), "&bewaard=yes"));
  const size_t before = part_before(&parts, at);
  return redirect(c, path_of_part(c, f->act == PAGE_BACK && before < parts.count ? before : part_after(&parts, at + 1)));
}
