/* A questionnaire as pages: each group at the top is one, what stands between groups another. A page is kept when it is left, so that who
 * stops half way goes on where they were. */
#ifndef SURVEY_PAGE_H
#define SURVEY_PAGE_H
#include "surveys.h"

struct survey_part {
  size_t from, to;                               /* its items */
  const char *title;                             /* NULL: none of its own */
  bool shown;                                    /* given the answers to earlier ones */
  size_t asked, answered, missing;               /* of the questions that are shown; missing: must be answered, and is not */
};
struct survey_part_list { struct survey_part *at; size_t count; };
/* In order; at least one. In c->arena. */
MUST_USE int survey_parts(struct ctx *c, const struct answers *a, struct survey_part_list *out);
/* The next that is shown from `at` on, or before it; `parts->count`: there is none. */
size_t part_after(const struct survey_part_list *parts, size_t at);
size_t part_before(const struct survey_part_list *parts, size_t at);

/* Which one of those that are shown it is, from 1 on, and of how many. */
void part_number(const struct survey_part_list *parts, size_t at, size_t *number, size_t *of);

/* Which page is asked for, and what was done before. */
struct page_ask { struct num deel; enum yes_no bewaard; };
DECLARE_RECORD(page_ask);

#define PAGE_ACTS(X) \
  X(PAGE_ACT_UNKNOWN, NULL,       N_("Unknown")) \
  X(PAGE_NEXT,        "verder",   N_("Go on")) \
  X(PAGE_BACK,        "terug",    N_("Back")) \
  X(PAGE_LATER,       "later",    N_("Keep this, and go on later")) \
  X(PAGE_SEND,        "verstuur", N_("Send"))
DECLARE_CHOICES(page_act, PAGE_ACTS)

struct page_form { struct num part; const char *seen; enum page_act act; const char *answer; };
DECLARE_RECORD(page_form);

#define ANSWER_ELSE "~else"                      /* behind the linkId: what else was said than the options */

struct wrong_answer { size_t item; const char *text; };                     /* text: msgid */
struct wrong_answer_list { struct wrong_answer *at; size_t count; };

/* What the answers to some items are, as a mark that goes with the page. In c->arena. */
const char *answers_mark(struct ctx *c, const struct answers *a, size_t from, size_t to);
/* Sets what was posted for a page, all that is not there taken away. ERR_INVALID: some cannot be read, *wrong says which; the others are set. */
MUST_USE int page_fill(struct ctx *c, struct answers *a, const struct survey_part *part, const char *posted, struct wrong_answer_list *wrong);

/* A page that could not be kept comes back as it was posted: page_fill, without its error. */
MUST_USE int page_again(struct ctx *c, struct answers *a, const struct survey_part *part, const char *posted, struct wrong_answer_list *wrong);
/* Sets it, to be kept by the caller: page_fill. ERR_INVALID also: another window kept other answers to this page since it was `seen`. */
MUST_USE int page_take(struct ctx *c, struct answers *a, const struct survey_part *part, const struct page_form *f);
/* Likewise, and keeps them. */
MUST_USE int survey_keep_page(struct ctx *c, struct survey_visit *v, const struct survey_part *part, const struct page_form *f);
#endif
