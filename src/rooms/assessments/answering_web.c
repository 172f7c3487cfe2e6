/* Answering page by page, as behind the link of a survey; then finishing. */
#include "assessments_web.h"
#include "html.h"
#include "text.h"

static const char *path_of(struct ctx *c, const struct assessment_file *f) { return path_of_id(c, ASSESSMENT_PATH, f->row.id, NULL); }

static int view_of(struct ctx *c, const struct assessment_file *f, struct assessment_form_view *v)
{
  *v = (struct assessment_form_view){ .household = &f->home.file.household };
  return assessment_head(c, f, &v->head);
}

static int show_part(struct ctx *c, struct assessment_file *f, const struct survey_part_list *parts, size_t at, bool kept)
{
  const struct survey_part *const part = &parts->at[at];
  const struct page_form *const posted = c->form && c->form->rec == &page_form_record ? form_row(c, page_form) : NULL;
  struct wrong_answer_list wrong = { .count = 0 };
  struct assessment_form_view v;
  TRY(view_of(c, f, &v));
  v.seen = answers_mark(c, &f->answers, part->from, part->to);
  if (posted) TRY(assessment_again(c, f, part, posted->answer, &wrong));
  v.part = at + 1;
  v.part_title = part->title;
  v.kept = kept;
  v.first = part_before(parts, at) == parts->count;
  v.intro = v.first ? f->definition.description[c->lang] : NULL;
  part_number(parts, at, &v.number, &v.of);
  TRY(questions_of_page(c, &f->answers, part, &wrong, posted ? posted->answer : NULL, &v.questions, &v.wrong));
  return ASSESSMENT_PAGE_OF(c, N_("Questionnaire"), view_assessment_form, &v);
}

int show_assessment(struct ctx *c)
{
  struct assessment_file f;
  struct survey_part_list parts;
  const struct page_ask *const asked = form_row(c, page_ask);
  const struct page_form *const posted = c->form && c->form->rec == &page_form_record ? form_row(c, page_form) : NULL;
  TRY(assessment_of_path(c, &f));
  if (!assessment_open(&f.row) || !signed_in_writes(c)) return show_assessment_read(c, &f);
  TRY(survey_parts(c, &f.answers, &parts));
  const struct num wanted = posted ? posted->part : asked ? asked->deel : (struct num){ .known = false };
  const size_t at = part_after(&parts, wanted.known && wanted.n > 0 ? (size_t)wanted.n - 1 : 0);
  if (at >= parts.count) return redirect(c, path_of_id(c, ASSESSMENT_PATH, f.row.id, "/afronden"));
  return show_part(c, &f, &parts, at, asked && asked->bewaard == YES);
}

int keep_assessment(struct ctx *c)
{
  struct assessment_file f;
  struct survey_part_list parts;
  const struct page_form *const form = form_row(c, page_form);
  TRY(assessment_of_path(c, &f));
  TRY(survey_parts(c, &f.answers, &parts));
  const size_t at = form->part.known && form->part.n > 0 ? (size_t)form->part.n - 1 : 0;
  if (at >= parts.count) return redirect(c, path_of_id(c, ASSESSMENT_PATH, f.row.id, "/afronden"));
  TRY(assessment_keep(c, &f, &parts.at[at], form));
  TRY(survey_parts(c, &f.answers, &parts));
  if (form->act == PAGE_LATER) return redirect(c, JOIN(&c->arena, part_path(c, path_of(c, &f), at), "&bewaard=yes"));
  const size_t before = part_before(&parts, at), next = part_after(&parts, at + 1);
  if (form->act == PAGE_BACK && before < parts.count) return redirect(c, part_path(c, path_of(c, &f), before));
  return redirect(c, next < parts.count ? part_path(c, path_of(c, &f), next) : path_of_id(c, ASSESSMENT_PATH, f.row.id, "/afronden"));
}

/* --- finishing ---------------------------------------------------------------------------------------------------- */

int show_assessment_end(struct ctx *c)
{
  struct assessment_file f;
  struct survey_part_list parts;
  struct assessment_form_view v;
  TRY(assessment_of_path(c, &f));
  if (!assessment_open(&f.row)) return redirect(c, path_of(c, &f));
  TRY(view_of(c, &f, &v));
  TRY(survey_parts(c, &f.answers, &parts));
  v.parts = part_lines(c, &parts, v.head.path, &v.missing);
  v.seen = answers_mark(c, &f.answers, 0, f.definition.count);
  TRY(scores_beside(c, &f, &v.scores));
  return ASSESSMENT_PAGE_OF(c, N_("Finish the questionnaire"), view_assessment_end, &v);
}

int end_assessment(struct ctx *c)
{
  struct assessment_file f;
  TRY(assessment_of_path(c, &f));
  TRY(assessment_finish(c, &f, form_row(c, assessment_end)));
  return redirect_done(c, path_of(c, &f), "opgeslagen");
}
