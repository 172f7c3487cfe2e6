#include "plans_room.h"
#include "calendar.h"
#include "glance.h"
#include "html.h"
#include "text.h"
#include "example_plans.h"
#include "involved.h"
#include "own_dates.h"
#include "plans_web.h"

static const struct record *const records[] = { &plan_record, &plan_stop_record, &plan_safety_record, &plan_contact_record, &plan_prompts_record, &plan_goal_record, &plan_voice_record,
  &plan_holder_record, &plan_review_record, &plan_version_record, &plan_release_record, &plan_phone_record, &plan_link_record, NULL };

static const struct query *const *const queries[] = { plan_queries, plan_sheet_queries, plan_version_queries, plan_release_queries, plan_phone_queries, NULL };

enum { SOON_DAYS = 7 };

/* Plans that are to be looked at: on the list of who coordinates them, and of nobody else. */
int plans_work(struct ctx *c, struct work_line_list *to)
{
  struct plan_list due;
  if (!signed_in_may(who(c), MAY_WRITE_FILES)) return OK;
  TRY(plans_due(c, date_plus_days(c->today, SOON_DAYS), &due));
  for (size_t i = 0; i < due.count; i++) {
    const struct plan *const p = &due.at[i];
    work_add(to, &(struct work_line){ .group = date_before(p->review, c->today) ? WORK_LATE : WORK_TODO, .path = path_of_id(c, PLAN_PATH, p->id, "/bekijken"),
      .title = tr(c, N_("Look at this plan again")), .about = p->title, .due = { date_begins(date_plus_days(p->review, 1)) } });
  }
  return OK;
}

/* All of them, however far ahead. */
static int plans_dates(struct ctx *c, struct own_date_list *to)
{
  struct plan_list all;
  if (!signed_in_may(who(c), MAY_WRITE_FILES)) return OK;
  TRY(plans_due(c, (struct date){ 99991231 }, &all));
  for (size_t i = 0; i < all.count; i++) own_date_add(c, to, all.at[i].id, all.at[i].review);
  return OK;
}

/* No household is closed over a plan that nobody ended: each says what came of it. */
static int plans_open_in(struct ctx *c, struct id household, const char **what)
{
  struct case_file f;
  struct plan_list all;
  TRY(case_open(c, household, &f));
  TRY(plans_of(c, &f, &all));
  for (size_t i = 0; i < all.count; i++) if (plan_is_open(&all.at[i])) *what = N_("A plan is still open: end it, and say what came of it.");
  return OK;
}

/* The version that was final last stays in force while a plan is changed. */
static int plan_in_force(struct ctx *c, struct id household, struct id person, bool *has)
{
  struct case_file f;
  struct plan_list all;
  TRY(case_open(c, household, &f));
  TRY(plans_of(c, &f, &all));
  for (size_t i = 0; i < all.count; i++) {
    const struct plan *const p = &all.at[i];
    *has |= p->kind == PLAN_SAFETY && id_same(p->person, person) && plan_is_open(p) && p->versions.known && p->versions.n > 0;
  }
  return OK;
}

/* A plan that nobody coordinates any more is told like an action that nobody does. */
static int plans_left(struct ctx *c, struct id account, struct id compartment)
{
  struct plan_held_list held;
  struct id organisation;
  if (!id_known(compartment)) return OK;
  TRY(reads_compartment(c, compartment, account, &organisation));
  if (id_known(organisation)) return OK;
  TRY(plans_held(c, account, compartment, &held));
  return held.count ? work_left_tell(c, compartment, account) : OK;
}

static int plans_glance(struct ctx *c, struct id household, struct glance_list *to)
{
  struct case_file f;
  struct plan_list all;
  size_t final = 0, draft = 0;
  TRY(case_open(c, household, &f));
  TRY(plans_of(c, &f, &all));
  for (size_t i = 0; i < all.count; i++) { final += all.at[i].state == PLAN_FINAL; draft += all.at[i].state == PLAN_DRAFT; }
  const char *const text = JOIN(&c->arena, arg_int(&c->arena, (int64_t)final), " ", tr(c, N_("final")), ", ", arg_int(&c->arena, (int64_t)draft), " ", tr(c, N_("draft")));
  glance_add(to, (struct glance){ N_("Plans"), text, path_of_id(c, HOUSEHOLDS_PATH, household, "/plannen"), !final });
  return OK;
}

const struct room plans_room = { .name = "plans", .routes = plans_routes, .work = plans_work, .glance = plans_glance, .dates = plans_dates, .demo_later = plans_demo, .synth = plans_synth,
  .in_words = plan_in_words, .example = example_plans, .still_open = plans_open_in, .has_plan = plan_in_force, .left = plans_left, .queries = queries, .records = records, .api = &plans_api };
