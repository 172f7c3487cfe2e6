#ifndef SIGNUPS_WEB_H
#define SIGNUPS_WEB_H
#include "desk.h"
#include "hours.h"
#include "intake.h"
#include "kept.h"
#include "web.h"

#define SIGNUP_PATH "/aanmelden"
#define FOLLOW_PATH SIGNUP_PATH "/volgen"
#define CHANGE_PATH FOLLOW_PATH "/wijzigen"
#define WITHDRAW_PATH FOLLOW_PATH "/intrekken"
#define DESK_PATH "/werk/aanmeldingen"
#define DUTY_PATH DESK_PATH "/rooster"
#define COUNTS_PATH DESK_PATH "/cijfers"

extern const struct route signup_routes[];

/* --- for everybody -------------------------------------------------------------------------------------------------- */

handler show_signup, send_signup, show_follow, follow_it, show_change, change_it, show_withdraw_signup, withdraw_it;

/* What the query may say: the help and the campaign it began at. */
struct signup_link { const char *aanbod, *campagne; };
DECLARE_RECORD(signup_link);

struct region_line { const char *name; };
struct region_lines { struct region_line *at; size_t count; };
struct signup_view {
  const struct field_list *lists;
  size_t list_count;
  struct region_lines desks;           /* that take sign-ups in */
  const char *token, *copy;            /* copy: the word to copy; NULL: it is not busy */
  const char *offer, *offer_name;      /* the help it began at; NULL: none */
  const char *campaign;                /* likewise the campaign, which is only counted */
  bool ask_region, open;               /* open: what is optional is unfolded */
  int32_t kept_days;                   /* the longest of the desks */
  bool chat;                           /* a desk can be talked with by chat */
};
void view_signup(struct ctx *c, const struct signup_view *v);
struct received_view { const struct intake_receipt *receipt; const char *region, *before; bool chat; };
void view_signup_received(struct ctx *c, const struct received_view *v);
void view_signup_not_here(struct ctx *c, const struct received_view *v);
void view_signup_full(struct ctx *c, const struct received_view *v);

struct follow_view { const struct signup_follow *follow; const char *code, *before; };       /* code: as it is typed over */
void view_follow(struct ctx *c);
void view_followed(struct ctx *c, const struct follow_view *v);
void view_follow_change(struct ctx *c);
void view_follow_withdraw(struct ctx *c);
void view_follow_changed(struct ctx *c);
void view_follow_withdrawn(struct ctx *c);

/* --- for the desk ------------------------------------------------------------------------------------------------------ */

handler show_desk, show_signup_file, act_on_signup, take_signup, show_duty, add_duty, end_duty, show_signup_counts;

struct desk_line { const struct signup *signup; const char *responsible, *made, *due, *left; bool late, mine; };
struct desk_line_list { struct desk_line *at; size_t count; };
struct on_duty_line { const char *who, *when; };
struct on_duty_list { struct on_duty_line *at; size_t count; };
struct desk_view {
  struct desk_line_list open, closed;
  struct on_duty_list now;             /* who is on duty now */
  bool mine;                           /* only the actor's own */
  size_t own, all;
  int64_t sealed;                      /* that wait to be opened */
};
void view_desk(struct ctx *c, const struct desk_view *v);

struct said_line { const char *label, *text; };
struct said_lines { struct said_line *at; size_t count; };
struct step_line { const char *what, *note, *at, *by; };
struct step_lines { struct step_line *at; size_t count; };
struct signup_file_view {
  struct desk_line line;
  const struct signup_said *said;      /* NULL: closed for the reader */
  struct said_lines more;
  struct step_lines steps;
  const char *call;                    /* "tel:…" or "mailto:…" */
  const char *others;                  /* other open sign-ups with this number, in words; NULL: none */
  bool enough;                         /* called often enough today */
  bool phone, may_unreached;
  struct date last_day;
};
void view_signup_file(struct ctx *c, const struct signup_file_view *v);

struct duty_line { struct id id; const char *who, *days, *part, *from, *until; };
struct duty_line_list { struct duty_line *at; size_t count; };
struct duty_day { const char *day, *by_day, *evening; };       /* names; NULL: nobody */
struct duty_day_list { struct duty_day *at; size_t count; };
struct duty_view { struct duty_line_list rows; struct duty_day_list days; const struct field_list *lists; size_t list_count; };
void view_duty(struct ctx *c, const struct duty_view *v);

#endif
