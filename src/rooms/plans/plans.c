#include "plans.h"
#include "accounts.h"
#include "calendar.h"
#include "directors.h"
#include "html.h"
#include "involved.h"
#include "need_to_know.h"
#include "organisations.h"
#include "plan_items.h"
#include "text.h"
#include <stdlib.h>

DEFINE_CHOICES(plan_kind, PLAN_KINDS)
DEFINE_CHOICES(plan_state, PLAN_STATES)

enum { TITLE_MOST = 120, WHY_MOST = 2000, OUTCOME_MOST = 4000 };

#define WHY_HELP   N_("What makes it needed today: what happened, what changed, what somebody wishes.")
#define TITLE_HELP N_("In neutral words, without a place and without a surname.")
#define COORDINATOR_HELP N_("One colleague, also where there are no children. Who coordinates keeps the plan together and is reminded when it is to be looked at.")

static const struct field fields[] = {
  F_REF (plan, household,    IN_PROGRAM | REQUIRED, household, N_("Household")),
  F_ENUM(plan, place,        IN_PROGRAM | REQUIRED, case_place, N_("Who reads it")),
  F_ENUM(plan, kind,         IN_PROGRAM | REQUIRED, plan_kind, N_("Kind of plan")),
  F_REF (plan, person,       IN_PROGRAM, person, N_("For whom")),
  F_TEXT(plan, title,        REQUIRED, N_("Title"), .max = TITLE_MOST, .help = TITLE_HELP),
  F_TEXT(plan, why,          REQUIRED | LONG, N_("Why now?"), .max = WHY_MOST, .help = WHY_HELP),
  F_REF (plan, coordinator,  CLEAR | REQUIRED, account, N_("Who coordinates it?"), .help = COORDINATOR_HELP),
  F_REF (plan, organisation, IN_PROGRAM, organisation, N_("For which organisation")),
  F_DATE(plan, start,        REQUIRED, N_("First day")),
  F_DATE(plan, review,       CLEAR | REQUIRED, N_("When is it looked at again?"), .help = N_("It comes back on the work list of who coordinates it.")),
  F_ENUM(plan, state,        IN_PROGRAM | CLEAR | REQUIRED, plan_state, N_("State")),
  F_INT (plan, versions,     IN_PROGRAM, N_("Versions")),
  F_DATE(plan, closed,       IN_PROGRAM, N_("Ended on")),
  F_TEXT(plan, outcome,      IN_PROGRAM | LONG, N_("What came of it?"), .max = OUTCOME_MOST),
  F_REF (plan, replaced_by,  IN_PROGRAM, plan, N_("Replaced by")),
  F_ENUM(plan, stop,         IN_PROGRAM, yes_no, N_("How the violence stops for good")),
  F_REF (plan, writer,       IN_PROGRAM, account, N_("Written by")),
};
const struct record plan_record = SEALED_RECORD(plan, fields);

static const struct field held_fields[] = { F_REF(plan_held, coordinator, IN_PROGRAM | CLEAR, account, N_("Coordinator")) };
const struct record plan_held_record = { .name = "plan", .count = COUNT(held_fields), .fields = held_fields, .size = sizeof(struct plan_held), .protection = SEALED };

static const struct field new_fields[] = {
  F_ENUM(plan_new, kind,        REQUIRED, plan_kind, N_("Which kind of plan?"),
         .help = N_("A safety plan is one person's own, and stays with that person's side. Help is about the causes, recovery about what comes afterwards.")),
  F_REF (plan_new, person,      OPTIONAL, person, N_("For whom?"), .help = N_("A safety plan is always somebody's.")),
  F_ENUM(plan_new, place,       OPTIONAL, case_place, N_("Who may read it?"), .help = N_("Not needed for a safety plan: only who works for that person's side reads it.")),
  F_TEXT(plan_new, title,       REQUIRED, N_("Title"), .max = TITLE_MOST, .help = TITLE_HELP),
  F_TEXT(plan_new, why,         REQUIRED | LONG, N_("Why now?"), .max = WHY_MOST, .help = WHY_HELP),
  F_REF (plan_new, coordinator, REQUIRED, account, N_("Who coordinates it?"), .help = COORDINATOR_HELP),
  F_DATE(plan_new, start,       REQUIRED, N_("First day")),
  F_DATE(plan_new, review,      REQUIRED, N_("When is it looked at again?"), .help = N_("It comes back on the work list of who coordinates it.")),
};
const struct record plan_new_record = PART(plan_new, new_fields);

/* --- whose ----------------------------------------------------------------------------------------------------- */

/* A safety plan lies in the side of its person; where there is none, or it is a child's, with the person. */
static enum case_place safety_place(const struct case_file *f, const struct membership *m)
{
  const struct household_side *const s = file_side(&f->file, m->side);
  if (!s || m->role == MEMBER_CHILD) return PLACE_PERSON;
  return s->letter == SIDE_A ? PLACE_A : PLACE_B;
}

