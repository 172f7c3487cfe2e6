#include "plan_states.h"
#include "html.h"
#include "need_to_know.h"
#include "plan_items.h"
#include "plan_phone.h"
#include "plan_versions.h"
#include "text.h"

DEFINE_CHOICES(plan_act, PLAN_ACTS)

enum { OUTCOME_MOST = 4000 };
#define OUTCOME_HELP N_("Did the violence stop? What changed for each of them, who keeps in touch, and what happens when it starts again?")

static const struct field closing_fields[] = { F_TEXT(plan_closing, outcome, REQUIRED | LONG, N_("What came of it?"), .max = OUTCOME_MOST, .help = OUTCOME_HELP) };
const struct record plan_closing_record = PART(plan_closing, closing_fields);

static const struct field replacing_fields[] = {
  F_REF (plan_replacing, by,      REQUIRED, plan, N_("Which plan takes its place?"), .help = N_("Another plan of the same kind, for the same readers, that is final.")),
  F_TEXT(plan_replacing, outcome, REQUIRED | LONG, N_("What came of it?"), .max = OUTCOME_MOST, .help = OUTCOME_HELP),
};
const struct record plan_replacing_record = PART(plan_replacing, replacing_fields);

const struct plan_move plan_moves[] = {
  { PLAN_DRAFT, PLAN_FINALISE, PLAN_FINAL },
  { PLAN_DRAFT, PLAN_END,      PLAN_ENDED },
  { PLAN_FINAL, PLAN_REOPEN,   PLAN_DRAFT },
  { PLAN_FINAL, PLAN_REPLACE,  PLAN_REPLACED },
  { PLAN_FINAL, PLAN_END,      PLAN_ENDED },
};
const size_t plan_moves_count = COUNT(plan_moves);

enum plan_state plan_next_state(enum plan_state from, enum plan_act act)
{
  for (size_t i = 0; i < COUNT(plan_moves); i++) if (plan_moves[i].from == from && plan_moves[i].act == act) return plan_moves[i].to;
  return PLAN_STATE_UNKNOWN;
}

/* The plan as it is to be, for whoever may decide about it. */
static int begin(struct ctx *c, struct id id, int32_t version, enum plan_act act, struct plan *out)
{
  struct plan p;
  TRY(plan_get(c, id, &p));
  TRY(involvement_is_own(c, p.compartment));
  if (version != p.version) return fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed this plan meanwhile. Look at it again."));
  const enum plan_state to = plan_next_state(p.state, act);
  if (!to) return fail(c, ERR_INVALID, NULL, N_("That cannot be done with this plan any more. Look at it again."));
  p.state = to;
  *out = p;
  return OK;
}

int plan_finalise(struct ctx *c, struct id id, int32_t version)
{
  struct plan p;
  struct plan_file f;
  struct plan_lack_list lacks;
  TRY(begin(c, id, version, PLAN_FINALISE, &p));
  TRY(plan_open(c, id, &f));
  TRY(plan_lacks(c, &f, &lacks));
  if (lacks.count) return fail(c, ERR_INVALID, NULL, N_("Something is still missing before this plan can be final."));
  p.versions = num((p.versions.known ? p.versions.n : 0) + 1);
  TRY(version_keep(c, &f, p.versions.n));
  return record_update(c, plan, &p);
}

int plan_reopen(struct ctx *c, struct id id, int32_t version)
{
  struct plan p;
  TRY(begin(c, id, version, PLAN_REOPEN, &p));
  return record_update(c, plan, &p);
}

static int close_plan(struct ctx *c, struct plan *p, const char *outcome)
{
  struct plan_file f;
  if (!text_said(outcome)) return fail(c, ERR_INVALID, "outcome", N_("Write what came of it: a plan is not closed empty."));
  TRY(plan_open(c, p->id, &f));
  for (size_t i = 0; i < f.actions.count; i++)
    if (f.actions.at[i].state == ACTION_OPEN) return fail(c, ERR_INVALID, NULL, N_("There are actions that are still to be done. Write first what came of each, or that it will not be done."));
  p->outcome = outcome;
  p->closed = c->today;
  TRY(record_update(c, plan, p));
  return links_end(c, p->id);
}

int plan_end(struct ctx *c, struct id id, int32_t version, const struct plan_closing *n)
{
  struct plan p;
  TRY(begin(c, id, version, PLAN_END, &p));
  return close_plan(c, &p, n->outcome);
}

static bool may_replace(const struct plan *old, const struct plan *new)
{
  return !id_same(old->id, new->id) && new->state == PLAN_FINAL && new->kind == old->kind && id_same(new->compartment, old->compartment) && id_same(new->person, old->person);
}

int plan_replacements(struct ctx *c, const struct plan *p, const struct case_file *f, struct choices *out)
{
  struct plan_list all;
  TRY(plans_of(c, f, &all));
  struct choice *const at = arena_new(&c->arena, struct choice, all.count + 1);
  size_t n = 0;
  at[n++] = (struct choice){ NULL, N_("Choose a plan") };
  for (size_t i = 0; i < all.count; i++) if (may_replace(p, &all.at[i])) at[n++] = (struct choice){ arg_id(&c->arena, all.at[i].id), all.at[i].title };
  *out = (struct choices){ n, at };
  return OK;
}

int plan_replace(struct ctx *c, struct id id, int32_t version, const struct plan_replacing *n)
{
  struct plan p, by;
  TRY(begin(c, id, version, PLAN_REPLACE, &p));
  const int rc = plan_get(c, n->by, &by);
  if (rc != OK && !absent(c, rc)) return rc;
  if (rc != OK || !may_replace(&p, &by)) return fail(c, ERR_INVALID, "by", N_("Choose from the list."));
  p.replaced_by = by.id;
  return close_plan(c, &p, n->outcome);
}
