#include "partner_asks.h"
#include "accounts.h"
#include "addresses.h"
#include "calendar.h"
#include "journal.h"
#include "need_to_know.h"
#include "organisations.h"
#include "secrets.h"
#include "tasks.h"
#include "terms.h"
#include "text.h"

DEFINE_CHOICES(partner_did, PARTNER_ANSWERS)
DEFINE_CHOICES(partner_state, PARTNER_STATES)

enum { NAME_MOST = 200, MAIL_MOST = 200, REQUEST_MOST = 1500, WORDS_MOST = 1500 };

static const char *check_mailbox(struct ctx *c, const char *text)
{
  (void)c;
  return mailbox_plain(text) ? NULL : N_("Write a mail address, such as name@organisation.example.");
}

static const struct field ask_fields[] = {
  F_REF (partner_ask, action,       IN_PROGRAM | CLEAR | REQUIRED, case_action, N_("Action")),
  F_REF (partner_ask, whom,         IN_PROGRAM, person, N_("For whom")),
  F_TEXT(partner_ask, name,         REQUIRED, N_("Name of the partner"), .max = NAME_MOST),
  F_TEXT(partner_ask, organisation, REQUIRED, N_("Organisation of the partner"), .max = NAME_MOST),
  F_ENUM(partner_ask, branch,       REQUIRED, helper_branch, N_("From where")),
  F_TEXT(partner_ask, mail,         SECRET | REQUIRED, N_("Mail address of the partner"), .max = MAIL_MOST),
  F_TEXT(partner_ask, request,      REQUIRED | LONG, N_("What the partner was asked"), .max = REQUEST_MOST),
  F_DATE(partner_ask, due,          REQUIRED, N_("By when")),
  F_ENUM(partner_ask, ground,       REQUIRED, legal_ground, N_("Legal ground")),
  F_TEXT(partner_ask, how,          REQUIRED | LONG, N_("How it was given, or the facts it stands on"), .max = 1000),
  F_DATE(partner_ask, since,        REQUIRED | NOT_IN_FUTURE, N_("Since")),
  F_REF (partner_ask, asker,        IN_PROGRAM | REQUIRED, account, N_("Asked by")),
  F_REF (partner_ask, office,       IN_PROGRAM, organisation, N_("Organisation")),
  F_TIME(partner_ask, asked,        IN_PROGRAM | REQUIRED, N_("Asked on")),
  F_TIME(partner_ask, ended,        IN_PROGRAM, N_("Taken back on")),
  F_TEXT(partner_ask, why,          IN_PROGRAM | LONG, N_("Why it was taken back"), .max = 1000),
};
const struct record partner_ask_record = SEALED_RECORD(partner_ask, ask_fields);

static const struct field answer_fields[] = {
  F_REF (partner_answer, action, IN_PROGRAM | CLEAR | REQUIRED, case_action, N_("Action")),
  F_REF (partner_answer, ask,    IN_PROGRAM | REQUIRED, partner_ask, N_("Asked")),
  F_REF (partner_answer, whom,   IN_PROGRAM, person, N_("For whom")),
  F_ENUM(partner_answer, answer, IN_PROGRAM | REQUIRED, partner_did, N_("Answer of the partner")),
  F_TEXT(partner_answer, words,  IN_PROGRAM | LONG, N_("What the partner wrote"), .max = WORDS_MOST),
  F_ENUM(partner_answer, held,   IN_PROGRAM | REQUIRED, yes_no, N_("Words were left out")),
  F_TIME(partner_answer, at,     IN_PROGRAM | REQUIRED, N_("Answered on")),
};
const struct record partner_answer_record = SEALED_RECORD(partner_answer, answer_fields);

