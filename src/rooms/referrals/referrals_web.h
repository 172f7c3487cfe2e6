/* The pages of referrals. Titles say nothing about anybody: they stand in a browser's history. */
#ifndef REFERRALS_WEB_H
#define REFERRALS_WEB_H
#include "openapi.h"
#include "offers.h"
#include "partner_safety.h"
#include "peers.h"
#include "referrals.h"
#include "views.h"
#include "work.h"

#define REFERRALS_PATH "/werk/verwijzingen"
#define REFER_PATH     "/werk/verwijzen"
#define SILENT_PATH    "/werk/stil"
#define NORMS_PATH     "/werk/normen"
#define AWAY_PATH      "/werk/afwezig"

extern const struct route referrals_routes[];
extern const struct api_part referrals_api;
/* room.work */
MUST_USE int referrals_work(struct ctx *c, struct work_line_list *to);

handler show_refer, send_refer, show_draft, send_draft;                                        /* refer_web.c */
handler show_referral, show_step, send_step, take_over, show_give, send_give;                  /* referral_web.c */
handler show_referrals, show_silent, show_referrals_of_person;                                 /* lists_web.c */
handler show_norms, send_norm, show_away, send_away, end_away;                                 /* norms_web.c */
handler show_letter, open_letter, show_answer, answer_letter, again_letter;                      /* link_web.c */
handler show_calendar;                                                                          /* calendar_web.c */
/* The day agreed, while it is waited for; unknown: none. */
struct date appointment_of(const struct referral_file *f);
handler show_safety, send_safety, send_safety_wish;                                             /* partner_safety_web.c */
handler api_referrals, api_referral, api_add_referral, api_step;                               /* referrals_api.c */

/* --- asked of an address ------------------------------------------------------------------------------------ */

struct list_ask { enum referral_list_kind toon; const char *na; };       /* na: key of the page */
DECLARE_RECORD(list_ask);
struct refer_ask { const char *aanbod; struct id persoon, volgt, aanmelding; };      /* slug of the offer; whose file; what it follows; who signed up */
DECLARE_RECORD(refer_ask);
struct step_ask { enum referral_act wat; };
DECLARE_RECORD(step_ask);
struct give_form { const char *mail; };
DECLARE_RECORD(give_form);
struct norm_form { enum norm norm; enum term_unit unit; struct num amount; };
DECLARE_RECORD(norm_form);

/* --- the one form --------------------------------------------------------------------------------------------- */

struct refer_view {
  const struct referral_new *row;      /* what the form holds at first */
  const struct offer *offer;           /* NULL: none was chosen */
  const char *provider, *answer_at;    /* the name of who receives it, and where a link goes; NULL */
  const char *path, *token_path;
  const struct field_list *lists; size_t list_count;
  bool by_link;                        /* nobody of the provider works here */
  bool again, not_now;                 /* the form came back: all of it stands open; that part does */
};
void view_refer(struct ctx *c, const struct refer_view *v);

/* --- one referral ------------------------------------------------------------------------------------------------ */

struct act_button { enum referral_act act; bool asks, first; };          /* asks: a page of its own; first: the step that is waited for */
struct act_button_list { struct act_button *at; size_t count; };
struct note_line { const char *what, *when, *by, *reason; const struct referral_note *note; const struct offer *alternative; };        /* what, reason: msgids; alternative: NULL */
struct note_line_list { struct note_line *at; size_t count; };
struct item_line { const char *label, *ground; const struct referral_item *item; };                  /* msgids */
struct item_line_list { struct item_line *at; size_t count; };
struct offer_refs { const struct offer **at; size_t count; };
struct referral_view {
  const struct referral_file *file;
  const struct offer *offer;           /* NULL: it is gone, or none */
  const char *provider, *origin, *responsible, *referrer, *stands_in_for;        /* names; NULL */
  const char *left;                    /* the clock, in words */
  const char *tel, *languages;
  const char *letter_sent, *letter_opened;               /* moments in words; NULL: no link was sent, it was not opened */
  struct date appointment;             /* the day agreed; unknown: none is waited for */
  bool late, mine, may_take, may_give;
  struct act_button_list acts;
  const char *bridge_by;               /* contact while waiting, by when; NULL: no need */
  struct peer_line_list peers;         /* experts by experience who are there for this person */
  const char *ask_peer;                /* where one is asked for; NULL: not by this reader */
  struct offer_refs beside, after;     /* where one can turn while waiting; and afterwards */
  const struct offer *other;           /* what the provider who gave it back thinks fits better; NULL */
  struct note_line_list notes;
  struct item_line_list items;
};
void view_referral(struct ctx *c, const struct referral_view *v);

