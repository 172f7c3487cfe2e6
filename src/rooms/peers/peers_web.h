/* The pages of experts by experience: the register, asking, the expert's own page. Titles say nothing about anybody. */
#ifndef PEERS_WEB_H
#define PEERS_WEB_H
#include "peer_work.h"
#include "views.h"
#include "web.h"
#include "work.h"

#define PEERS_PATH    "/werk/ervaring"
#define PEER_ASK_PATH PEERS_PATH "/vraag"
#define PEER_WORK_AT  PEERS_PATH "/opdracht"
#define PEER_MINE     "/werk/mijn-mensen"

extern const struct route peers_routes[];

/* --- the register -------------------------------------------------------------------------------------- */

struct peer_row { const struct peer *peer; size_t busy; bool paused, full; const char *roles, *languages; };      /* texts translated */
struct peer_row_list { struct peer_row *at; size_t count; };
/* Of a keeper: nobody's name whom an expert is there for. `answer`: asked of an expert without an account, the keeper answers. */
struct kept_clock { struct peer_clock clock; const char *peer, *asked_by, *asked_for; bool late, answer, own; };
struct kept_clock_list { struct kept_clock *at; size_t count; };
struct peers_view { struct peer_row_list rows; struct kept_clock_list open; };
void view_peers(struct ctx *c, const struct peers_view *v);

struct peer_fact { const char *label, *text; };                 /* label: msgid; text NULL: unknown */
struct peer_fact_list { struct peer_fact *at; size_t count; };
struct peer_view { const struct peer *peer; struct peer_fact_list facts; struct peer_training_list trainings; struct kept_clock_list open; };
void view_peer(struct ctx *c, const struct peer_view *v);

struct note_line { const char *text, *by, *made; };
struct note_line_list { struct note_line *at; size_t count; };
struct peer_notes_view { const struct peer *peer; struct note_line_list notes; };
void view_peer_notes(struct ctx *c, const struct peer_notes_view *v);

/* --- asking ---------------------------------------------------------------------------------------------- */

struct hidden_wish { const char *name, *value; };
struct hidden_wish_list { struct hidden_wish *at; size_t count; };
struct choice_line { struct id id; const char *at, *name, *organisation, *languages, *reasons, *background; bool chosen; };      /* at: id in the page; reasons translated */
struct choice_line_list { struct choice_line *at; size_t count; };
struct peer_line_view { struct peer_line line; const char *path; };
struct peer_line_view_list { struct peer_line_view *at; size_t count; };
struct ask_view {
  const struct peer_wishes *wishes;
  struct field_list lists[2];
  bool asked;                          /* there is a role to rank for */
  struct choice_line_list fits, others;
  struct hidden_wish_list hidden;
  const char *action;                  /* of the form that asks: with the wishes behind it */
  const char *peer_wrong;              /* msgid */
  struct peer_request request;         /* how its form begins */
  bool about;                          /* for a person or a referral: `open` is all for that; else what the actor asked */
  struct peer_line_view_list open;
  const char *person;                  /* name of whom it is for; NULL: nobody with a file */
};
void view_peer_ask(struct ctx *c, const struct ask_view *v);

/* --- one assignment -------------------------------------------------------------------------------------- */

struct contact_line { const char *how, *line, *by, *made; bool reached; struct date next; };      /* how: msgid */
struct contact_line_list { struct contact_line *at; size_t count; };
struct assignment_view {
  struct peer_assignment assignment;
  struct peer_line line;
  struct contact_line_list contacts;
  const char *base;                    /* path of this page, in the reader's language */
  const char *tokens;                  /* the same in the table of routes */
  const char *tel, *language, *parts;
  bool expert, may_hand_back, may_contact, may_end;
  const char *again;                   /* where another one is asked */
};
void view_peer_assignment(struct ctx *c, const struct assignment_view *v);

struct proposal_view { struct peer_proposal proposal; const char *language, *municipality, *parts, *base, *tokens; };
void view_peer_proposal(struct ctx *c, const struct proposal_view *v);

/* --- the expert's own page ---------------------------------------------------------------------------------- */

struct mine_line { struct peer_assignment assignment; struct peer_clock clock; const char *tel; bool late; struct date last_on; bool last_reached; };
struct mine_line_list { struct mine_line *at; size_t count; };
struct proposal_line { struct id id; const char *role, *language, *municipality; struct date answer; };      /* role, language: msgids */
struct proposal_line_list { struct proposal_line *at; size_t count; };
struct mine_view { struct proposal_line_list asked; struct mine_line_list today, later; bool registered; struct date paused_until; const char *days, *parts; };
void view_peer_mine(struct ctx *c, const struct mine_view *v);

handler show_peers, show_peer_new, add_peer, show_peer, show_peer_change, change_peer,
        show_peer_training, add_peer_training, drop_peer_training, show_peer_notes, add_peer_note, show_peer_remove, remove_peer;
handler show_peer_ask, ask_peer;
handler show_peer_work, add_peer_contact, show_peer_back, give_peer_back, show_peer_end, end_peer_work, show_peer_question, accept_peer_question, show_peer_refuse, refuse_peer_question;
handler show_peer_mine, show_peer_available, change_peer_available;
handler api_peers, api_peer_contact;

void frag_peer_kept_clocks(struct ctx *c, const struct kept_clock_list *open);
/* The number as one can call it; NULL: it is none. */
const char *peer_tel(struct ctx *c, const char *reach);
/* What a field says in the reader's words; NULL: unknown. */
const char *peer_said(struct ctx *c, const struct record *rec, const char *field, const void *row);
/* Open ones without anything about the person. */
MUST_USE int peer_kept_clocks(struct ctx *c, const struct peer_clock_list *list, const struct peer_list *peers, struct kept_clock_list *out);
MUST_USE int peers_demo(struct ctx *c);
/* On the work list: whom an expert calls today, and for whom somebody waits. What is late is there as a task. */
MUST_USE int peers_work(struct ctx *c, struct work_line_list *to);
#endif
