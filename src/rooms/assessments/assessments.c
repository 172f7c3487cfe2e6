#include "assessments.h"
#include "secrets.h"
#include "surveys.h"
#include "text.h"
#include "together_watch.h"

_Static_assert(offsetof(struct assessment, struck) == offsetof(struct case_part, struck), "it begins as every part does");

/* --- beginning --------------------------------------------------------------------------------------------- */

int assessment_kinds(struct ctx *c, struct questionnaire_line_list *out)
{
  struct questionnaire_line_list all;
  size_t n = 0;
  TRY(questionnaires_of_region(c, &all));
  for (size_t i = 0; i < all.count; i++) if (all.at[i].ready && all.at[i].about_person) all.at[n++] = all.at[i];
  *out = (struct questionnaire_line_list){ all.at, n };
  return OK;
}

static int chosen(struct ctx *c, const char *name, struct questionnaire *out)
{
  const int rc = questionnaire_newest(c, name, out);
  if (absent(c, rc)) return fail(c, ERR_INVALID, "questionnaire", NOT_IN_LIST);
  TRY(rc);
  return out->about_person == YES ? OK : fail(c, ERR_INVALID, "questionnaire", NOT_IN_LIST);
}

static int write_answers(struct ctx *c, const struct answers *a, struct assessment *row)
{
  struct buf b = { .wipe = true, .max = ANSWERS_BYTES };
  answers_json(a, row->done == YES, &b);
  if (b.failed) { buf_release(&b); return fail(c, ERR_INVALID, NULL, N_("These answers are too long to be kept. Make some of them shorter.")); }
  row->answers = buf_to_arena(&c->arena, &b);
  return OK;
}

int assessment_begin(struct ctx *c, struct id household, const struct assessment_new *n, struct id *out)
{
  struct case_file f;
  struct questionnaire q;
  struct definition d;
  struct answers none;
  TRY(case_open(c, household, &f));
  struct assessment row = { .household = f.file.household.id, .place = n->place, .day = n->day, .writer = c->scope.actor, .written = { c->now },
    .unfinished = c->scope.actor };
  TRY(case_compartment(c, &f, n->place, n->about, &row.compartment));
  TRY(case_about(c, &f, n->place, n->about, "about", &row.about));
  TRY(chosen(c, n->questionnaire, &q));
  TRY(questionnaire_definition(c, &q, &d));
  TRY(answers_begin(c, &d, &none));
  TRY(write_answers(c, &none, &row));
  row.questionnaire = q.id;
  return record_insert(c, assessment, &row, out);
}

/* --- reading ------------------------------------------------------------------------------------------------ */

static int fill(struct ctx *c, struct assessment_file *f)
{
  struct questionnaire q;
  TRY(questionnaire_get(c, f->row.questionnaire, &q));
  TRY(questionnaire_definition(c, &q, &f->definition));
  TRY(answers_read(c, &f->definition, f->row.answers, strlen(f->row.answers), &f->answers));
  answers_show(&f->answers);
  return OK;
}

int assessment_read(struct ctx *c, struct id id, struct assessment_file *out)
{
  TRY(record_get(c, assessment, id, &out->row));
  TRY(case_home(c, out->row.compartment, out->row.household, &out->home));
  return fill(c, out);
}

/* Whom it is about, whether what all read names the member or a file names the person. */
static struct id whom(const struct case_file *f, struct id about)
{
  const struct membership *const as = file_membership_as(&f->file, about);
  return as ? as->person : about;
}

/* Of those from before, the newest first: what was begun on the same day counts as before if it was written before. */
int assessments_before(struct ctx *c, const struct assessment_file *f, struct assessment_files *out)
{
  struct assessment_list all;
  TRY(assessments_of(c, &f->home, &all));
  *out = (struct assessment_files){ arena_new(&c->arena, struct assessment_file *, EARLIER_MOST), 0 };
  for (size_t i = 0; i < all.count && out->count < EARLIER_MOST; i++) {
    const struct assessment *const a = &all.at[i];
    if (a->done != YES || !case_part_counts(a) || !id_same(whom(&f->home, a->about), whom(&f->home, f->row.about))) continue;
    if (id_same(a->id, f->row.id) || case_part_order(case_part_of(&f->row), case_part_of(a)) > 0) continue;
    struct assessment_file *const one = arena_new(&c->arena, struct assessment_file, 1);
    if (!one) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
    one->row = *a;
    one->home = f->home;
    TRY(fill(c, one));
    if (strcmp(one->definition.name, f->definition.name) == 0) out->at[out->count++] = one;
  }
  return OK;
}

/* --- answering ---------------------------------------------------------------------------------------------- */

static int is_open(struct ctx *c, const struct assessment *a)
{
  if (!case_part_counts(a)) return fail(c, ERR_INVALID, NULL, N_("This questionnaire was struck out."));
  return a->done == YES ? fail(c, ERR_INVALID, NULL, N_("This questionnaire is finished, and does not change any more.")) : OK;
}

