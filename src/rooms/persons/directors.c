#include "directors.h"
#include "accounts.h"
#include "involved.h"
#include "need_to_know.h"
#include "organisations.h"
#include "tasks.h"

enum { WHY_MOST = 1000, DAYS_TO_ANSWER = 2 };

static const struct field director_fields[] = {
  F_REF (household_director, account,            IN_PROGRAM | CLEAR | REQUIRED, account, N_("Directs")),
  F_REF (household_director, organisation,       IN_PROGRAM | CLEAR | REQUIRED, organisation, N_("Organisation")),
  F_TIME(household_director, since,              IN_PROGRAM | REQUIRED, N_("Since")),
  F_REF (household_director, asked,              IN_PROGRAM | CLEAR, account, N_("Asked to take over")),
  F_REF (household_director, asked_organisation, IN_PROGRAM | CLEAR, organisation, N_("Asked for which organisation")),
  F_TIME(household_director, asked_at,           IN_PROGRAM, N_("Asked")),
  F_TEXT(household_director, why,                IN_PROGRAM | LONG, N_("Why"), .max = WHY_MOST),
};
const struct record household_director_record = SEALED_RECORD(household_director, director_fields);

static const struct field left_fields[] = {
  F_REF(director_left, account,      IN_PROGRAM | CLEAR, account, N_("Directs")),
  F_REF(director_left, organisation, IN_PROGRAM | CLEAR, organisation, N_("Organisation")),
};
const struct record director_left_record = { .name = "household_director", .count = COUNT(left_fields), .fields = left_fields, .size = sizeof(struct director_left), .protection = SEALED };

static const struct field ask_fields[] = {
  F_REF (director_ask, to,  REQUIRED, account, N_("Who takes over"), .help = N_("Somebody who works with this household already. Until this colleague says yes, you direct.")),
  F_TEXT(director_ask, why, REQUIRED | LONG, N_("Why you hand it over"), .max = WHY_MOST,
         .help = N_("Everybody who works with this household reads this, for both sides. What your colleague must know belongs in the dossier, or you say it in person.")),
};
const struct record director_ask_record = PART(director_ask, ask_fields);

static const struct field take_fields[] = {
  F_TEXT(director_take, why, REQUIRED | LONG, N_("Why you take it up"), .max = WHY_MOST, .help = N_("Everybody who works with this household may read this.")),
};
const struct record director_take_record = PART(director_take, take_fields);

/* --- who ------------------------------------------------------------------------------------------------ */

int director_begin(struct ctx *c, struct id household, struct id compartment)
{
  const struct household_director d = { .id = household, .compartment = compartment, .account = c->scope.actor, .organisation = c->scope.organisation, .since = { c->now } };
  return id_known(c->scope.actor) ? record_insert(c, household_director, &d, NULL) : OK;
}

int director_of(struct ctx *c, struct id household, struct household_director *out) { return record_get(c, household_director, household, out); }

int director_is_me(struct ctx *c, struct id household, bool *out)
{
  struct household_director d;
  const int rc = director_of(c, household, &d);
  *out = rc == OK && id_same(d.account, c->scope.actor) && id_same(d.organisation, c->scope.organisation);
  return absent(c, rc) ? OK : rc;
}

/* As what that account works there; `may`: one of its roles allows that. */
static int works_for(struct ctx *c, struct id account, struct id organisation, enum action may, bool *out)
{
  struct post_list posts;
  *out = false;
  TRY(posts_of_account(c, account, &posts));
  for (size_t i = 0; i < posts.count; i++) {
    const struct post *const p = &posts.at[i];
    if (id_same(p->organisation, organisation) && post_counts(p) && role_may(p->role, may) && p->region && strcmp(p->region, c->scope.region) == 0) *out = true;
  }
  return OK;
}

/* Police, a GP, a provider do their part of the case, no more. */
static int i_may_direct(struct ctx *c)
{
  bool may;
  TRY(works_for(c, c->scope.actor, c->scope.organisation, MAY_DIRECT, &may));
  return may ? OK : fail(c, ERR_INVALID, NULL, CANNOT_DIRECT);
}

int director_works_here(struct ctx *c, const struct household_director *d, bool *out)
{
  struct id organisation;
  TRY(works_for(c, d->account, d->organisation, MAY_DIRECT, out));
  if (!*out) return OK;
  TRY(reads_compartment(c, d->compartment, d->account, &organisation));
  *out = id_known(organisation);
  return OK;
}

/* --- handing over --------------------------------------------------------------------------------------- */

static int in_version(struct ctx *c, struct id household, int32_t version, struct household_director *out)
{
  TRY(director_of(c, household, out));
  return version == out->version ? OK : fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed who directs meanwhile. Look at the page once more."));
}

