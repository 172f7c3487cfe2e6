/* Pages of actions: those of a household, one of them, and the own ones of all households. */
#include "calendar.h"
#include "cases_web.h"
#include "doers.h"
#include "html.h"
#include "text.h"

/* Open, the reader's own, still to come, and to be told elsewhere. */
static int has_date(struct ctx *c, const struct case_file *f, const struct case_action *a, bool *out)
{
  *out = a->state == ACTION_OPEN && id_same(a->account, c->scope.actor) && !date_before(a->due, c->today);
  return *out ? action_may_leave(c, f, a, out) : OK;
}

static int date_path(struct ctx *c, const struct case_file *f, const struct case_action *a, const char **out)
{
  bool has = false;
  if (case_may_write(c)) TRY(has_date(c, f, a, &has));
  *out = has ? path_of_id(c, ACTION_PATH, a->id, "/agenda") : NULL;
  return OK;
}

static int line_of(struct ctx *c, const struct case_file *f, const struct case_action *a, struct action_line *out)
{
  *out = (struct action_line){ .action = a, .whom = action_whom(c, f, a), .path = path_of_id(c, ACTION_PATH, a->id, NULL), .household = f->file.household.name,
    .late = a->state == ACTION_OPEN && date_before(a->due, c->today), .mine = id_same(a->account, c->scope.actor) };
  TRY(date_path(c, f, a, &out->date));
  TRY(action_is_stopped(c, f, a, &out->stopped));
  return action_doer(c, f, a, &out->doer);
}

int show_actions(struct ctx *c)
{
  struct case_file f;
  struct case_action_list all;
  struct partner_ask_list asks;
  struct partner_answer_list answers;
  struct actions_view v = { .may_write = case_may_write(c) };
  TRY(case_of_path(c, &f));
  TRY(actions_of(c, f.file.household.id, &all));
  TRY(partner_asks_in(c, f.file.household.id, &asks, &answers));
  v.household = &f.file.household;
  v.open.at = arena_new(&c->arena, struct action_line, all.count + 1);
  v.closed.at = arena_new(&c->arena, struct action_line, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    struct action_line_list *const to = all.at[i].state == ACTION_OPEN ? &v.open : &v.closed;
    struct action_line *const line = &to->at[to->count++];
    TRY(line_of(c, &f, &all.at[i], line));
    line->partner = partner_in_words(c, &all.at[i], &asks, &answers);
  }
  const struct page page = { .title = tr(c, N_("What is agreed")), .current = HOUSEHOLDS, .noindex = true, .work = true };
  page_begin(c, &page);
  view_actions(c, &v);
  return page_end(c, &page);
}

int show_action_new(struct ctx *c)
{
  struct case_file f;
  struct field_list lists[3];
  struct action_new blank = { .due = date_plus_days(c->today, 14), .form = ACTION_ALONE };
  TRY(case_of_path(c, &f));
  TRY(action_lists(c, &f, lists));
  if (f.file.sides.count == 1) blank.place = f.file.sides.at[0].letter == SIDE_A ? PLACE_A : PLACE_B;
  const struct form_page v = { .title = tr(c, N_("New action")), .path = path_of_id(c, HOUSEHOLDS, f.file.household.id, "/actie"), .token_path = HOUSEHOLDS "/:id/actie",
    .back = path_of_id(c, HOUSEHOLDS, f.file.household.id, "/acties"), .back_label = tr(c, N_("What is agreed")), .button = tr(c, N_("Save")), .rec = &action_new_record, .row = &blank,
    .lists = lists, .list_count = COUNT(lists) };
  return form_page(c, &v, HOUSEHOLDS);
}

int add_action(struct ctx *c)
{
  struct id household;
  TRY(path_id(c, &household));
  TRY(action_add(c, household, ID_NONE, form_row(c, action_new), NULL));
  return redirect_done(c, path_of_id(c, HOUSEHOLDS, household, "/acties"), "toegevoegd");
}

/* --- one ------------------------------------------------------------------------------------------------------- */

int show_action(struct ctx *c)
{
  struct id id;
  struct case_action a;
  struct case_file f;
  struct action_view v = { .may_write = case_may_write(c) };
  TRY(path_id(c, &id));
  TRY(action_get(c, id, &a));
  TRY(case_home(c, a.compartment, a.household, &f));
  TRY(line_of(c, &f, &a, &v.line));
  if (v.line.stopped) TRY(together_said(c, &f, &v.together));
  TRY(case_colleague(c, &f, a.writer, &v.writer));
  TRY(partner_lines(c, &f, &a, &v.partners));
  if (v.may_write && partner_may_be_asked(&a)) v.ask_partner = path_of_id(c, ACTION_PATH, a.id, "/partner");
  v.household = &f.file.household;
  v.ends[0] = (struct field_list){ .field = "state", .values = choices_kept(&c->arena, &action_state_choices, UINT64_C(1) << ACTION_DONE | UINT64_C(1) << ACTION_DROPPED) };
  const struct page page = { .title = tr(c, N_("Action")), .current = HOUSEHOLDS, .noindex = true, .work = true };
  page_begin(c, &page);
  view_action(c, &v);
  return page_end(c, &page);
}