/* What may not be read there (secrets.h), said at its question: each answer that holds it is added to `wrong`, which has room for all of them. */
static int find_secrets(struct ctx *c, const struct assessment_file *f, struct wrong_answer_list *wrong)
{
  for (size_t i = 0; i < f->definition.count; i++) {
    const struct error before = c->error;
    const int rc = no_secret_for(c, f->row.compartment, f->answers.at[i].text, NULL);
    if (rc == OK) continue;
    if (rc != ERR_INVALID) return rc;
    wrong->at[wrong->count++] = (struct wrong_answer){ i, c->error.text };
    c->error = before;
  }
  return OK;
}

static int keeps_secrets(struct ctx *c, const struct assessment_file *f)
{
  struct wrong_answer_list wrong = { arena_new(&c->arena, struct wrong_answer, f->definition.count + 1), 0 };
  TRY(find_secrets(c, f, &wrong));
  return wrong.count ? fail(c, ERR_INVALID, NULL, wrong.at[0].text) : OK;
}

int assessment_again(struct ctx *c, struct assessment_file *f, const struct survey_part *part, const char *posted, struct wrong_answer_list *wrong)
{
  struct wrong_answer_list unread;
  TRY(page_again(c, &f->answers, part, posted, &unread));
  *wrong = (struct wrong_answer_list){ arena_new(&c->arena, struct wrong_answer, unread.count + f->definition.count + 1), unread.count };
  for (size_t i = 0; i < unread.count; i++) wrong->at[i] = unread.at[i];
  return find_secrets(c, f, wrong);
}

int assessment_keep(struct ctx *c, struct assessment_file *f, const struct survey_part *part, const struct page_form *form)
{
  const bool *const told = assessment_control_told(c, f);
  TRY(is_open(c, &f->row));
  TRY(page_take(c, &f->answers, part, form));
  TRY(assessment_control_stays(c, f, told));
  TRY(keeps_secrets(c, f));
  TRY(write_answers(c, &f->answers, &f->row));
  TRY(record_update(c, assessment, &f->row));
  return assessment_tells_control(f) ? together_look(c, f->home.file.household.id) : OK;
}

/* --- finishing, striking out ----------------------------------------------------------------------------------- */

static void compute(const struct assessment_file *f, struct num *score, struct num *most)
{
  struct score all = { 0, 0, 0 };
  for (size_t i = 0; i < f->definition.count; i = f->definition.items[i].end) {
    const struct score s = answers_score(&f->answers, i);
    all = (struct score){ all.sum + s.sum, all.most + s.most, all.of + s.of };
  }
  *score = all.of ? num(all.sum) : (struct num){ .known = false };
  *most = all.of ? num(all.most) : (struct num){ .known = false };
}

int assessment_finish(struct ctx *c, struct assessment_file *f, const struct assessment_end *e)
{
  TRY(is_open(c, &f->row));
  if (!e->seen || strcmp(e->seen, answers_mark(c, &f->answers, 0, f->definition.count)) != 0)
    return fail(c, ERR_INVALID, NULL, N_("Answers were changed in another window since you saw this page. Look at them, and finish it again."));
  if (answers_finish(c, &f->answers) != OK) return fail(c, ERR_INVALID, NULL, N_("Some questions must be answered before you can finish."));
  if (!text_said(e->conclusion)) return fail(c, ERR_INVALID, "conclusion", N_("Say what you conclude: a score alone decides nothing."));
  f->row.done = YES;
  f->row.unfinished = ID_NONE;
  f->row.conclusion = e->conclusion;
  compute(f, &f->row.score, &f->row.most);
  TRY(keeps_secrets(c, f));
  TRY(write_answers(c, &f->answers, &f->row));
  return record_update(c, assessment, &f->row);
}

int assessment_strike(struct ctx *c, struct id id, int32_t version, const char *why)
{
  struct assessment_file f;
  TRY(assessment_read(c, id, &f));
  if (!case_part_counts(&f.row)) return is_open(c, &f.row);
  if (!text_said(why)) return fail(c, ERR_INVALID, "struck", N_("Say why it does not count."));
  if (assessment_tells_control(&f)) TRY(control_kept(c, &f.home, f.row.writer, "struck"));
  f.row.version = version;
  f.row.struck = why;
  f.row.unfinished = ID_NONE;
  return record_update(c, assessment, &f.row);
}

/* --- not finished ------------------------------------------------------------------------------------------------ */

int assessments_still_open(struct ctx *c, struct id household, const char **what)
{
  struct case_file f;
  struct assessment_list all;
  TRY(case_open(c, household, &f));
  TRY(assessments_of(c, &f, &all));
  for (size_t i = 0; i < all.count; i++)
    if (assessment_open(&all.at[i])) *what = N_("A questionnaire is not finished: finish it with a conclusion, or strike it out and say why.");
  return OK;
}