static const struct field ground_fields[] = {
  F_REF (partner_ground, action, IN_PROGRAM | CLEAR | REQUIRED, case_action, N_("Action")),
  F_REF (partner_ground, ask,    IN_PROGRAM | REQUIRED, partner_ask, N_("Asked")),
  F_REF (partner_ground, whom,   IN_PROGRAM, person, N_("For whom")),
  F_DATE(partner_ground, until,  IN_PROGRAM, N_("Until")),
  F_DATE(partner_ground, gone,   IN_PROGRAM, N_("Withdrawn on")),
  F_REF (partner_ground, by,     IN_PROGRAM, account, N_("Written down by")),
};
const struct record partner_ground_record = SEALED_RECORD(partner_ground, ground_fields);

static const struct field new_fields[] = {
  F_TEXT(partner_new, name,         REQUIRED, N_("Name of the partner"), .max = NAME_MOST),
  F_TEXT(partner_new, organisation, REQUIRED, N_("Organisation of the partner"), .max = NAME_MOST),
  F_ENUM(partner_new, branch,       REQUIRED, helper_branch, N_("From where")),
  F_TEXT(partner_new, mail,         REQUIRED, N_("Mail address of the partner"), .max = MAIL_MOST, .check = check_mailbox,
         .help = N_("Of this person, not of a mailbox that many read. The mail says only that you ask something.")),
  F_TEXT(partner_new, request,      REQUIRED | LONG, N_("What do you ask, in words for the partner?"), .max = REQUEST_MOST,
         .help = N_("Only what is needed to do this. Nothing of the violence, no address of anybody who is hidden. What the action says is not sent.")),
  F_DATE(partner_new, due,          REQUIRED, N_("By when")),
  F_ENUM(partner_new, ground,       REQUIRED, legal_ground, N_("Legal ground")),
  F_TEXT(partner_new, how,          REQUIRED | LONG, N_("How it was given, or the facts it stands on"), .max = 1000,
         .help = N_("For permission: who gave it, when and how. Else: the facts, and the article of the law.")),
  F_DATE(partner_new, since,        REQUIRED | NOT_IN_FUTURE, N_("Since")),
  F_DATE(partner_new, until,        OPTIONAL, N_("Until"), .help = N_("Leave empty if it holds as long as the help lasts. The link stops after this day, and you hear it.")),
};
const struct record partner_new_record = PART(partner_new, new_fields);

static const struct field back_fields[] = {
  F_ENUM(partner_back, gone, REQUIRED, yes_no, N_("Was the permission withdrawn, or is the other ground gone?")),
  F_TEXT(partner_back, why, REQUIRED | LONG, N_("Why do you take it back?"), .max = 1000, .help = N_("Permission was withdrawn, somebody else does it, it is not needed any more.")),
};
const struct record partner_back_record = PART(partner_back, back_fields);

static const struct field link_fields[] = {
  F_TEXT(partner_link, region, REQUIRED, N_("Region"), .max = 60),
  F_REF (partner_link, ask,    REQUIRED, partner_ask, N_("Asked")),
  F_TIME(partner_link, made,   REQUIRED, N_("Made")),
  F_TIME(partner_link, until,  REQUIRED, N_("Until")),
  F_DATE(partner_link, silent, OPTIONAL, N_("Heard nothing until")),
  F_DATE(partner_link, groundless, OPTIONAL, N_("Without a ground from")),
  F_TIME(partner_link, ended,  OPTIONAL, N_("Ended")),
};
const struct record partner_link_record = RECORD(partner_link, link_fields);

/* --- where it stands ------------------------------------------------------------------------------------------------ */

static const enum partner_state after[] = { [PARTNER_TAKES] = PARTNER_TOOK, [PARTNER_DID] = PARTNER_DONE, [PARTNER_CANNOT] = PARTNER_REFUSED, [PARTNER_QUESTION] = PARTNER_ASKS };

bool partner_takes(enum partner_state from, enum partner_did answer)
{
  switch (from) {
  case PARTNER_ASKED: case PARTNER_ASKS: return answer != PARTNER_ANSWER_UNKNOWN;
  case PARTNER_TOOK:    return answer == PARTNER_DID || answer == PARTNER_CANNOT || answer == PARTNER_QUESTION;
  case PARTNER_DONE:    return answer == PARTNER_QUESTION;
  case PARTNER_REFUSED: return answer == PARTNER_TAKES || answer == PARTNER_QUESTION;
  default: return false;
  }
}

