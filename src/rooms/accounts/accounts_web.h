/* The pages of signing in, of one's own account, and of managing colleagues: what each view shows. */
#ifndef ACCOUNTS_WEB_H
#define ACCOUNTS_WEB_H
#include "accounts.h"
#include "accounts_room.h"
#include "organisations.h"
#include "qr.h"
#include "sign_in.h"
#include "tasks.h"
#include "web.h"
#include "work.h"

struct oidc;
/* The provider of one's own organisation; NULL: none is set. */
struct oidc *oidc_of(const struct ctx *c);

/* --- by mail (task_messages.c) ---------------------------------------------------------------------- */

job_part tell_urgent, tell_new;
extern const struct message_template new_tasks_message, today_tasks_message, urgent_task_message;

/* --- fields that are asked in their own way: passwords, codes ------------------------------------- */

/* One control of a hand-written form. Texts are msgids but `value`. */
struct ask { const char *id, *name, *label, *help, *wrong, *value, *type, *autocomplete, *input_mode; bool optional; };
/* The field as it is declared, with what was typed in it (never a password) and what is wrong with it. */
struct ask ask_of(struct ctx *c, const struct record *rec, const char *name, const char *type, const char *autocomplete, const char *value);
void frag_ask(struct ctx *c, const struct ask *f);
void frag_passkey_fields(struct ctx *c);
void frag_new_passkey(struct ctx *c, const char *action);   /* primary or secondary */

/* What a browser needs to make or use a passkey. */
struct passkey_view {
  const char *challenge, *rp_id, *rp_name, *user_id, *user_name, *user_label, *credentials;
  bool any;                          /* there is one to sign in with */
};
/* A choice in a select: a region, an organisation, a colleague. */
struct option { const char *value, *label; bool chosen; };
struct option_list { struct option *at; size_t count; };
struct select_ask { const char *name, *label, *help, *wrong, *empty; struct option_list options; bool optional; };   /* empty: msgid of no choice; NULL: one must be chosen */

struct select_ask select_of(struct ctx *c, const struct record *rec, const char *name, const char *empty, struct option_list options, const char *value);
void frag_select(struct ctx *c, const struct select_ask *f);
/* Boxes of a set: those of its keys that are offered. */
struct some_ask { const char *name, *label, *help, *wrong; struct option_list options; };
typedef bool is_offered(const struct ctx *c, unsigned choice);
struct some_ask some_of(struct ctx *c, const struct record *rec, const char *name, is_offered *offered);
void frag_some(struct ctx *c, const struct some_ask *f);
struct option_list options_of_choices(struct ctx *c, const struct choices *values);
struct option_list options_of_regions(struct ctx *c);
MUST_USE int options_of_organisations(struct ctx *c, struct option_list *out);
/* The id of the path; ID_NONE, which nothing has, where it is none. */
struct id part_id(struct ctx *c);
const char *region_in_words(struct ctx *c, const char *slug);

/* --- signing in ------------------------------------------------------------------------------------ */

handler show_sign_in, send_sign_in, show_code, send_code, show_setup, send_setup, send_setup_key, choose_post, send_post, send_sign_out, show_invitation, send_invitation,
        show_again, send_again, begin_oidc, finish_oidc;
handler prepare_sign_in, prepare_invitation, prepare_again, prepare_oidc;
/* Signed in, or a step further: the cookies, and where to go. `back`: the page that was asked for; may be NULL. What is not right
 * is shown on `page`, which answers itself so that what was counted stays counted. */
MUST_USE int go_on(struct ctx *c, const struct sign_in_result_of *got, const char *back, int (*page)(struct ctx *c, int status));
struct passkey_site passkey_site_of(struct ctx *c);
/* A challenge and the passkeys of whoever is signed in, or half. On the writer. */
MUST_USE int passkey_view_of(struct ctx *c, struct passkey_view *out);
struct app_view;
MUST_USE int app_view_of(struct ctx *c, struct app_view *out);
MUST_USE int show_codes(struct ctx *c, const char *const *codes, const char *on);
bool is_demo(const struct ctx *c);
MUST_USE int sign_in_page(struct ctx *c, int status);
struct sign_in_ask sign_in_ask_from(struct ctx *c, const char *mail, const char *password);

struct demo_account { const char *mail, *name, *role; };                /* role: msgid */
struct demo_account_list { struct demo_account *at; size_t count; };

struct sign_in_view { struct ask mail, password; const char *back; bool oidc; struct demo_account_list demo; };
void view_sign_in(struct ctx *c, const struct sign_in_view *v);

struct code_view { struct ask code; struct passkey_view passkey; bool app, recovery; const char *back; };
void view_code(struct ctx *c, const struct code_view *v);

/* Adding codes of an app. */
struct app_view { struct qr qr; const char *secret; struct ask code; };
void frag_app_fields(struct ctx *c, const struct app_view *v);
struct setup_view { struct app_view app; struct passkey_view passkey; const char *back; };
void view_setup(struct ctx *c, const struct setup_view *v);

struct text_view_list { const char **at; size_t count; };
struct recovery_view { struct text_view_list codes; const char *on; };
void view_recovery(struct ctx *c, const struct recovery_view *v);

struct post_line {
  struct id id, account, organisation_id;
  const char *name, *mail, *organisation, *role, *region, *asked_by;    /* role: msgid; region: in words */
  struct date since, confirmed;
  bool waits, here, mine, self, may_approve, due;
};
struct post_line_list { struct post_line *at; size_t count; };

void frag_post_facts(struct ctx *c, const struct post_line *p);

