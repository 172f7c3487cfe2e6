#include "possible_doubles.h"
#include "accounts.h"
#include "calendar.h"
#include "journal.h"
#include "organisations.h"

DEFINE_CHOICES(double_answer, DOUBLE_ANSWERS)

static const struct field fields[] = { F_ENUM(double_ask, answer, REQUIRED, double_answer, N_("Could it be the same person?")) };
const struct record double_ask_record = PART(double_ask, fields);

enum { DAYS_TO_LOOK = 5 };

/* --- telling --------------------------------------------------------------------------------------------- */

static int in_household(struct ctx *c, struct id person, struct id household, bool *out)
{
  struct membership_list there;
  TRY(memberships_of_person(c, person, &there));
  *out = false;
  for (size_t i = 0; i < there.count; i++) *out = *out || id_same(there.at[i].household, household);
  return OK;
}

/* The first of each organisation who works with it: one person who knows what it is about, not everybody. */
static bool first_of_organisation(const struct involvement_list *rows, size_t at)
{
  if (rows->at[at].purpose == PURPOSE_EMERGENCY) return false;
  for (size_t i = 0; i < at; i++)
    if (rows->at[i].purpose != PURPOSE_EMERGENCY && id_same(rows->at[i].organisation, rows->at[at].organisation)) return false;
  return true;
}

static int ask_owners(struct ctx *c, const struct person *of)
{
  const struct date due = date_plus_days(c->today, DAYS_TO_LOOK);
  struct involvement_list rows;
  size_t asked = 0;
  TRY(involvements_of_compartment(c, of->compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct task t = { .account = rows.at[i].account, .organisation = rows.at[i].organisation, .kind = TASK_POSSIBLE_DOUBLE, .about = of->id, .due = due };
    if (!first_of_organisation(&rows, i)) continue;
    TRY(task_add(c, &t));
    asked++;
  }
  return asked ? OK : task_add(c, &(struct task){ .role = ROLE_PRIVACY, .kind = TASK_BRING_TOGETHER, .about = of->id, .due = due });
}

struct tell { const struct person *added; struct id household; const struct person_list *seen; };

static int tell_of(struct ctx *c, const struct tell *t)
{
  struct person_list all;
  TRY(person_alike(c, t->added, &all));
  for (size_t i = 0; i < all.count; i++) {
    bool known = id_same(all.at[i].id, t->added->id);
    for (size_t k = 0; k < t->seen->count && !known; k++) known = id_same(all.at[i].id, t->seen->at[k].id);
    if (!known) TRY(in_household(c, all.at[i].id, t->household, &known));
    if (!known) TRY(ask_owners(c, &all.at[i]));
  }
  return OK;
}

int possible_double_tell(struct ctx *c, const struct person *added, struct id household, const struct person_list *seen)
{
  const struct tell t = { added, household, seen };
  return AS_PROGRAM(c, tell_of(c, &t));
}

/* --- answering --------------------------------------------------------------------------------------------- */

static int own_task(struct ctx *c, enum task_kind kind, struct id person, struct id *out)
{
  struct task_list mine;
  TRY(tasks_mine(c, &mine));
  for (size_t i = 0; i < mine.count; i++)
    if (mine.at[i].kind == kind && id_same(mine.at[i].about, person)) { *out = mine.at[i].id; return OK; }
  return not_there(c);
}

int possible_double_asked(struct ctx *c, struct id person)
{
  struct id compartment, task;
  TRY(record_place(c, person, person, &compartment));
  return own_task(c, TASK_POSSIBLE_DOUBLE, person, &task);
}

int possible_double_answer(struct ctx *c, struct id person, const struct double_ask *a)
{
  struct id compartment, task;
  TRY(record_place(c, person, person, &compartment));
  TRY(own_task(c, TASK_POSSIBLE_DOUBLE, person, &task));
  if (a->answer == DOUBLE_UNKNOWN) return fail(c, ERR_INVALID, "answer", N_("Choose an answer."));
  if (a->answer == DOUBLE_MAYBE) TRY(task_add(c, &(struct task){ .role = ROLE_PRIVACY, .kind = TASK_BRING_TOGETHER, .about = person, .due = date_plus_days(c->today, DAYS_TO_LOOK) }));
  return task_done(c, task);
}

/* --- for the privacy officer ------------------------------------------------------------------------------- */

static int workers_of(struct ctx *c, struct id compartment, struct double_file *out)
{
  struct involvement_list rows;
  TRY(involvements_of_compartment(c, compartment, &rows));
  out->at = arena_new(&c->arena, struct double_worker, rows.count + 1);
  for (size_t i = 0; i < rows.count; i++) {
    struct account account;
    struct double_worker *const w = &out->at[out->count];
    bool twice = rows.at[i].purpose == PURPOSE_EMERGENCY;
    for (size_t k = 0; k < i; k++) twice = twice || (id_same(rows.at[k].account, rows.at[i].account) && id_same(rows.at[k].organisation, rows.at[i].organisation));
    if (twice) continue;
    TRY(account_get(c, rows.at[i].account, &account));
    w->name = account.name;
    w->mail = account.mail;
    TRY(organisation_name(c, rows.at[i].organisation, &w->organisation));
    out->count++;
  }
  return OK;
}

static int find_workers(struct ctx *c, struct id person, struct double_file_list *out)
{
  struct person asked;
  struct person_list all;
  TRY(person_get(c, person, &asked));
  TRY(person_alike(c, &asked, &all));
  out->at = arena_new(&c->arena, struct double_file, all.count + 1);
  out->count = 0;
  TRY(workers_of(c, asked.compartment, &out->at[out->count++]));
  for (size_t i = 0; i < all.count; i++) if (!id_same(all.at[i].id, person)) TRY(workers_of(c, all.at[i].compartment, &out->at[out->count++]));
  journal_later(c, "double", "person", person, asked.compartment, NULL);
  return OK;
}

int possible_double_workers(struct ctx *c, struct id person, struct double_file_list *out)
{
  struct id task;
  TRY(own_task(c, TASK_BRING_TOGETHER, person, &task));
  return AS_PROGRAM(c, find_workers(c, person, out));
}