int show_action_edit(struct ctx *c)
{
  struct id id;
  struct case_action a;
  struct case_file f;
  struct field_list lists[3];
  TRY(path_id(c, &id));
  TRY(action_get(c, id, &a));
  TRY(case_home(c, a.compartment, a.household, &f));
  TRY(action_lists(c, &f, lists));
  if (id_known(a.plan)) TRY(action_doers_in(c, &f, a.place, a.compartment, &lists[0].values));
  lists[2].values = choices_kept(&c->arena, &case_place_choices, UINT64_C(1) << a.place);
  const struct action_new row = action_as_asked(c, &a);
  const struct form_page v = { .title = tr(c, N_("Change the action")), .path = path_of_id(c, ACTION_PATH, id, "/wijzigen"), .token_path = ACTION_PATH "/:id/wijzigen",
    .back = path_of_id(c, ACTION_PATH, id, NULL), .back_label = tr(c, N_("Action")), .button = tr(c, N_("Save")), .rec = &action_new_record, .row = &row, .version = a.version,
    .lists = lists, .list_count = COUNT(lists) };
  return form_page(c, &v, HOUSEHOLDS);
}

static int back_to(struct ctx *c, struct id id, const char *done) { return redirect_done(c, path_of_id(c, ACTION_PATH, id, NULL), done); }

int change_action(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(action_change(c, id, c->form->version, form_row(c, action_new)));
  return back_to(c, id, "opgeslagen");
}

int end_action(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(action_end(c, id, c->form->version, form_row(c, action_close)));
  return back_to(c, id, "afgerond");
}

int again_action(struct ctx *c)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(action_again(c, id, c->form->version));
  return back_to(c, id, "opgeslagen");
}

/* --- the own ones --------------------------------------------------------------------------------------------- */

static int line_of_mine(struct ctx *c, const struct case_action *a, struct action_line *out)
{
  struct household h;
  struct id home = a->household;
  TRY(case_household_of(c, a->compartment, &home));
  const int rc = household_now(c, home, &h);
  if (absent(c, rc)) h.name = tr(c, N_("Household"));
  else TRY(rc);
  *out = (struct action_line){ .action = a, .doer = "", .whom = "", .path = path_of_id(c, ACTION_PATH, a->id, NULL), .household = h.name,
    .late = date_before(a->due, c->today), .mine = true };
  struct case_file f = { .colleagues = NULL };
  if (a->form == ACTION_TOGETHER && rc != OK) return OK;
  if (a->form == ACTION_TOGETHER) TRY(case_open(c, home, &f));
  TRY(date_path(c, &f, a, &out->date));
  return action_is_stopped(c, &f, a, &out->stopped);
}

int show_actions_mine(struct ctx *c)
{
  struct case_action_list all;
  struct action_line_list v = { 0 };
  TRY(actions_mine(c, &all));
  v.at = arena_new(&c->arena, struct action_line, all.count + 1);
  for (size_t i = 0; i < all.count; i++) TRY(line_of_mine(c, &all.at[i], &v.at[v.count++]));
  const struct page page = { .title = tr(c, N_("My actions")), .current = ACTIONS_MINE_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_actions_mine(c, &v);
  return page_end(c, &page);
}

/* --- for the own calendar ---------------------------------------------------------------------------------------- */

int show_action_date(struct ctx *c)
{
  struct id id;
  struct case_action a;
  struct case_file f;
  bool has;
  TRY(path_id(c, &id));
  TRY(action_get(c, id, &a));
  TRY(case_home(c, a.compartment, a.household, &f));
  TRY(has_date(c, &f, &a, &has));
  if (!has) return not_there(c);
  return respond_dates(c, &(struct own_date_list){ &(struct own_date){ id, a.due }, 1 }, OWN_DATE_TITLE, "herinnering.ics");
}

int cases_dates(struct ctx *c, struct own_date_list *to)
{
  struct case_action_list all;
  if (!signed_in_may(who(c), MAY_WRITE_FILES)) return OK;
  TRY(actions_mine(c, &all));
  for (size_t i = 0; i < all.count; i++) {
    struct case_file f;
    bool may = true;
    if (all.at[i].form == ACTION_TOGETHER) {
      TRY(case_home(c, all.at[i].compartment, all.at[i].household, &f));
      TRY(action_may_leave(c, &f, &all.at[i], &may));
    }
    if (may) own_date_add(c, to, all.at[i].id, all.at[i].due);
  }
  return OK;
}

/* --- on the work list -------------------------------------------------------------------------------------------- */

#define STOPPED N_("Stopped: no talks together now")

/* Those that are due within days stand on the work list; all of them on the own page. */
enum { WORK_DAYS = 7 };

static int add_work(struct ctx *c, const struct case_action *a, struct work_line_list *to)
{
  struct action_line l;
  TRY(line_of_mine(c, a, &l));
  work_add(to, &(struct work_line){ .group = l.late ? WORK_LATE : WORK_TODO, .path = JOIN(&c->arena, ACTION_PATH "/", arg_id(&c->arena, a->id)), .title = a->what,
    .about = l.stopped ? JOIN(&c->arena, l.household, ". ", tr(c, STOPPED)) : l.household, .due = { date_begins(date_plus_days(a->due, 1)) } });
  return OK;
}

/* Who directs sees what others let pass. */
static int add_others(struct ctx *c, struct work_line_list *to)
{
  struct case_action_list all;
  TRY(actions_late_of_others(c, &all));
  for (size_t i = 0; i < all.count; i++) {
    struct case_action a = all.at[i];
    a.what = JOIN(&c->arena, tr(c, N_("Somebody else is late:")), " ", a.what);
    TRY(add_work(c, &a, to));
  }
  return OK;
}

int cases_work(struct ctx *c, struct work_line_list *to)
{
  struct case_action_list all;
  if (!signed_in_may(who(c), MAY_SEE_FILES)) return OK;
  TRY(actions_mine_soon(c, date_plus_days(c->today, WORK_DAYS), &all));
  for (size_t i = 0; i < all.count; i++) TRY(add_work(c, &all.at[i], to));
  return signed_in_may(who(c), MAY_DIRECT) ? add_others(c, to) : OK;
}