static int64_t day_ends(struct date day) { return date_begins(date_plus_days(day, 1)); }

enum partner_state partner_stands(const struct partner_ask *p, const struct partner_answer_list *all, bool open, int64_t now)
{
  enum partner_state state = PARTNER_ASKED;
  for (size_t i = 0; i < all->count; i++) if (id_same(all->at[i].ask, p->id)) state = after[all->at[i].answer];
  if (instant_known(p->ended)) return date_known(p->gone) ? PARTNER_GROUNDLESS : PARTNER_BACK;
  if (state != PARTNER_DONE && state != PARTNER_REFUSED && date_known(p->until) && day_ends(p->until) <= now) return PARTNER_GROUNDLESS;
  return state == PARTNER_ASKED && (!open || partner_until(p->due).ms <= now) ? PARTNER_PAST : state;
}

bool partner_helps(const struct partner_ask *p, const struct partner_answer_list *all)
{
  bool took = false;
  for (size_t i = 0; i < all->count; i++)
    if (id_same(all->at[i].ask, p->id) && all->at[i].answer != PARTNER_QUESTION) took = all->at[i].answer == PARTNER_TAKES;
  return took && !instant_known(p->ended);
}

struct instant partner_until(struct date due) { return (struct instant){ date_begins(date_plus_days(due, PARTNER_LINK_DAYS + 1)) }; }

struct instant partner_ends(const struct partner_ask *p)
{
  const struct instant last = partner_until(p->due);
  return date_known(p->until) && day_ends(p->until) < last.ms ? (struct instant){ day_ends(p->until) } : last;
}

/* --- asking ---------------------------------------------------------------------------------------------------------- */

bool partner_may_be_asked(const struct case_action *a) { return a->state == ACTION_OPEN && !id_known(a->account) && !id_known(a->person); }

static int asked_well(struct ctx *c, const struct case_action *a, const struct partner_new *n)
{
  struct case_file f;
  TRY(involvement_is_own(c, a->compartment));
  if (!partner_may_be_asked(a))
    return fail(c, ERR_INVALID, NULL, N_("Only for an open action that somebody else does: not a colleague, nor somebody of the household."));
  if (date_before(n->due, c->today)) return fail(c, ERR_INVALID, "due", N_("This day is past."));
  if (date_before(date_plus_days(c->today, PARTNER_DUE_MOST_DAYS), n->due)) return fail(c, ERR_INVALID, "due", N_("Choose a day within half a year."));
  if (date_known(n->until) && date_before(n->until, c->today)) return fail(c, ERR_INVALID, "until", N_("This day is past."));
  if (date_known(n->until) && date_before(n->until, n->due))
    return fail(c, ERR_INVALID, "until", N_("The ground ends before the day by when you ask it: choose a ground that lasts so long, or an earlier day."));
  TRY(case_home(c, a->compartment, a->household, &f));
  return no_secret_place_in(c, f.file.household.id, &partner_new_record, n);
}

int partner_check(struct ctx *c, struct id action, const struct partner_new *n)
{
  struct case_action a;
  TRY(action_get(c, action, &a));
  return asked_well(c, &a, n);
}

/* The first day on which it is too long without an answer. */
static struct date silent_on(struct ctx *c, struct date due)
{
  const struct date term = c->places ? working_day_after(c->places, c->today, PARTNER_SILENT_DAYS) : date_plus_days(c->today, PARTNER_SILENT_DAYS);
  return date_plus_days(date_before(due, term) ? due : term, 1);
}

static int ground_put(struct ctx *c, const struct partner_ask *p)
{
  struct partner_ground_list all;
  struct partner_ground g = { .compartment = p->compartment, .action = p->action, .ask = p->id, .whom = p->whom };
  TRY(partner_grounds_of(c, p->action, &all));
  for (size_t i = 0; i < all.count; i++) if (id_same(all.at[i].ask, p->id)) g = all.at[i];
  g.until = p->until;
  g.gone = p->gone;
  g.by = c->scope.actor;
  return id_known(g.id) ? record_update(c, partner_ground, &g) : record_insert(c, partner_ground, &g, NULL);
}

