/* The pages of plans. Titles say nothing about anybody: they stand in a browser's history. */
#ifndef PLANS_WEB_H
#define PLANS_WEB_H
#include "form_page.h"
#include "openapi.h"
#include "persons_web.h"
#include "plan_phone.h"
#include "plan_releases.h"
#include "plan_states.h"
#include "plan_versions.h"
#include "qr.h"
#include "together_web.h"
#include "work.h"

#define PLAN_PATH "/werk/plannen"
#define PLAN_PAGE "/notitie"                   /* on the person's phone: a neutral address */

extern const struct route plans_routes[];
extern const struct api_part plans_api;
handler api_plans, api_plan, api_plan_in_force;
MUST_USE int plans_work(struct ctx *c, struct work_line_list *to);
MUST_USE int plans_demo(struct ctx *c, bool *made);
struct synth;
MUST_USE int plans_synth(struct ctx *c, const struct synth *s, size_t n, struct id household);

/* --- the list of a household ------------------------------------------------------------------------------ */

struct plan_line { const struct plan *plan; const char *whom, *coordinator, *path, *next, *next_path; size_t lacks; bool late; };
struct plan_line_list { struct plan_line *at; size_t count; };
struct plans_view { const struct household *household; struct plan_line_list open, closed; bool may_write; struct together_said together; };
void view_plans(struct ctx *c, const struct plans_view *v);

/* --- one plan ----------------------------------------------------------------------------------------------- */

/* What stands in it, by section, and where each is changed. */
struct item_line { const char *label, *text, *path; bool stopped, stays; };       /* stopped: a talk together that there may not be now; stays: not onto paper */
struct item_line_list { struct item_line *at; size_t count; };
struct plan_section { const char *key, *title, *add, *path; struct item_line_list items; };      /* title, add: msgids; path NULL: it cannot be changed now */
struct plan_section_list { struct plan_section *at; size_t count; };
struct voice_line { const char *name; const struct plan_voice *voice; const char *writer; };
struct voice_line_list { struct voice_line *at; size_t count; };
struct review_line { const struct plan_review *review; const char *writer; };
struct review_line_list { struct review_line *at; size_t count; };
struct plan_view {
  const struct plan_file *file;
  const char *path, *whom, *coordinator, *replaced_by;
  struct plan_lack_list lacks;
  struct plan_section_list sections;
  struct voice_line_list voices;
  struct plan_holder_list holders;
  struct review_line_list reviews;
  size_t versions, family;
  struct together_said together;
  bool may_write, may_phone, late;
};
void view_plan(struct ctx *c, const struct plan_view *v);
/* The sections of a plan; `edit`: with where each is changed. */
struct plan_section *plan_section_of(struct plan_section_list *to, const char *title);
MUST_USE int sections_of(struct ctx *c, const struct plan_file *f, bool edit, struct plan_section_list *out);

/* --- forms ------------------------------------------------------------------------------------------------- */

struct voices_view { const struct plan_file *file; const char *path; struct voice_line_list rows; const struct field_list *who; };
void view_plan_voices(struct ctx *c, const struct voices_view *v);
struct holders_view { const struct plan *plan; const char *path; struct plan_holder_list rows; bool may_write; };
void view_plan_holders(struct ctx *c, const struct holders_view *v);
struct final_view { const struct plan *plan; const char *path; struct plan_lack_list lacks; };
void view_plan_final(struct ctx *c, const struct final_view *v);
struct goal_view { const struct plan_goal *goal; const struct plan *plan; const char *path; };
void view_plan_goal(struct ctx *c, const struct goal_view *v);

/* --- versions ------------------------------------------------------------------------------------------------ */

struct versions_ask { struct num van, met; };              /* which two; unknown: the last two */
DECLARE_RECORD(versions_ask);
struct version_line { int32_t number; const char *made, *writer; };
struct version_line_list { struct version_line *at; size_t count; };
struct versions_view { const struct plan *plan; const char *path; struct version_line_list rows; struct num before, after; bool draft; struct item_pair_list pairs; };
void view_plan_versions(struct ctx *c, const struct versions_view *v);

/* --- on paper ------------------------------------------------------------------------------------------------ */

struct release_line { const struct plan_release *release; const char *label, *name; bool holds; };
struct release_line_list { struct release_line *at; size_t count; };
struct releases_view { const struct plan_file *file; const char *path; struct release_line_list rows; const struct field_list *lists; bool may_write; };
void view_plan_releases(struct ctx *c, const struct releases_view *v);
struct paper_view { const struct plan_view *plan; struct plan_section_list sections; const char *back; };
void view_plan_paper(struct ctx *c, const struct paper_view *v);
void view_plan_family(struct ctx *c, const struct paper_view *v);
struct aloud_view { const char *back, *text; bool secret; };          /* secret: the words hold what must not be told; text NULL: not looked at */
void view_plan_aloud(struct ctx *c, const struct aloud_view *v);

/* --- on the own phone ------------------------------------------------------------------------------------------ */

struct phone_view { const struct plan *plan; const char *path, *link, *until; struct qr qr; bool written; const struct plan_phone *row; };
void view_plan_phone(struct ctx *c, const struct phone_view *v);
struct own_line_list { const char **at; size_t count; };
struct own_view { const struct plan_phone *page; const char *path, *until; struct own_line_list signals, steps, calls, reason; bool elsewhere, ended; const char *away; };
void view_own_plan(struct ctx *c, const struct own_view *v);
/* All of a page of its own: nothing is fetched by it. */
void view_own_file(struct ctx *c, const struct own_view *v);

handler show_plans, show_plan_new, add_plan, show_plan, show_plan_edit, change_plan_page, show_sheet, save_sheet, show_goal_new, add_goal, show_goal, change_goal, drop_goal,
        show_plan_action, add_plan_action, show_voices, add_voice, show_holders, add_holder, end_holder, show_plan_review, add_plan_review;
handler show_final, make_final, reopen_plan, show_plan_end, end_plan, show_plan_replace, replace_plan, show_versions, show_releases, add_release, take_back_release, show_paper,
        show_family, show_aloud, show_phone, save_phone, make_link, end_links, show_own_plan, end_own_plan, get_own_file;

/* The plan of the path, with all that belongs to it. */
MUST_USE int plan_of_path(struct ctx *c, struct plan_file *out);
/* What is said above what everybody reads. */
const char *plan_read_by_all(struct ctx *c);
/* Where one is: the plans of the household, the plan, and `here`. */
void frag_plan_trail(struct ctx *c, const struct plan *p, const char *here);
/* A page of the room: begin, the view, end. */
MUST_USE int plan_form(struct ctx *c, const struct plan *p, struct form_page *v);
/* What plan_view holds, but for what one may do. */
MUST_USE int plan_view_fill(struct ctx *c, const struct plan_file *f, struct plan_view *v);
#define PLAN_PAGE_OF(c, title_, view, v) __extension__ ({ const struct page page_ = { .title = tr((c), (title_)), .current = HOUSEHOLDS_PATH, .noindex = true, .work = true }; \
  page_begin((c), &page_); view((c), (v)); page_end((c), &page_); })
#endif
