/* Pages of the case: the dossier (timeline and what is known now), what is to be done, who directs, the phase. Titles say nothing about anybody. */
#ifndef CASES_WEB_H
#define CASES_WEB_H
#include "actions.h"
#include "case_parts.h"
#include "directors.h"
#include "form_page.h"
#include "own_dates.h"
#include "partner_asks.h"
#include "phases.h"
#include "case_trace.h"
#include "together_web.h"
#include "views.h"
#include "work.h"

#define HOUSEHOLDS        "/werk/huishoudens"
#define PARTS_PATH        "/werk/dossier"            /* PARTS_PATH "/incident/…" */
#define ACTION_PATH       "/werk/acties"
#define ACTIONS_MINE_PATH "/werk/mijn-acties"

extern const struct route cases_routes[];
MUST_USE int cases_work(struct ctx *c, struct work_line_list *to);
MUST_USE int cases_dates(struct ctx *c, struct own_date_list *to);
MUST_USE int cases_demo(struct ctx *c, bool *made);

/* --- the dossier ------------------------------------------------------------------------------------------ */

/* What the timeline is narrowed to: from the query. */
struct timeline_query { const char *kind; const char *about; struct date since, until; const char *after; };
DECLARE_RECORD(timeline_query);

struct timeline_line {
  struct date day;
  const char *time, *kind, *title;     /* kind: msgid; title: what stands first, NULL: the kind only */
  const char *about, *against;         /* names; NULL: nobody */
  const char *text, *struck, *by, *place, *path;          /* place: msgid; path: where it is changed, NULL: the reader may not */
  struct fact_list facts;
  const void *row;
  struct part_change_list changes;     /* after the day on which it was written */
};
struct timeline_line_list { struct timeline_line *at; size_t count; };

/* One person's curve, of one line or several. `points`: for a polyline in CHART_WIDE x CHART_HIGH. */
enum { CHART_WIDE = 600, CHART_HIGH = 160, CHART_LEFT = 28, CHART_TOP = 16, CHART_BOTTOM = 28, CHART_LABEL = 130 };      /* CHART_LABEL: on the right, for names of lines */
struct series { const char *label; size_t at; };           /* label: msgid; at: offset of the struct num */
struct series_list { const struct series *at; size_t count; };
struct curve { const char *(*said)(struct ctx *c, const void *row); struct series_list series; };
struct chart_dot { int x, y, value; };
struct chart_dot_list { struct chart_dot *at; size_t count; };
struct chart_line { const char *label, *points; int number, label_x, label_y; struct chart_dot_list dots; };      /* number: from 1, how it is drawn */
struct chart_line_list { struct chart_line *at; size_t count; };
struct num_list { struct num *at; size_t count; };
struct chart_row { struct date day; struct num_list values; const char *said; };      /* as a table; said: NULL: nothing */
struct chart_row_list { struct chart_row *at; size_t count; };
struct chart { const char *name, *first, *last; int right; struct chart_line_list lines; struct chart_row_list rows; };      /* first, last: of the axis of time */
struct chart_list { struct chart *at; size_t count; const struct curve *of; };

struct add_link { const char *label, *path; };             /* label: msgid */
struct add_link_list { struct add_link *at; size_t count; };
struct kind_option { const char *key, *label; bool chosen; };
struct kind_option_list { struct kind_option *at; size_t count; };
struct about_option { const char *key, *label; bool chosen; };
struct about_option_list { struct about_option *at; size_t count; };

struct dossier_view {
  const struct household *household;
  bool may_write, narrowed;
  struct together_said together;
  struct add_link_list adds;
  struct timeline_line_list lines, now;       /* now: what is known now: pattern, profile, risks, agreements */
  const char *newest, *older;                 /* paths of other pages of the timeline; NULL: none */
  const char *wrong;                          /* what of the filter cannot be read, translated; NULL: nothing */
  struct chart_list safety, motivation;
  struct kind_option_list kinds;
  struct about_option_list abouts;
  const struct timeline_query *query;
};
void view_timeline_line(struct ctx *c, const struct timeline_line *l);
void view_chart(struct ctx *c, const struct chart *h, const struct chart_list *of);
void view_dossier(struct ctx *c, const struct dossier_view *v);

/* --- actions ------------------------------------------------------------------------------------------------ */

/* partner: NULL: none was asked; date: where the reader's own day is for their calendar; NULL: it is none; stopped: a talk together that there may not be now. */
struct action_line { const struct case_action *action; const char *doer, *whom, *path, *household, *partner, *date; bool late, mine, stopped; };
struct action_line_list { struct action_line *at; size_t count; };
struct actions_view { const struct household *household; struct action_line_list open, closed; bool may_write; };
void view_actions(struct ctx *c, const struct actions_view *v);
/* Somebody outside care who was asked: where it stands, and what they answered. `link`: where nobody sends mail, to be given by hand. `own`: somebody of the
 * reader's side asked it: on which ground a side shares is for that side (grounds.h). */
struct partner_said { const char *what, *at; const struct partner_answer *answer; };   /* what: msgid; at: in words */
struct partner_said_list { struct partner_said *at; size_t count; };
struct partner_line { const struct partner_ask *ask; enum partner_state state; const char *by, *at, *link, *back; bool own; struct partner_said_list said; };
struct partner_line_list { struct partner_line *at; size_t count; };
struct action_view {
  const struct household *household;
  struct action_line line;
  struct together_said together;       /* of an action that is stopped */
  bool may_write;
  const char *writer, *ask_partner;    /* ask_partner: path; NULL: nobody outside can be asked */
  struct field_list ends[1];
  struct partner_line_list partners;
};
void view_action(struct ctx *c, const struct action_view *v);
void view_actions_mine(struct ctx *c, const struct action_line_list *v);