static int choose_place(struct ctx *c, const struct case_file *f, const struct plan_new *n, enum case_place *out)
{
  const struct membership *const m = file_membership_of(&f->file, n->person);
  if (n->kind != PLAN_SAFETY) {
    if (n->place == CASE_PLACE_UNKNOWN) return fail(c, ERR_INVALID, "place", N_("Choose who reads this."));
    *out = n->place;
    return OK;
  }
  if (!m) return fail(c, ERR_INVALID, "person", N_("A safety plan is one person's own: choose somebody whose file you may open."));
  *out = safety_place(f, m);
  if (n->place != CASE_PLACE_UNKNOWN && n->place != *out) return fail(c, ERR_INVALID, "place", N_("A safety plan is read by that person's own side only."));
  return OK;
}

/* In a side's plan stands nobody of the other side. */
static int check_person(struct ctx *c, const struct case_file *f, enum case_place place, struct id person)
{
  const struct membership *const m = file_membership_of(&f->file, person);
  const struct household_side *const s = m ? file_side(&f->file, m->side) : NULL;
  if ((place == PLACE_A || place == PLACE_B) && s && s->letter != (place == PLACE_A ? SIDE_A : SIDE_B))
    return fail(c, ERR_INVALID, "person", N_("This person is on another side. Choose who reads it anew, or make an own plan there."));
  return OK;
}

/* The person's own side: two households that turned out to be one may have two of one letter. */
static int choose_compartment(struct ctx *c, const struct case_file *f, const struct plan *p, struct id *out)
{
  const struct membership *const m = file_membership_of(&f->file, p->person);
  const struct household_side *const s = m ? file_side(&f->file, m->side) : NULL;
  if ((p->place != PLACE_A && p->place != PLACE_B) || !s) return case_compartment(c, f, p->place, p->person, out);
  *out = s->compartment;
  return OK;
}

/* --- who coordinates ---------------------------------------------------------------------------------------------- */

int plan_coordinators(struct ctx *c, const struct case_file *f, struct choices *out)
{
  return involved_choices(c, f->file.household.id, ID_NONE, N_("Choose a colleague"), out);
}

/* Of those whom the actor may know of, one who reads that compartment. */
static int check_coordinator(struct ctx *c, const struct case_file *f, struct id compartment, struct id account, struct id *organisation)
{
  struct id reads;
  TRY(involved_reads(c, f->file.household.id, compartment, account, &reads));
  if (id_known(reads)) *organisation = reads;
  return id_known(reads) ? OK : fail(c, ERR_INVALID, "coordinator", N_("This colleague does not read the plan. Choose somebody who works with it, or involve them first."));
}

/* --- writing -------------------------------------------------------------------------------------------------------- */

static int check_days(struct ctx *c, struct date start, struct date review, struct date before)
{
  if (date_before(review, start)) return fail(c, ERR_INVALID, "review", N_("This is before the first day."));
  if (date_before(review, c->today) && review.ymd != before.ymd) return fail(c, ERR_INVALID, "review", N_("This day is past."));
  return OK;
}

int plan_make_in(struct ctx *c, const struct case_file *f, const struct plan_new *n, struct id *out)
{
  struct plan p = { .kind = n->kind, .title = n->title, .why = n->why, .coordinator = n->coordinator, .start = n->start, .review = n->review, .state = PLAN_DRAFT,
    .versions = num(0), .writer = c->scope.actor };
  TRY(choose_place(c, f, n, &p.place));
  TRY(check_person(c, f, p.place, n->person));
  TRY(case_about(c, f, p.place, n->person, "person", &p.person));
  TRY(choose_compartment(c, f, &p, &p.compartment));
  TRY(involvement_is_own(c, p.compartment));
  TRY(check_coordinator(c, f, p.compartment, n->coordinator, &p.organisation));
  TRY(check_days(c, n->start, n->review, DATE_UNKNOWN));
  p.household = f->file.household.id;
  p.stop = plan_needs_stop(&p, f) ? YES : NO;
  return record_insert(c, plan, &p, out);
}

int plan_make(struct ctx *c, struct id household, const struct plan_new *n, struct id *out)
{
  struct case_file f;
  TRY(case_open(c, household, &f));
  return plan_make_in(c, &f, n, out);
}

int plan_get(struct ctx *c, struct id id, struct plan *out) { return record_get(c, plan, id, out); }

int plan_change(struct ctx *c, const struct plan *p)
{
  struct plan stored, new;
  TRY(plan_get(c, p->id, &stored));
  TRY(plan_needs_open(c, &stored));
  TRY(involvement_is_own(c, stored.compartment));
  new = stored;
  new.version = p->version;
  new.coordinator = p->coordinator;
  new.review = p->review;
  new.title = p->title;
  new.why = p->why;
  new.start = p->start;
  TRY(check_days(c, new.start, new.review, stored.review));
  if (stored.state != PLAN_DRAFT && (strcmp(new.title, stored.title) != 0 || strcmp(new.why, stored.why) != 0 || new.start.ymd != stored.start.ymd))
    return fail(c, ERR_INVALID, NULL, N_("This plan is final. Choose \"Change the plan\" first: then its words can be changed."));
  if (!id_same(new.coordinator, stored.coordinator)) {
    struct case_file f;
    TRY(plan_home(c, &stored, &f));
    TRY(check_coordinator(c, &f, stored.compartment, new.coordinator, &new.organisation));
  }
  return record_update(c, plan, &new);
}

