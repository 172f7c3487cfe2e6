#ifndef DELPHI_WEB_H
#define DELPHI_WEB_H
#include "delphi_answering.h"
#include "delphi_report.h"
#include "web.h"

#define DELPHI_PATH "/werk/delphi"
#define DELPHI_STATEMENT_PATH "/werk/delphi-stelling"      /* a path has one parameter: a statement stands beside its study */
#define DELPHI_LINK "/delphi"                              /* the token of an expert hangs behind it */

extern const struct route delphi_routes[];

/* --- what is filled in -------------------------------------------------------------------------------------------------- */

struct delphi_step_form { enum delphi_stage from, to; struct date until; };
DECLARE_RECORD(delphi_step_form);
struct delphi_until_form { struct date until; };
DECLARE_RECORD(delphi_until_form);
struct delphi_experts_form { const char *lines; };
DECLARE_RECORD(delphi_experts_form);
struct delphi_expert_form { struct id expert; };
DECLARE_RECORD(delphi_expert_form);
struct delphi_coding_form { const char *a; };
DECLARE_RECORD(delphi_coding_form);
struct delphi_import_form { const char *csv; };
DECLARE_RECORD(delphi_import_form);
struct delphi_merge_form { const char *into; };
DECLARE_RECORD(delphi_merge_form);
struct delphi_sheet_form { const char *a; struct num thema; const char *send; };
DECLARE_RECORD(delphi_sheet_form);
struct delphi_page_query { struct num thema; const char *bewaard; };
DECLARE_RECORD(delphi_page_query);
struct delphi_show_query { const char *alles; struct num vanaf; };
DECLARE_RECORD(delphi_show_query);

/* "5,25" in Dutch: a number of quarters. In c->arena. */
const char *delphi_quarters(struct ctx *c, int32_t quarters);

/* --- studies (delphi_work_web.c) ----------------------------------------------------------------------------------------- */

handler show_delphi_studies, show_delphi_new, add_delphi, show_delphi, step_delphi, prolong_delphi, remind_delphi, show_delphi_change, change_delphi, delete_delphi;

/* How a study is named on a page: state in words and its tone. */
struct delphi_row { const struct delphi_study *study; const char *state, *tone, *until; };        /* state: msgid; until NULL: no round runs */
struct delphi_row_list { struct delphi_row *at; size_t count; };
struct delphi_row delphi_row_of(struct ctx *c, const struct delphi_study *s);
struct delphi_studies_view { struct delphi_row_list rows; };
void view_delphi_studies(struct ctx *c, const struct delphi_studies_view *v);

/* A way on from where the study stands. */
struct delphi_way { enum delphi_stage to; const char *label; bool dated; };                        /* label: msgid; dated: a round opens */
struct delphi_monitor_view {
  struct delphi_row row;
  const char *next;                    /* msgid: what happens now, and what to do */
  struct delphi_way ways[2]; size_t way_count;               /* the first one is the one to take */
  struct date proposed;                /* for a round that opens */
  struct delphi_participation_list parts;
  size_t round;                        /* that runs; 0: none */
  struct delphi_part all;              /* of the round that runs */
  size_t experts, statements, answers; int64_t uncoded;
  bool mail, may_remind;
  bool early;                          /* to close now would cut off who can still answer */
};
void view_delphi_monitor(struct ctx *c, const struct delphi_monitor_view *v);
void frag_delphi_pages(struct ctx *c, const struct delphi_study *s, const char *current);        /* the pages of a study beside one another */

/* --- experts (delphi_experts_web.c) ------------------------------------------------------------------------------------------ */

handler show_delphi_experts, add_delphi_experts, stop_delphi_expert, return_delphi_expert;

struct delphi_expert_row { const struct delphi_expert *expert; const char *state, *link; bool elsewhere; };        /* state: msgid; link NULL: it goes by mail */
struct delphi_expert_row_list { struct delphi_expert_row *at; size_t count; };
struct delphi_experts_view { const struct delphi_study *study; struct delphi_expert_row_list rows; struct error_line_list wrong; bool mail, may_add; };
void view_delphi_experts(struct ctx *c, const struct delphi_experts_view *v);

/* --- coding (delphi_coding_web.c) ----------------------------------------------------------------------------------------------- */

