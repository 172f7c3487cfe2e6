/* Questionnaires of households that do not exist: on each side some that are finished, and in a few households one that is not, by who works for it.
 * What is answered is made up. */
#include "assessments_web.h"
#include "calendar.h"
#include "synth.h"
#include "text.h"

enum { DAYS_BEFORE = 40, TIMES = 2, UNFINISHED_EVERY = 5 };      /* households: a work list of nothing else would be of no use */

struct writing { struct ctx *c; const struct synth *s; size_t n; struct id household; enum case_place place; struct id about; };

/* By turns, so that the first time is worse than the second. */
static int answer_all(struct writing *w, struct assessment_file *f, size_t time)
{
  for (size_t i = 0; i < f->definition.count; i++) {
    const struct item *const item = &f->definition.items[i];
    const char *value = NULL;
    if (item->type == ITEM_TEXT || item->type == ITEM_LINE) value = synth_says(w->c, w->s, w->n, "assessment.answers", "Zegt dat het rustiger is, en slaapt weer.");
    if (item->type == ITEM_CHOICE) value = item->options[((i + w->n) % 2 + (time ? 0 : 1)) % item->option_count].code;
    if (value) TRY(answer_set(w->c, &f->answers, i, &value, 1));
  }
  answers_show(&f->answers);
  return OK;
}

static int finish(struct writing *w, struct id id, size_t time)
{
  struct assessment_file f;
  TRY(assessment_read(w->c, id, &f));
  TRY(answer_all(w, &f, time));
  const struct assessment_end e = { answers_mark(w->c, &f.answers, 0, f.definition.count),
    synth_says(w->c, w->s, w->n, "assessment.conclusion", "Nog niet veilig genoeg. We bellen elke week, en kijken over zes weken opnieuw.") };
  TRY(assessment_finish(w->c, &f, &e));
  if (!w->s->canary || time) return OK;
  return assessment_strike(w->c, id, f.row.version + 1, synth_says(w->c, w->s, w->n, "assessment.struck", NULL));
}

static int write_some(struct writing *w)
{
  struct id id;
  struct assessment_new n = { .questionnaire = "safety", .about = w->about, .place = w->place };
  for (size_t i = 0; i < TIMES; i++) {
    n.day = date_plus_days(w->c->today, (int)i * DAYS_BEFORE - (int)TIMES * DAYS_BEFORE);
    TRY(assessment_begin(w->c, w->household, &n, &id));
    TRY(finish(w, id, i));
  }
  n.day = w->c->today;
  if (w->n % UNFINISHED_EVERY) return OK;
  return assessment_begin(w->c, w->household, &n, NULL);
}

/* One party's, by who works for it; a household that they do not see gets none. */
static int write_side(struct writing *w, const struct synth_actor *who, enum case_place place)
{
  struct case_file f;
  w->c->scope.actor = who->account;
  w->c->scope.organisation = who->organisation;
  w->c->scope.role = who->role;
  w->c->scope.reach = REACH_INVOLVED;
  const int rc = case_open(w->c, w->household, &f);
  if (absent(w->c, rc)) return OK;
  TRY(rc);
  if (!f.file.persons.count) return OK;
  w->place = place;
  w->about = f.file.persons.at[0].id;
  return write_some(w);
}

int assessments_synth(struct ctx *c, const struct synth *s, size_t n, struct id household)
{
  struct writing w = { .c = c, .s = s, .n = n, .household = household };
  const struct scope before = c->scope;
  int rc = write_side(&w, &s->team, PLACE_A);
  if (rc == OK) rc = write_side(&w, &s->shelter, PLACE_B);
  c->scope = before;
  return rc;
}

/* --- the demonstration ------------------------------------------------------------------------------------------ */

/* Only the team's, in households where nobody began one yet. */
static int fill(struct ctx *c, void *arg)
{
  const struct household_list *const all = arg;
  struct synth s = { .seed = 1 };
  struct writing w = { .c = c, .s = &s };
  const struct scope before = c->scope;
  int rc = synth_actors(c, 0, &s);
  for (; rc == OK && w.n < all->count; w.n++) {
    w.household = all->at[w.n].id;
    rc = write_side(&w, &s.team, PLACE_A);
  }
  c->scope = before;
  return rc;
}

int assessments_demo(struct ctx *c)
{
  const struct scope before = c->scope;
  struct household_list all;
  struct assessment_list there = { .count = 0 };
  struct case_file f;
  const char *next;
  c->scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  int rc = households_mine(c, NULL, &all, &next);
  for (size_t i = 0; rc == OK && !there.count && i < all.count; i++) {
    rc = case_open(c, all.at[i].id, &f);
    if (rc == OK) rc = assessments_of(c, &f, &there);
  }
  if (rc == OK && !there.count) rc = db_transaction(c, fill, &all);
  c->scope = before;
  return rc;
}