int plan_needs_open(struct ctx *c, const struct plan *p)
{
  return plan_is_open(p) ? OK : fail(c, ERR_INVALID, NULL, N_("This plan is closed: it can be read, not changed."));
}

int plan_needs_draft(struct ctx *c, const struct plan *p)
{
  TRY(plan_needs_open(c, p));
  return p->state == PLAN_DRAFT ? OK : fail(c, ERR_INVALID, NULL, N_("This plan is final. Choose \"Change the plan\" first: then its words can be changed."));
}

/* --- reading ------------------------------------------------------------------------------------------------------- */

int plan_home(struct ctx *c, const struct plan *p, struct case_file *out) { return case_home(c, p->compartment, p->household, out); }

struct found { struct plan *at; size_t count, room; };

static int add_from(struct ctx *c, struct id compartment, struct found *to)
{
  struct plan_list rows;
  if (!id_known(compartment)) return OK;
  TRY(plans_in(c, compartment, &rows));
  if (to->count + rows.count > to->room) {
    struct plan *const more = arena_new(&c->arena, struct plan, to->room = 2 * (to->count + rows.count));
    if (to->count) memcpy(more, to->at, to->count * sizeof *more);
    to->at = more;
  }
  if (rows.count) memcpy(to->at + to->count, rows.at, rows.count * sizeof *rows.at);
  to->count += rows.count;
  return OK;
}

static int soonest(const void *a, const void *b)
{
  const struct plan *const x = a, *const y = b;
  if (plan_is_open(x) != plan_is_open(y)) return plan_is_open(x) ? -1 : 1;
  return x->review.ymd != y->review.ymd ? (plan_is_open(x) ? x->review.ymd - y->review.ymd : y->review.ymd - x->review.ymd) : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

/* Through the compartments of the household: what all read, the sides, and each person's own. */
int plans_of(struct ctx *c, const struct case_file *f, struct plan_list *out)
{
  struct found found = { .room = 16 };
  found.at = arena_new(&c->arena, struct plan, found.room);
  TRY(add_from(c, f->file.household.compartment, &found));
  for (size_t i = 0; i < f->file.earlier.count; i++) TRY(add_from(c, f->file.earlier.at[i].compartment, &found));
  for (size_t i = 0; i < f->file.sides.count; i++) TRY(add_from(c, f->file.sides.at[i].compartment, &found));
  for (size_t i = 0; i < f->file.persons.count; i++) TRY(add_from(c, f->file.persons.at[i].compartment, &found));
  if (found.count) qsort(found.at, found.count, sizeof *found.at, soonest);
  *out = (struct plan_list){ .at = found.at, .count = found.count };
  return OK;
}

static bool is_of(const struct plan *p, const struct case_file *f, const struct membership *m)
{
  const struct household_side *const s = file_side(&f->file, m->side);
  if (p->place == PLACE_SHARED) return true;
  if (p->place == PLACE_PERSON) return id_same(m->person, p->person);
  return id_same(m->person, p->person) || (s && id_same(s->compartment, p->compartment));
}

int plan_persons(struct ctx *c, const struct plan *p, const struct case_file *f, struct membership_list *out)
{
  struct membership_list list = { .at = arena_new(&c->arena, struct membership, f->file.memberships.count + 1) };
  for (size_t i = 0; i < f->file.memberships.count; i++) if (is_of(p, f, &f->file.memberships.at[i])) list.at[list.count++] = f->file.memberships.at[i];
  *out = list;
  return OK;
}

enum member_role plan_role(const struct plan *p, const struct case_file *f)
{
  const struct membership *const m = file_membership_of(&f->file, p->person);
  const struct household_member *const known = file_member(&f->file, p->person);
  return m ? m->role : known ? known->role : MEMBER_ROLE_UNKNOWN;
}

const char *plan_whom(struct ctx *c, const struct plan *p, const struct case_file *f)
{
  const char *const name = case_name(c, f, p->person);
  if (!id_known(p->person)) return tr(c, N_("the household"));
  return name ? name : tr(c, N_("somebody who does not belong to this household any more"));
}

/* Once it is somebody's who uses violence it stays so: a role that is not to be seen any more makes nothing unneeded. */
bool plan_needs_stop(const struct plan *p, const struct case_file *f)
{
  const enum member_role role = plan_role(p, f);
  return p->kind == PLAN_SAFETY && (p->stop == YES || uses_violence(role));
}