/* The reasons that an act takes, to choose from. */
struct choices reasons_of(struct ctx *c, enum referral_act act);
/* Help that somebody can be referred to, as a field to choose one from by its slug: of the own region, or nationwide. */
struct choices other_offers(struct ctx *c);
/* What is shared, as lines. */
struct item_line_list referral_items(struct ctx *c, const struct referral_file *f);
struct letter_view {
  const char *path;
  bool elsewhere, live, answered, sent_again;
  const struct referral_file *file;
  const char *code, *offer, *origin, *referrer, *tel;    /* names; a number to tap; NULL */
  struct field_list lists[2];
  struct item_line_list items;
};
void view_letter(struct ctx *c, const struct letter_view *v);
void view_letter_open(struct ctx *c, const struct letter_view *v);
struct step_view { const char *path, *back; enum referral_act act; const struct referral *referral; const struct field_list *lists; size_t list_count;
                   struct peer_line_list peers; };      /* who goes on when permission is withdrawn */
void view_referral_step(struct ctx *c, const struct step_view *v);
void view_referral_give(struct ctx *c, const struct step_view *v);

/* --- lists ------------------------------------------------------------------------------------------------------------ */

struct referral_row { const struct referral_line *line; const char *offer, *left, *responsible; bool late; };      /* offer: its name; NULL: gone */
struct referral_row_list { struct referral_row *at; size_t count; };
struct list_pick { const char *label, *url; bool current; };            /* label: msgid */
struct list_pick_list { struct list_pick *at; size_t count; };
struct referrals_view { struct list_pick_list picks; struct referral_row_list rows; const char *next; bool may_refer; };
void view_referrals(struct ctx *c, const struct referrals_view *v);
void view_silent(struct ctx *c, const struct referrals_view *v);
struct person_referrals_view { struct id person; const char *name; struct referral_row_list rows; bool may_write; };
void view_referrals_of_person(struct ctx *c, const struct person_referrals_view *v);

/* Rows with the names that go with them. */
MUST_USE int referral_rows(struct ctx *c, const struct referral_line_list *lines, struct referral_row_list *out);
const char *offer_name_of(struct ctx *c, struct id offer);

/* --- looking at safety again ---------------------------------------------------------------------------------------------- */

struct look_line { const char *note, *words, *why, *when, *by; };          /* why: msgid; NULL */
struct look_line_list { struct look_line *at; size_t count; };
struct safety_view { struct id person; const char *name; struct safety_wish_form wish; struct look_line_list looks; const struct field_list *why; bool may_write, asked; };
void view_safety(struct ctx *c, const struct safety_view *v);

/* --- norms and being away ----------------------------------------------------------------------------------------------- */

struct norm_line { enum norm norm; const char *term; };                  /* term: in words */
struct norm_line_list { struct norm_line *at; size_t count; };
struct norms_view { struct norm_line_list rows; bool may_set; };
void view_norms(struct ctx *c, const struct norms_view *v);
struct away_line { const struct absence *row; const char *replacement; };
struct away_line_list { struct away_line *at; size_t count; };
struct away_view { struct away_line_list rows; };
void view_away(struct ctx *c, const struct away_view *v);
#endif
