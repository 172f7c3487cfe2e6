/* The pages behind the link of a survey. Opening one changes nothing: programs that look at mail open every link. A process for the public has
 * no keys, and cannot know its own links from others. */
#include "html.h"
#include "questionnaires_web.h"
#include "say.h"
#include "text.h"

static const char *path_of(struct ctx *c) { return JOIN(&c->arena, SURVEY_PAGE "/", path_part(c)); }
static const char *path_of_part(struct ctx *c, size_t part) { return part_path(c, local_path(c, path_of(c)), part); }

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

static int show_part(struct ctx *c, struct survey_visit *s, const struct survey_part_list *parts, size_t at, bool kept)
{
  const struct survey_part *const part = &parts->at[at];
  const struct page_form *const posted = posted_again(c);
  struct survey_page_view v = head_of(c, s);
  struct wrong_answer_list wrong = { .count = 0 };
  v.seen = answers_mark(c, &s->answers, part->from, part->to);
  if (posted) TRY(page_again(c, &s->answers, part, posted->answer, &wrong));
  v.part = at + 1;
  v.part_title = part->title;
  v.kept = kept;
  v.first = part_before(parts, at) == parts->count;
  v.intro = v.first ? s->survey.intro ? s->survey.intro : s->definition.description[c->lang] : NULL;
  part_number(parts, at, &v.number, &v.of);
  TRY(questions_of_page(c, &s->answers, part, &wrong, posted ? posted->answer : NULL, &v.questions, &v.wrong));
  return page_of(c, &v, 0);
}

/* --- before sending ---------------------------------------------------------------------------------------------------------------------- */

static int show_all(struct ctx *c, const struct survey_visit *s, const struct survey_part_list *parts)
{
  struct survey_page_view v = head_of(c, s);
  v.parts = part_lines(c, parts, v.path, &v.missing);
  v.seen = answers_mark(c, &s->answers, 0, s->definition.count);
  v.part = parts->count + 1;
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
