/* The questionnaires of a household, beginning one, striking one out. */
#include "assessments_web.h"
#include "html.h"
#include "say.h"
#include "text.h"
#include "work.h"

int assessment_of_path(struct ctx *c, struct assessment_file *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return assessment_read(c, id, out);
}

static const char *sum_of(struct ctx *c, int64_t sum, int64_t most) { return JOIN(&c->arena, count_text(c, sum), " ", tr(c, N_("of")), " ", count_text(c, most)); }

const char *score_said(struct ctx *c, const struct score *s) { return s->of ? sum_of(c, s->sum, s->most) : NULL; }

int assessment_head(struct ctx *c, const struct assessment_file *f, struct assessment_head *out)
{
  const struct assessment *const a = &f->row;
  *out = (struct assessment_head){ .title = f->definition.title[c->lang], .path = path_of_id(c, ASSESSMENT_PATH, a->id, NULL), .whom = case_name(c, &f->home, a->about),
    .score = a->score.known && a->most.known ? sum_of(c, a->score.n, a->most.n) : NULL, .row = a, .open = assessment_open(a) };
  return case_colleague(c, &f->home, a->writer, &out->by);
}

/* --- the list -------------------------------------------------------------------------------------------------- */

int assessment_title(struct ctx *c, struct assessment_titles *known, struct id id, const char **out)
{
  struct questionnaire q;
  struct definition d;
  for (size_t i = 0; i < known->count; i++) if (id_same(known->at[i].id, id)) { *out = known->at[i].title; return OK; }
  TRY(questionnaire_get(c, id, &q));
  TRY(questionnaire_definition(c, &q, &d));
  *out = d.title[c->lang];
  if (known->count == COUNT(known->at)) return OK;
  known->at[known->count].id = id;
  known->at[known->count++].title = *out;
  return OK;
}

int show_assessments(struct ctx *c)
{
  struct id id;
  struct assessment_file f;
  struct assessment_list all;
  struct assessment_titles titles = { .count = 0 };
  struct assessments_view v = { .may_write = signed_in_writes(c) };
  TRY(path_id(c, &id));
  TRY(case_open(c, id, &f.home));
  TRY(assessments_of(c, &f.home, &all));
  v.household = &f.home.file.household;
  v.open.at = arena_new(&c->arena, struct assessment_head, all.count + 1);
  v.rest.at = arena_new(&c->arena, struct assessment_head, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    struct assessment_head_list *const to = assessment_open(&all.at[i]) ? &v.open : &v.rest;
    struct assessment_head *const line = &to->at[to->count++];
    f.row = all.at[i];
    f.definition = (struct definition){ .name = NULL };
    TRY(assessment_head(c, &f, line));
    line->row = &all.at[i];
    TRY(assessment_title(c, &titles, all.at[i].questionnaire, &line->title));
  }
  return ASSESSMENT_PAGE_OF(c, N_("Questionnaires"), view_assessments, &v);
}

/* --- beginning --------------------------------------------------------------------------------------------------- */

enum { LISTS = 3 };

static int lists_of(struct ctx *c, const struct case_file *f, struct field_list lists[static LISTS])
{
  struct questionnaire_line_list kinds;
  TRY(assessment_kinds(c, &kinds));
  struct choice *const at = arena_new(&c->arena, struct choice, kinds.count + 1);
  at[0] = (struct choice){ NULL, N_("Choose a questionnaire") };
  for (size_t i = 0; i < kinds.count; i++) at[i + 1] = (struct choice){ kinds.at[i].name, kinds.at[i].title };
  lists[0] = (struct field_list){ .field = "questionnaire", .values = { kinds.count + 1, at }, .required = true };
  lists[1] = (struct field_list){ .field = "about", .values = case_abouts_of(c, f, N_("Choose")), .required = true };
  lists[2] = (struct field_list){ .field = "place", .values = case_places_of(c, f) };
  return OK;
}

int show_assessment_new(struct ctx *c)
{
  struct id id;
  struct case_file f;
  struct field_list lists[LISTS];
  TRY(path_id(c, &id));
  TRY(case_open(c, id, &f));
  TRY(lists_of(c, &f, lists));
  struct assessment_new blank = { .day = c->today };
  if (f.file.sides.count == 1) blank.place = f.file.sides.at[0].letter == SIDE_A ? PLACE_A : PLACE_B;
  const struct form_page v = { .title = tr(c, N_("Begin a questionnaire")), .path = path_of_id(c, HOUSEHOLDS_PATH, f.file.household.id, "/vragenlijst"), .token_path = form_path(c),
    .back = path_of_id(c, HOUSEHOLDS_PATH, f.file.household.id, "/vragenlijsten"), .back_label = tr(c, N_("Questionnaires")), .button = tr(c, N_("Go on to the questions")),
    .note = tr(c, N_("Speak with each person alone. What is answered in front of the other says nothing, and can be dangerous.")),
    .rec = &assessment_new_record, .row = &blank, .lists = lists, .list_count = LISTS };
  return form_page(c, &v, HOUSEHOLDS_PATH);
}

int add_assessment(struct ctx *c)
{
  struct id household, id;
  TRY(path_id(c, &household));
  TRY(assessment_begin(c, household, form_row(c, assessment_new), &id));
  return redirect(c, path_of_id(c, ASSESSMENT_PATH, id, NULL));
}

/* --- striking out --------------------------------------------------------------------------------------------------- */

int show_assessment_out(struct ctx *c)
{
  struct assessment_file f;
  TRY(assessment_of_path(c, &f));
  const struct form_page v = { .title = tr(c, N_("Strike out")), .path = path_of_id(c, ASSESSMENT_PATH, f.row.id, "/doorhalen"), .token_path = form_path(c),
    .back = path_of_id(c, ASSESSMENT_PATH, f.row.id, NULL), .back_label = f.definition.title[c->lang], .button = tr(c, N_("Strike out")),
    .note = tr(c, N_("It does not count any more, for anybody. This cannot be taken back.")), .rec = &assessment_out_record, .version = f.row.version };
  return form_page(c, &v, HOUSEHOLDS_PATH);
}

int strike_assessment(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(assessment_strike(c, id, c->form->version, form_row(c, assessment_out)->struck));
  return redirect_done(c, path_of_id(c, ASSESSMENT_PATH, id, NULL), "opgeslagen");
}

/* --- the work list --------------------------------------------------------------------------------------------------- */

enum { UNFINISHED_MOST = 100 };

static int work_line_of(struct ctx *c, const struct assessment *a, struct work_line_list *to)
{
  static const char before[] = ASSESSMENT_PATH "/";
  struct questionnaire q;
  struct definition d;
  const char *whom;
  TRY(questionnaire_get(c, a->questionnaire, &q));
  TRY(questionnaire_definition(c, &q, &d));
  TRY(case_name_alone(c, a->about, &whom));
  const char *const title = d.title[c->lang];
  work_add(to, &(struct work_line){ .group = WORK_TODO, .path = JOIN(&c->arena, before, arg_id(&c->arena, a->id)), .title = tr(c, N_("Finish this questionnaire")),
    .about = whom ? JOIN(&c->arena, title, ", ", whom) : title });
  return OK;
}

/* No day: nobody set one. What nobody finishes keeps the household from being closed. */
int assessments_work(struct ctx *c, struct work_line_list *to)
{
  struct assessment_list mine;
  if (!signed_in_may(who(c), MAY_WRITE_FILES)) return OK;
  TRY(assessments_unfinished(c, UNFINISHED_MOST, &mine));
  for (size_t i = 0; i < mine.count; i++) TRY(work_line_of(c, &mine.at[i], to));
  return OK;
}
