/* A question as a page shows it: made of its definition and what was answered; the fields are those of any form. */
#ifndef QUESTION_VIEW_H
#define QUESTION_VIEW_H
#include "answers.h"
#include "form.h"
#include "survey_page.h"
#include "views.h"

struct question_view {
  const struct item *item;
  const char *label;                             /* with its number, in the reader's language */
  const char *if_words;                          /* only if…, translated; NULL: always */
  size_t level;                                  /* of its heading: 2 to 4 */
  struct field_view field, other;                /* other: of an open choice, for something else than the options */
};
struct question_view_list { struct question_view *at; size_t count; };

#define ANSWER_NAME "answer"                     /* fields are named "answer.<linkId>" */

/* `answers` NULL: blank. `typed`: what could not be read and comes back as it came, with `wrong` (msgid); NULL: nothing. */
struct question_view question_view(struct ctx *c, const struct definition *d, const struct answers *answers, size_t item, const char *typed, const char *wrong);
/* Writes its field, or its text. */
void put_question(struct ctx *c, const struct question_view *q);
/* Those of a page, each with its field, and where one leaves it. */
void view_questions(struct ctx *c, const struct question_view_list *v);
void view_page_acts(struct ctx *c, bool first);
/* When it is asked, in words: "Only if you chose …"; NULL: always. `from`: conditions on questions before that one are not said, they hold. */
const char *shown_if_said(struct ctx *c, const struct definition *d, size_t item, size_t from);

/* --- a page of them, for whoever keeps it ---------------------------------------------------------------------- */

/* The questions that stand on a page. `wrong` comes back at its questions as it was typed in `posted` (NULL: nothing was), and in `lines`. */
MUST_USE int questions_of_page(struct ctx *c, const struct answers *a, const struct survey_part *part, const struct wrong_answer_list *wrong, const char *posted, struct question_view_list *out,
  struct error_line_list *lines);
/* Where a page of them is. In c->arena. */
const char *part_path(struct ctx *c, const char *path, size_t part);

/* All pages at the end: how much of each is answered; *missing: questions that must be, and are not. */
struct part_line { const char *title, *path, *state; };                        /* state: translated */
struct part_line_list { struct part_line *at; size_t count; };
struct part_line_list part_lines(struct ctx *c, const struct survey_part_list *parts, const char *path, size_t *missing);
void view_part_lines(struct ctx *c, const struct part_line_list *v);
#endif
