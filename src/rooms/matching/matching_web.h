/* The pages of matching: what the handlers hand to the views. */
#ifndef MATCHING_WEB_H
#define MATCHING_WEB_H
#include "app.h"
#include "gaps.h"
#include "html.h"
#include "match.h"
#include "offer_words.h"
#include "offers_web.h"
#include "openapi.h"
#include "views.h"
#include "web.h"

#define FIT_PATH      "/wat-past"            /* for visitors */
#define WORK_FIT_PATH "/werk/wat-past"       /* for professionals */

handler api_match;
handler show_visitor_form, answer_visitor;                                                   /* visitor_web.c */
handler show_work_form, answer_work, answer_together, answer_sheet, answer_summary, show_compare;   /* work_web.c */
#define GAPS_PATH "/werk/zonder-aanbod"

handler show_gaps, export_gaps;                                                              /* gaps_web.c */

/* Of one month: a table a dimension. `least`: the sum of what is shown, so that it tells no more than the rest; 0: nothing is. */
struct gap_table { const char *label; struct gap_line_list rows; };
struct gap_table_list { struct gap_table *at; size_t count; };
struct gap_month { const char *name; int32_t least; struct gap_table_list tables; };
struct gap_month_list { struct gap_month *at; size_t count; };
struct gaps_view { const char *region; struct gap_month_list months; };
void view_gaps(struct ctx *c, const struct gaps_view *v);

extern const struct route matching_routes[];
extern const struct api_part matching_api;

/* --- a decision, as pages show it: fit_lines.c ---------------------------------------------------------------- */

struct offer_ref { const struct offer *offer; };
struct offer_ref_list { struct offer_ref *at; size_t count; };
struct fit_card {
  const struct offer_line *line;
  struct text_list reasons, notes, steps;        /* translated */
  const char *bridging;                          /* translated; NULL: none is needed */
  struct offer_ref_list bridges;
  const char *initials, *tel, *photo;            /* of the colleague to call; NULL: there is none, no number, no photo (base64) */
};
struct fit_card_list { struct fit_card *at; size_t count; };
/* Offers that one answer decides on, or that are out for one reason. `field`: the question in the form; NULL: it is none. */
struct fit_group { const char *text, *field; struct offer_ref_list offers; };
struct fit_group_list { struct fit_group *at; size_t count; };

struct fit_view {
  const struct profile *profile;                 /* NULL: nothing was asked yet */
  const char *region;                            /* its name */
  const char *version;                           /* of the rules */
  struct text_list safety;                       /* translated; for professionals */
  struct fit_card_list fits, beside;
  struct fit_group_list unknown, out;
  size_t unknown_count, out_count, elsewhere;
  bool danger, suicide;                          /* what the safety words are about */
  const struct profile *preset;                  /* what the form holds at first */
  const struct field_list *lists; size_t list_count;
};

/* Whose eyes it is for. A professional reads the rules as they are, the others their words for visitors (rule_plain). */
enum fit_reader { FIT_PROFESSIONAL, FIT_VISITOR, FIT_TOGETHER };
/* Decides and gathers; who asks follows from the reader where the answers do not say it. `first`: a screening, and not the same one for
 * other eyes: what finds nothing is counted (gaps.h). Everything lives in c->arena, which is wiped when the request ends. */
MUST_USE int fit_view_of(struct ctx *c, const struct profile *p, enum fit_reader reader, bool first, struct fit_view *out);
/* The photos of the colleagues to call, for the page that shows them. */
MUST_USE int fit_faces(struct ctx *c, struct fit_view *v);
/* The choices of region, municipality and language. */
enum { FIT_REGIONS, FIT_MUNICIPALITIES, FIT_LANGUAGES };
const struct field_list *fit_lists(struct ctx *c, size_t *count);

void view_fit_visitor(struct ctx *c, const struct fit_view *v);
void view_fit_work(struct ctx *c, const struct fit_view *v);
void view_fit_together(struct ctx *c, const struct fit_view *v);
void view_fit_sheet(struct ctx *c, const struct fit_view *v);

struct summary_view { const char *text; const struct profile *profile; };
void view_fit_summary(struct ctx *c, const struct summary_view *v);
struct compare_view { const struct offer_line *at[2]; };      /* NULL: not chosen */
void view_fit_compare(struct ctx *c, const struct compare_view *v);

/* The answers as hidden fields, so that a button can ask something else about them: nothing of them stands in an address. */
void frag_answers(struct ctx *c, const struct profile *p);
struct hidden_answer { const char *name, *value; };
struct hidden_answer_list { struct hidden_answer *at; size_t count; };
void view_hidden_answers(struct ctx *c, const struct hidden_answer_list *v);
enum { CARDS_WHOLE = 4,              /* so many are shown whole, the others folded */
       NAMES_MOST = 12 };            /* of a group whose offers are named; a longer one is counted only */
void frag_fit_numbers(struct ctx *c);
void frag_fit_cards(struct ctx *c, const struct fit_card_list *cards, bool work);
void frag_fit_why(struct ctx *c, const struct fit_card *card);
void frag_fit_bridging(struct ctx *c, const struct fit_card *card);
void frag_fit_groups(struct ctx *c, const struct fit_group_list *groups);
void frag_fit_safety(struct ctx *c, const struct fit_view *v);
/* room.in_words: the answers of a screening, question by question. */
MUST_USE int screening_in_words(struct ctx *c, const struct record *rec, const struct field *field, const void *row, each_said *each, void *arg, bool *told);
#endif