handler show_delphi_answers, code_delphi_answers, show_delphi_statements, add_delphi_statement, show_delphi_import, import_delphi, show_delphi_statement, change_delphi_statement,
  merge_delphi_statement, delete_delphi_statement;

/* An answer as it is coded: what was chosen and typed, also when the form comes back. */
struct delphi_answer_row { struct id id; const char *text, *group, *chosen, *was, *typed, *theme, *wrong; };
struct delphi_answer_row_list { struct delphi_answer_row *at; size_t count; };
struct delphi_answers_view {
  const struct delphi_study *study;
  struct delphi_answer_row_list rows;
  struct delphi_statement_list statements;
  struct text_list themes;
  struct error_line_list wrong;
  const char *next, *back;                       /* paths: NULL: there is no such page */
  size_t all, from; int64_t uncoded;
  bool everything, making;
};
void view_delphi_answers(struct ctx *c, const struct delphi_answers_view *v);

struct delphi_statement_row { const struct delphi_statement *statement; struct delphi_coded_list behind; bool first; };        /* first of its theme */
struct delphi_statement_row_list { struct delphi_statement_row *at; size_t count; };
struct delphi_statements_view { const struct delphi_study *study; struct delphi_statement_row_list rows; struct delphi_coded_list aside; bool making; };
void view_delphi_statements(struct ctx *c, const struct delphi_statements_view *v);

struct delphi_statement_view { const struct delphi_study *study; const struct delphi_statement *statement; struct delphi_coded_list behind; struct delphi_statement_list others; bool making; };
void view_delphi_statement(struct ctx *c, const struct delphi_statement_view *v);

struct delphi_import_view { const struct delphi_study *study; struct error_line_list wrong; };
void view_delphi_import(struct ctx *c, const struct delphi_import_view *v);

/* --- the report (delphi_report_web.c) --------------------------------------------------------------------------------------------- */

handler show_delphi_report, make_delphi_criteria, send_delphi_ratings, send_delphi_verdicts, send_delphi_statements;

struct delphi_cell { const char *group, *verdict, *numbers; bool important, agreed; };        /* verdict: translated; numbers NULL: not rated */
struct delphi_finding_row { const struct delphi_finding *finding; const char *text, *apart; struct delphi_cell *at; size_t count; };
struct delphi_finding_row_list { struct delphi_finding_row *at; size_t count; };
struct delphi_report_view {
  const struct delphi_study *study;
  struct delphi_finding_row_list all, table, apart;
  struct delphi_participation_list parts;
  struct delphi_remark_list remarks;
  bool ready, interim;                 /* ready: round 2 is closed; interim: round 3 is not */
};
void view_delphi_report(struct ctx *c, const struct delphi_report_view *v);

/* --- the expert's own pages (delphi_link_web.c) ------------------------------------------------------------------------------------- */

handler show_delphi_link, save_delphi_link, stop_delphi_link;

struct delphi_bar { int rating, x, y, height; uint32_t n; bool own; };
struct delphi_scale { int rating; bool chosen; };
struct delphi_item_view {
  const struct delphi_item *item;
  const char *text, *lang, *was;       /* was: what stood on the page as it was opened */
  struct delphi_scale scale[RATING_MOST];
  bool again;                          /* round 3: with how the own group rated it */
  struct delphi_bar bars[RATING_MOST];
  const char *median, *told;           /* the median, and the whole chart, in words */
};
struct delphi_item_view_list { struct delphi_item_view *at; size_t count; };
struct delphi_place_view { int place; const char *text, *mark; };
struct delphi_link_view {
  const struct delphi_seat *seat;
  const struct delphi_sheet *sheet;
  const struct delphi_page *page;      /* NULL: the first page */
  struct delphi_item_view_list items;
  struct delphi_place_view places[DELPHI_ANSWERS_MOST]; size_t filled;
  const char *remark, *remark_mark;    /* NULL: not on this page */
  size_t number;                       /* of the page, 1 first */
  const char *path, *until, *lang, *resume;        /* resume: the first page with something open */
  bool elsewhere, saved, sent;
};
void view_delphi_link(struct ctx *c, const struct delphi_link_view *v);
#endif