int partner_ask_add(struct ctx *c, struct id action, const struct partner_new *n, struct id *out)
{
  struct case_action a;
  struct id link;
  TRY(action_get(c, action, &a));
  TRY(asked_well(c, &a, n));
  struct partner_ask p = { .compartment = a.compartment, .action = a.id, .whom = a.whom, .name = n->name, .organisation = n->organisation, .branch = n->branch,
    .mail = n->mail, .request = n->request, .due = n->due, .ground = n->ground, .how = n->how, .since = n->since, .asker = c->scope.actor, .office = c->scope.organisation,
    .asked = { c->now }, .until = n->until };
  TRY(record_insert(c, partner_ask, &p, &p.id));
  if (date_known(p.until)) TRY(ground_put(c, &p));
  const struct partner_link l = { .region = c->scope.region, .ask = p.id, .made = { c->now }, .until = partner_ends(&p), .silent = silent_on(c, n->due),
    .groundless = date_known(p.until) ? date_plus_days(p.until, 1) : DATE_UNKNOWN };
  TRY(global_insert(c, partner_link, &l, &link));
  if (out) *out = p.id;
  return partner_send(c, link, p.mail);
}

int partner_get(struct ctx *c, struct id ask, struct partner_ask *out)
{
  struct partner_ground_list grounds;
  TRY(record_get(c, partner_ask, ask, out));
  TRY(partner_grounds_of(c, out->action, &grounds));
  partner_grounded(out, &grounds);
  return OK;
}

/* --- ending ---------------------------------------------------------------------------------------------------------- */

static int end_links(struct ctx *c, struct id ask)
{
  struct partner_link_list list;
  TRY(partner_links_of(c, ask, &list));
  for (size_t i = 0; i < list.count; i++) {
    list.at[i].ended = (struct instant){ c->now };
    if (list.at[i].until.ms > c->now) list.at[i].until = list.at[i].ended;
    list.at[i].silent = list.at[i].groundless = DATE_UNKNOWN;
    TRY(global_update(c, partner_link, &list.at[i]));
  }
  return OK;
}

int partner_take_back(struct ctx *c, struct id ask, int32_t version, const struct partner_back *n)
{
  struct partner_ask p;
  struct case_action a;
  struct case_file f;
  bool own;
  TRY(partner_get(c, ask, &p));
  TRY(involvement_is_own(c, p.compartment));
  TRY(action_get(c, p.action, &a));
  TRY(case_home(c, p.compartment, a.household, &f));
  TRY(same_side(c, f.file.household.id, p.asker, &own));
  if (!own) return fail(c, ERR_INVALID, NULL, N_("Whoever asked this works for another side: they take it back."));
  if (version != p.version) return fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed this meanwhile. Look at it once more."));
  if (instant_known(p.ended)) return fail(c, ERR_INVALID, NULL, N_("It was taken back already."));
  p.ended = (struct instant){ c->now };
  p.why = n->why;
  TRY(record_update(c, partner_ask, &p));
  TRY(end_links(c, ask));
  if (n->gone != YES) return OK;
  p.gone = c->today;
  TRY(ground_put(c, &p));
  return id_same(p.asker, c->scope.actor) ? OK : partner_tell(c, &p, TASK_PARTNER_GROUNDLESS);
}

int partners_stop(struct ctx *c, struct id action)
{
  struct partner_ask_list asks;
  struct partner_answer_list answers;
  TRY(partner_asks_of(c, action, &asks, &answers));
  for (size_t i = 0; i < asks.count; i++) TRY(end_links(c, asks.at[i].id));
  TRY(tasks_close(c, TASK_PARTNER_ANSWERED, action, ID_NONE));
  TRY(tasks_close(c, TASK_PARTNER_GROUNDLESS, action, ID_NONE));
  return tasks_close(c, TASK_PARTNER_SILENT, action, ID_NONE);
}
