/* The pages of questionnaires about a person. Titles say nothing about anybody: they stand in a browser's history. */
#ifndef ASSESSMENTS_WEB_H
#define ASSESSMENTS_WEB_H
#include "app.h"
#include "assessments.h"
#include "form_page.h"
#include "persons_web.h"
#include "question_view.h"

#define ASSESSMENT_PATH "/werk/vragenlijst"

extern const struct route assessments_routes[];
extern const struct api_part assessments_api;
MUST_USE int assessments_demo(struct ctx *c);
struct synth;
MUST_USE int assessments_synth(struct ctx *c, const struct synth *s, size_t n, struct id household);
/* For the person's own copy: each answer with its question. */
MUST_USE int assessment_in_words(struct ctx *c, const struct record *rec, const struct field *f, const void *row, each_said *each, void *arg, bool *told);

struct work_line_list;
/* What whoever is signed in began and did not finish. */
MUST_USE int assessments_work(struct ctx *c, struct work_line_list *to);

handler show_assessments, show_assessment_new, add_assessment, show_assessment, keep_assessment, show_assessment_end, end_assessment, show_assessment_out, strike_assessment;

/* A page as a program answers it. */
struct page_answer { const char *question, *value; };
DECLARE_RECORD(page_answer);
struct answered_page { struct num part; const char *seen; struct page_answer_list answers; };
DECLARE_RECORD(answered_page);
handler api_assessments, api_begin_assessment, api_assessment, api_answer_assessment, api_end_assessment;

/* --- what all pages say of one --------------------------------------------------------------------------------- */

struct assessment_head {
  const char *title, *path, *whom, *by, *score;  /* path in the reader's language; score: "12 van 30", NULL: none */
  const struct assessment *row;
  bool open;
};
MUST_USE int assessment_head(struct ctx *c, const struct assessment_file *f, struct assessment_head *out);
/* "12 van 30"; NULL: nothing has a score. In c->arena. */
const char *score_said(struct ctx *c, const struct score *s);

/* Scores of each group and of all, now and earlier: a column each. */
struct score_cells { const char *group; const char **at; size_t count; };      /* NULL in a cell: none */
struct score_cells_list { struct score_cells *at; size_t count; };
struct earlier { const char *path; struct date day; };
struct earlier_list { struct earlier *at; size_t count; };
struct scores_beside { struct earlier_list before; struct score_cells_list rows; bool any; };
MUST_USE int scores_beside(struct ctx *c, const struct assessment_file *f, struct scores_beside *out);
void view_scores_beside(struct ctx *c, const struct scores_beside *v, struct date day);

/* The title of a version, in the reader's language. Those that were met already are read once. */
struct assessment_titles { struct { struct id id; const char *title; } at[16]; size_t count; };
MUST_USE int assessment_title(struct ctx *c, struct assessment_titles *known, struct id questionnaire, const char **out);

/* --- the list ------------------------------------------------------------------------------------------------------ */

struct assessment_head_list { struct assessment_head *at; size_t count; };
struct assessments_view { const struct household *household; struct assessment_head_list open, rest; bool may_write; };
void view_assessments(struct ctx *c, const struct assessments_view *v);

/* --- answering, finishing ---------------------------------------------------------------------------------------------- */

struct assessment_form_view {
  struct assessment_head head;
  const struct household *household;
  const char *intro, *part_title, *seen;         /* intro NULL: not on this page */
  size_t number, of, part;                       /* this page, of how many; as posted */
  bool first, kept;
  struct question_view_list questions;
  struct error_line_list wrong;
  struct part_line_list parts;                   /* when finishing */
  size_t missing;
  struct scores_beside scores;
};
void view_assessment_form(struct ctx *c, const struct assessment_form_view *v);
void view_assessment_end(struct ctx *c, const struct assessment_form_view *v);

/* --- reading -------------------------------------------------------------------------------------------------------------- */

struct said_line { const char *group, *label, *text; size_t level; };          /* group: a heading and nothing else; text NULL: not answered */
struct said_line_list { struct said_line *at; size_t count; };
struct assessment_view { struct assessment_head head; const struct household *household; struct said_line_list lines; struct scores_beside scores; bool may_write; };
void view_assessment(struct ctx *c, const struct assessment_view *v);

/* The one of the path. */
MUST_USE int assessment_of_path(struct ctx *c, struct assessment_file *out);
/* Its page with the questions and answers as they are. */
MUST_USE int show_assessment_read(struct ctx *c, const struct assessment_file *f);
#define ASSESSMENT_PAGE_OF(c, title_, view, v) __extension__ ({ const struct page page_ = { .title = tr((c), (title_)), .current = HOUSEHOLDS_PATH, .noindex = true, .work = true }; \
  page_begin((c), &page_); view((c), (v)); page_end((c), &page_); })
#endif