/* --- a partner outside care --------------------------------------------------------------------------------- */

struct hidden_field { const char *name, *value; };
struct hidden_field_list { struct hidden_field *at; size_t count; };
/* What the partner reads: the same view shows it to the colleague beforehand and to the partner. */
struct partner_text { const char *request, *due, *office, *colleague, *mail; };
struct partner_new_view {
  const struct household *household;
  const struct case_action *action;
  const struct partner_new *row;
  const struct partner_text *preview;  /* NULL: nothing to look at yet */
  struct hidden_field_list typed;      /* what is sent, as it was looked at */
  bool mail;                           /* somebody sends mail here */
};
void view_partner_new(struct ctx *c, const struct partner_new_view *v);
struct partner_part_view {
  const struct partner_part *part;     /* NULL: this link opens nothing */
  struct partner_text text;
  struct partner_said_list said;
  const char *path, *until;
  bool takes, did, cannot, question;   /* what can be answered now */
};
void view_partner_part(struct ctx *c, const struct partner_part_view *v);
void view_partner_said(struct ctx *c, const struct partner_said_list *v, const char *who);      /* who: whose words; NULL: the reader's own */

/* What was said, as pages show it: of one ask. */
MUST_USE int partner_lines(struct ctx *c, const struct case_file *f, const struct case_action *a, struct partner_line_list *out);
const char *partner_in_words(struct ctx *c, const struct case_action *a, const struct partner_ask_list *asks, const struct partner_answer_list *answers);
/* Those who took something on for this household, for the map of who helps. */
struct partner_help { const char *name, *organisation, *path; enum helper_branch branch; };
struct partner_help_list { struct partner_help *at; size_t count; };
MUST_USE int partner_helpers(struct ctx *c, const struct case_file *f, struct partner_help_list *out);

/* --- who directs, who helps ------------------------------------------------------------------------------- */

struct helper_line { const struct helper *helper; const char *about, *work, *path; };
struct helper_line_list { struct helper_line *at; size_t count; };
struct double_line { const char *who, *work, *whom; };      /* who: names; work: msgid; whom: NULL: the household */
struct double_line_list { struct double_line *at; size_t count; };
struct colleague_line { const char *name, *organisation, *side; bool directs; };      /* side: msgid */
struct colleague_line_list { struct colleague_line *at; size_t count; };
struct direction_view {
  const struct household *household;
  const struct household_director *director;      /* NULL: nobody directs */
  const char *name, *organisation, *asked;        /* NULL: not for the reader to know */
  bool mine, asked_me, works, may_write, may_direct;
  bool both;                           /* the reader works with both parties */
  struct field_list to[1];                        /* who may be asked */
  struct colleague_line_list colleagues;
  struct helper_line_list helpers, gone;
  struct partner_help_list partners;
  struct double_line_list warnings;
  size_t many;                         /* so many at once, that it is a question; 0: not */
  const char *add_helper;
};
void view_direction(struct ctx *c, const struct direction_view *v);

/* --- the phase -------------------------------------------------------------------------------------------- */

struct phase_step { const char *label; bool now; };        /* label: msgid */
struct phase_step_list { struct phase_step *at; size_t count; };
struct phase_way { const char *label; struct gate_line_list missing; bool gate; };
struct phase_way_list { struct phase_way *at; size_t count; };
struct move_line { const struct case_move *move; const char *by, *others; };      /* others: NULL: it was not asked */
struct move_line_list { struct move_line *at; size_t count; };
struct judged_line { const struct gate_judgement *judgement; const char *name, *by, *score, *nevertheless; };      /* score: in words; NULL, as nevertheless: there is none */
struct judged_line_list { struct judged_line *at; size_t count; };
struct phase_view {
  const struct household *household;
  const struct case_phase *now;
  bool mine, may_write, persons, others;      /* others: it is asked who looked at the safety of anybody else (gate_mine) */
  const char *by;
  struct phase_step_list steps;
  struct phase_way_list ways;
  struct judged_line_list judged;
  struct move_line_list moves;
  struct timeline_line_list agreements;
  struct field_list states[1];
  const char *add_agreement;
};
void view_phase(struct ctx *c, const struct phase_view *v);

handler show_dossier, show_part_new, add_part, show_part, change_part;
handler show_actions, show_action_new, add_action, show_action, show_action_edit, change_action, end_action, again_action, show_actions_mine, show_action_date;
handler show_direction, ask_director, accept_director, decline_director, unask_director, take_direction;
handler show_phase, move_phase, show_judge, judge_phase;
handler show_partner_new, preview_partner, add_partner, show_partner_back, take_back_partner, show_part_of_partner, answer_part_of_partner;

/* The household of the path's id; its page begins and ends. `current` path lights the menu. */
MUST_USE int case_of_path(struct ctx *c, struct case_file *out);
bool case_may_write(const struct ctx *c);
/* A part as the timeline shows it. `k`: its kind. */
MUST_USE int line_of_part(struct ctx *c, const struct case_file *f, const struct case_kind *k, const void *row, struct timeline_line *out);
/* Curves of `value` of each person, in order of time; those without a point are left out. `rows` newest first. */
void charts_of(struct ctx *c, const struct case_file *f, const struct record *rec, struct list rows, const struct curve *of, struct chart_list *out);
/* room.glance: who directs, the phase, whether talks together may be, the last incident, what is late. */
struct glance_list;
MUST_USE int cases_glance(struct ctx *c, struct id household, struct glance_list *to);
#endif
