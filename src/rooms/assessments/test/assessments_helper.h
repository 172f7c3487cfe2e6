/* For tests of this room: a household with both parties, and the questionnaire on safety that comes with the program. */
#ifndef ASSESSMENTS_HELPER_H
#define ASSESSMENTS_HELPER_H
#include "../../cases/test/cases_helper.h"
#include "assessments.h"

/* The pages of "safety" as they are posted: 9 of 27, because one is answered with "I do not know". */
static const char *const pages[] = {
  "answer.violence=once&answer.threats=no&answer.throat=no&answer.control=unknown",
  "answer.separation=very&answer.use=no&answer.despair=no",
  "answer.alone=yes&answer.somebody=no&answer.knows=mostly&answer.words=Slaapt+weer" };

static inline struct id begins(struct world *w, size_t n, const struct household_try *t, enum case_place place, struct id about, int days)
{
  struct scratch *const s = w->s;
  const struct assessment_new new = { .questionnaire = "safety", .about = about, .place = place, .day = date_plus_days(s->c.today, days) };
  struct id id;
  as(w, n);
  MUST(assessment_begin(&s->c, t->household, &new, &id));
  return id;
}

/* As a page of `part` shows it, or of all pages (0). */
static inline const char *seen_of(struct world *w, size_t n, struct id id, size_t part)
{
  struct scratch *const s = w->s;
  struct assessment_file *const f = arena_new(&s->c.arena, struct assessment_file, 1);
  struct survey_part_list parts;
  as(w, n);
  MUST(assessment_read(&s->c, id, f));
  MUST(survey_parts(&s->c, &f->answers, &parts));
  return part ? answers_mark(&s->c, &f->answers, parts.at[part - 1].from, parts.at[part - 1].to) : answers_mark(&s->c, &f->answers, 0, f->definition.count);
}

static inline int posts(struct world *w, size_t n, struct id id, const char *after, const char *body)
{
  static uint64_t turn = 100;
  char path[200];
  return asks(w, n, ++turn, with_id(path, "/werk/vragenlijst/", id, after), body);
}

static inline int keeps(struct world *w, size_t n, struct id id, size_t part, const char *seen, const char *answers)
{
  char body[2000];
  snprintf(body, sizeof body, "part=%zu&seen=%s&act=verder&%s", part, seen, answers);
  return posts(w, n, id, "", body);
}

static inline int finishes(struct world *w, size_t n, struct id id, const char *conclusion)
{
  char body[2000];
  snprintf(body, sizeof body, "seen=%s&conclusion=%s", seen_of(w, n, id, 0), conclusion);
  return posts(w, n, id, "/afronden", body);
}

/* Answered and finished, by their pages. */
static inline struct id fills_in(struct world *w, size_t n, const struct household_try *t, enum case_place place, struct id about, int days)
{
  const struct id id = begins(w, n, t, place, about, days);
  for (size_t i = 0; i < COUNT(pages); i++) assert_int_equal(keeps(w, n, id, i + 1, seen_of(w, n, id, i + 1), pages[i]), 303);
  assert_int_equal(finishes(w, n, id, "Nog+niet+veilig"), 303);
  return id;
}

static inline struct assessment row_of(struct world *w, size_t n, struct id id)
{
  struct scratch *const s = w->s;
  struct assessment a;
  as(w, n);
  MUST(record_get(&s->c, assessment, id, &a));
  return a;
}

static inline size_t seen_by(struct world *w, size_t n, const struct household_try *t)
{
  struct scratch *const s = w->s;
  struct assessment_list all;
  as(w, n);
  const struct case_file f = case_of(s, t->household);
  MUST(assessments_of(&s->c, &f, &all));
  return all.count;
}
#endif
