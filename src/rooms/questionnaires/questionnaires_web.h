#ifndef QUESTIONNAIRES_WEB_H
#define QUESTIONNAIRES_WEB_H
#include "question_view.h"
#include "questionnaires.h"
#include "questionnaires_room.h"
#include "survey_page.h"
#include "survey_results.h"
#include "surveys.h"
#include "web.h"

#define SURVEYS_PATH "/werk/vragenlijsten"

extern const struct route questionnaires_routes[];

/* --- for who answers ----------------------------------------------------------------------------------------------------------- */

handler show_survey_page, send_survey_page;

struct survey_page_view {
  const char *title, *intro, *path, *token_path;
  const char *until;                   /* translated; NULL: it is not open */
  bool anonymous, open, sent, kept, elsewhere, may_skip;
  const char *team;                    /* for whom the answers count; NULL: nobody's */
  size_t number, of;                   /* this page, of how many; 0: the page before sending */
  size_t part;                         /* as posted */
  const char *part_title, *seen;
  bool first;
  struct question_view_list questions;
  struct error_line_list wrong;
  struct part_line_list parts;         /* before sending */
  size_t missing;
};
void view_survey_page(struct ctx *c, const struct survey_page_view *v);

/* --- surveys, for who leads them --------------------------------------------------------------------------------------------------- */

handler show_surveys, show_survey_new, add_survey, show_survey, show_survey_change, change_survey, show_invite, invite_people, uninvite_person, send_survey, remind_survey, close_survey, drop_survey,
  invite_offers_of_region;

struct uninvite_form { const char *wie; };
DECLARE_RECORD(uninvite_form);
/* "21 van 40". In c->arena. */
const char *rate_said(struct ctx *c, int64_t answered, int64_t invited);

struct survey_row { const struct survey *survey; const char *state, *rate; bool live; };      /* state: msgid; rate: translated, NULL: not sent */
struct survey_row_list { struct survey_row *at; size_t count; };
struct surveys_view { struct survey_row_list rows; };
void view_surveys(struct ctx *c, const struct surveys_view *v);

struct rate_row { const char *team, *said; int64_t per_mille; };
struct rate_row_list { struct rate_row *at; size_t count; };
struct invitation_row { const struct survey_invitation *invitation; const char *link, *state; };      /* link NULL: it goes by mail; state: msgid */
struct invitation_row_list { struct invitation_row *at; size_t count; };
struct survey_view {
  struct survey_row row;
  const char *questionnaire, *questions;       /* title, path */
  bool draft, open, closed, about_offers, mail, reminded, may_send;
  const char *all;                             /* "21 van 40", translated */
  int64_t per_mille;
  int64_t invited, more;                       /* more: that are not listed */
  struct rate_row_list teams;
  struct invitation_row_list invitations;
};
void view_survey(struct ctx *c, const struct survey_view *v);

/* --- results ------------------------------------------------------------------------------------------------------------------------ */

handler show_results, show_team_scores, show_texts, results_csv, answers_csv, results_json;

struct results_ask { const char *team, *met, *vraag, *na; };
DECLARE_RECORD(results_ask);

struct answer_row { const char *label, *n, *share, *other; int64_t per_mille; };       /* other: the share in what it is compared with; NULL: none */
struct answer_row_list { struct answer_row *at; size_t count; };
struct question_result {
  const char *label;
  const char *heading;                         /* a group: its heading and nothing else; NULL: a question */
  size_t level;                                /* of the heading, 2 at the top */
  int64_t answered;
  const char *mean, *other_mean;               /* NULL: none */
  const char *score, *other_score;             /* of a group */
  const char *texts;                           /* path of the open answers; NULL: none */
  bool hidden, other;                          /* too few answers; a column to compare */
  struct answer_row_list rows;
};
struct question_result_list { struct question_result *at; size_t count; };
struct result_choice { const char *value, *label; bool chosen; };
struct result_choice_list { struct result_choice *at; size_t count; };
struct results_view {
  const struct survey *survey;
  const char *path, *rate;                     /* rate: translated */
  const char *team, *other;                    /* whose results; with which others; NULL: all, none */
  bool nothing, unread, teams, named, too_few;
  struct result_choice_list team_list, other_list;
  struct question_result_list questions;
};
void view_results(struct ctx *c, const struct results_view *v);

struct score_cell { const char *said; };
struct score_cell_list { struct score_cell *at; size_t count; };
struct score_row { const char *team, *answers; struct score_cell_list cells; };
struct score_row_list { struct score_row *at; size_t count; };
struct score_head_list { const char **at; size_t count; };
struct scores_view { const struct survey *survey; const char *path; struct score_head_list heads; struct score_row_list rows; };
void view_scores(struct ctx *c, const struct scores_view *v);

struct text_row { const char *text, *team; };
struct text_row_list { struct text_row *at; size_t count; };
struct texts_view { const struct survey *survey; const char *path, *question, *next; bool hidden; struct text_row_list rows; };
void view_texts(struct ctx *c, const struct texts_view *v);

/* --- questionnaires --------------------------------------------------------------------------------------------------------------------- */

handler show_questionnaires, show_questionnaire_new, begin_questionnaire, show_questionnaire, show_shipped_questionnaire, questionnaire_json, show_question_form,
  save_question, move_question, show_title_form, save_title, finish_questionnaire, drop_questionnaire;

struct named_ask { const char *naam; };
DECLARE_RECORD(named_ask);
struct item_ask { const char *vraag, *achter; };
DECLARE_RECORD(item_ask);
struct move_form { const char *vraag; enum item_move hoe; };
DECLARE_RECORD(move_form);

struct questionnaire_row { const struct questionnaire_line *line; const char *path, *draft; };      /* path NULL: there is a draft only; draft NULL: none */
struct questionnaire_row_list { struct questionnaire_row *at; size_t count; };
struct questionnaires_view { struct questionnaire_row_list rows; };
void view_questionnaires(struct ctx *c, const struct questionnaires_view *v);

struct item_page_view { const char *title, *path, *back, *back_label, *link_id; const char *seen; const struct item_form *row; struct field_list list; };      /* link_id NULL: a new one */
void view_item_page(struct ctx *c, const struct item_page_view *v);

struct edited_question { struct question_view shown; const char *link_id, *edit; bool first, last; };      /* edit NULL: it cannot be changed */
struct edited_question_list { struct edited_question *at; size_t count; };
struct questionnaire_view {
  const struct definition *definition;
  const char *title, *description, *name, *edition, *id_path;   /* id_path NULL: as it came with the program */
  bool draft;
  size_t asked;
  struct edited_question_list questions;
};
void view_questionnaire(struct ctx *c, const struct questionnaire_view *v);
#endif