int director_hand_over(struct ctx *c, struct id household, int32_t version, const struct director_ask *n)
{
  struct household_director d;
  bool works = false, may = false;
  TRY(in_version(c, household, version, &d));
  if (!id_same(d.account, c->scope.actor)) return fail(c, ERR_INVALID, "to", N_("Only who directs hands it over."));
  if (id_known(d.asked)) return fail(c, ERR_INVALID, "to", N_("Somebody is asked already. Take that back first."));
  if (id_same(n->to, c->scope.actor)) return fail(c, ERR_INVALID, "to", N_("You direct it already."));
  TRY(involved_reads(c, household, d.compartment, n->to, &d.asked_organisation));
  if (id_known(d.asked_organisation)) TRY(works_for(c, n->to, d.asked_organisation, MAY_SEE_FILES, &works));
  if (!works) return fail(c, ERR_INVALID, "to", N_("This colleague does not work with this household (any more). Ask the colleague in first."));
  TRY(works_for(c, n->to, d.asked_organisation, MAY_DIRECT, &may));
  if (!may) return fail(c, ERR_INVALID, "to", N_("This colleague cannot direct: as what they work, they do their own part of the case. Choose somebody who may open households."));
  d.asked = n->to;
  d.asked_at = (struct instant){ c->now };
  d.why = n->why;
  TRY(record_update(c, household_director, &d));
  return task_add(c, &(struct task){ .account = n->to, .organisation = d.asked_organisation, .kind = TASK_DIRECT_ASKED, .about = household, .due = date_plus_days(c->today, DAYS_TO_ANSWER) });
}

/* The question is answered, by whoever. What was said to ask it stays only where it became so. */
static int answered(struct ctx *c, struct household_director *d, bool became)
{
  if (!became) d->why = NULL;
  d->asked = d->asked_organisation = ID_NONE;
  d->asked_at = (struct instant){ 0 };
  TRY(record_update(c, household_director, d));
  return tasks_close(c, TASK_DIRECT_ASKED, d->id, ID_NONE);
}

static int asked_me(struct ctx *c, struct id household, int32_t version, struct household_director *out)
{
  TRY(in_version(c, household, version, out));
  if (id_same(out->asked, c->scope.actor) && id_same(out->asked_organisation, c->scope.organisation)) return OK;
  return fail(c, ERR_INVALID, NULL, N_("You are not asked to direct this household (any more)."));
}

int director_accept(struct ctx *c, struct id household, int32_t version)
{
  struct household_director d;
  bool works;
  TRY(asked_me(c, household, version, &d));
  TRY(i_may_direct(c));
  TRY(director_works_here(c, &(struct household_director){ .compartment = d.compartment, .account = d.asked, .organisation = d.asked_organisation }, &works));
  if (!works) return fail(c, ERR_INVALID, NULL, N_("You are not asked to direct this household (any more)."));
  d.account = d.asked;
  d.organisation = d.asked_organisation;
  d.since = (struct instant){ c->now };
  TRY(answered(c, &d, true));
  return tasks_close(c, TASK_NO_DIRECTOR, household, ID_NONE);
}

int director_decline(struct ctx *c, struct id household, int32_t version)
{
  struct household_director d;
  TRY(asked_me(c, household, version, &d));
  TRY(answered(c, &d, false));
  return task_add(c, &(struct task){ .account = d.account, .organisation = d.organisation, .kind = TASK_DIRECT_DECLINED, .about = household, .due = c->today });
}

int director_take_back(struct ctx *c, struct id household, int32_t version)
{
  struct household_director d;
  TRY(in_version(c, household, version, &d));
  if (!id_same(d.account, c->scope.actor)) return not_there(c);
  return answered(c, &d, false);
}

int director_choices(struct ctx *c, struct id household, struct id but, struct choices *out)
{
  struct choices all;
  TRY(involved_choices(c, household, but, N_("Choose"), &all));
  struct choice *const at = arena_new(&c->arena, struct choice, all.count);
  size_t n = 0;
  for (size_t i = 0; i < all.count; i++) {
    struct post_list posts;
    struct id account;
    bool may = !all.at[i].key;
    if (!may && id_parse(all.at[i].key, &account)) {
      TRY(posts_of_account(c, account, &posts));
      for (size_t k = 0; k < posts.count; k++) may |= post_counts(&posts.at[k]) && role_may(posts.at[k].role, MAY_DIRECT);
    }
    if (may) at[n++] = all.at[i];
  }
  *out = (struct choices){ n, at };
  return OK;
}

/* --- taking it up ---------------------------------------------------------------------------------------- */

static int first_director(struct ctx *c, struct id household, const char *why)
{
  struct household_director d = { .id = household, .account = c->scope.actor, .organisation = c->scope.organisation, .since = { c->now }, .why = why };
  TRY(record_place(c, household, household, &d.compartment));
  return record_insert(c, household_director, &d, NULL);
}

static int instead(struct ctx *c, struct household_director *d, const char *why)
{
  bool works;
  TRY(director_works_here(c, d, &works));
  if (works) return fail(c, ERR_INVALID, "why", N_("Somebody directs this household already."));
  d->account = c->scope.actor;
  d->organisation = c->scope.organisation;
  d->since = (struct instant){ c->now };
  d->why = why;
  return answered(c, d, true);
}

int director_take_up(struct ctx *c, struct id household, int32_t version, const struct director_take *n)
{
  struct household h;
  struct household_director d;
  TRY(household_get(c, household, &h));
  TRY(involvement_is_own(c, h.compartment));
  TRY(i_may_direct(c));
  const int rc = director_of(c, household, &d);
  if (absent(c, rc)) TRY(first_director(c, household, n->why));
  else {
    TRY(rc);
    if (d.version != version) return fail(c, ERR_CONFLICT, NULL, N_("Somebody else changed who directs meanwhile. Look at the page once more."));
    TRY(instead(c, &d, n->why));
  }
  return tasks_close(c, TASK_NO_DIRECTOR, household, ID_NONE);
}