struct choose_view { struct post_line_list posts; const char *back, *name; bool first; };
void view_choose(struct ctx *c, const struct choose_view *v);

struct invitation_view { const char *name, *mail, *token; struct ask password, again; bool oidc, gone; };
void view_invitation(struct ctx *c, const struct invitation_view *v);

struct again_view { struct ask password, with_key, code; struct passkey_view passkey; bool second; const char *back; };
void view_again(struct ctx *c, const struct again_view *v);

/* --- one's own ------------------------------------------------------------------------------------- */

handler show_work, show_own_dates, finish_task, show_own, send_own, show_password, send_password, show_app, send_app, show_passkey, send_passkey, renew_recovery,
        remove_factor, end_session, end_sessions, show_api_keys, add_api_key, remove_api_key;
handler prepare_password;

struct work_filter { enum work_group toon; };         /* of the query */
DECLARE_RECORD(work_filter);
struct work_pick { const char *label, *url; size_t count; bool current; };          /* label: msgid */
struct work_pick_list { struct work_pick *at; size_t count; };
struct work_section { const char *title; struct work_line_list lines; };            /* title: msgid */
struct work_section_list { struct work_section *at; size_t count; };
struct work_view { struct work_pick_list picks; struct work_section_list sections; bool no_second, no_codes; int64_t dead_jobs; };
void view_work(struct ctx *c, const struct work_view *v);

struct factor_line { struct id id; const char *kind, *label; struct date made; bool can_remove; };
struct factor_line_list { struct factor_line *at; size_t count; };
struct session_line { struct id id; const char *device, *made, *used; bool here; };
struct session_line_list { struct session_line *at; size_t count; };
struct own_view {
  const char *mail;
  struct ask name;
  struct select_ask language;
  struct factor_line_list factors;
  size_t codes_left;
  bool has_app, has_passkey, has_password, api_keys;
  struct session_line_list sessions;
  struct post_line_list posts;
};
void view_own(struct ctx *c, const struct own_view *v);
struct password_view { struct ask old, password, again; };
void view_password(struct ctx *c, const struct password_view *v);
void view_app(struct ctx *c, const struct app_view *v);
struct new_passkey_view { struct passkey_view passkey; struct ask label; };
void view_passkey(struct ctx *c, const struct new_passkey_view *v);

struct api_key_line { struct id id; const char *label, *may; struct date until; const char *used; };
struct api_key_line_list { struct api_key_line *at; size_t count; };
struct api_keys_view { struct api_key_line_list keys; const char *fresh; struct ask label; struct some_ask actions; struct select_ask lasts; };      /* fresh: the new key, shown once */
void view_api_keys(struct ctx *c, const struct api_keys_view *v);

/* What lists show, and the words of it. */
struct post_line_list;
MUST_USE int post_lines(struct ctx *c, struct post_list posts, struct post_line_list *out);
/* A task as a line of the work list, without what it is about. */
struct work_line task_line(struct ctx *c, const struct task *t);

/* --- managing -------------------------------------------------------------------------------------- */

handler show_colleagues, show_new_colleague, add_colleague, show_colleague, ask_post, end_post, show_leave, send_leave, ask_reset, approve_reset, refuse_reset, invite_again,
        show_organisations, add_organisation, show_organisation, change_organisation, show_roles, approve_post, refuse_post, show_team, confirm_post, ask_team_post;

struct colleague_line { struct id id; const char *name, *mail, *work; bool left, waits, invited; };   /* work: "Lokaal team, Stichting X" */
struct colleague_line_list { struct colleague_line *at; size_t count; };
struct colleagues_view { struct colleague_line_list rows; const char *q; size_t all; };
void view_colleagues(struct ctx *c, const struct colleagues_view *v);

struct post_choices { struct select_ask role, organisation, region; };
void frag_post_choices(struct ctx *c, const struct post_choices *v);
struct new_colleague_view { struct ask name, mail; struct post_choices choices; };
void view_new_colleague(struct ctx *c, const struct new_colleague_view *v);
struct invited_view { const char *name, *url, *days; struct id account; };
void view_invited(struct ctx *c, const struct invited_view *v);

struct colleague_view {
  struct account account;
  struct post_line_list posts;
  struct factor_line_list factors;
  bool left, self, invited, can_reset, reset_asked, may_approve_reset;
  const char *reset_by;
  struct post_choices choices;
};
void view_colleague(struct ctx *c, const struct colleague_view *v);
struct leave_view { struct id id; const char *name; struct select_ask heir; };
void view_leave(struct ctx *c, const struct leave_view *v);

struct organisation_line { struct id id; const char *name, *kind, *places; size_t colleagues; };
struct organisation_line_list { struct organisation_line *at; size_t count; };
struct organisation_asks { struct ask name, municipalities; struct select_ask kind, region; };
void frag_organisation_fields(struct ctx *c, const struct organisation_asks *v);
struct organisations_view { struct organisation_line_list rows; struct organisation_asks fields; };
void view_organisations(struct ctx *c, const struct organisations_view *v);
struct organisation_view { struct id id; const char *name; struct organisation_asks fields; struct post_line_list posts; };
void view_organisation(struct ctx *c, const struct organisation_view *v);

struct roles_view { struct post_line_list posts, due; struct colleague_line_list resets; };
void view_roles(struct ctx *c, const struct roles_view *v);
struct team_view { const char *organisation; struct post_line_list due, others, waiting; struct ask name, mail; struct select_ask role; };
void view_team(struct ctx *c, const struct team_view *v);
#endif
