#include "referral_turns.h"
#include "accounts.h"
#include "calendar.h"
#include "grounds.h"
#include "need_to_know.h"
#include "organisations.h"
#include "referral_shield.h"

static bool may_do(const struct ctx *c, const struct post *p)
{
  return post_counts(p) && p->region && strcmp(p->region, c->scope.region) == 0 && role_may(p->role, MAY_WRITE_FILES);
}

static bool among(const struct id_list *list, struct id id)
{
  for (size_t i = 0; i < list->count; i++) if (id_same(list->at[i], id)) return true;
  return false;
}

static int candidates(struct ctx *c, struct id organisation, struct id_list *out)
{
  struct post_list posts;
  TRY(posts_of_organisation(c, organisation, &posts));
  *out = (struct id_list){ arena_new(&c->arena, struct id, posts.count + 1), 0 };
  for (size_t i = 0; i < posts.count; i++)
    if (may_do(c, &posts.at[i]) && !among(out, posts.at[i].account)) out->at[out->count++] = posts.at[i].account;
  return OK;
}

int is_candidate(struct ctx *c, struct id organisation, struct id account, bool *out)
{
  struct id_list of;
  TRY(candidates(c, organisation, &of));
  *out = among(&of, account);
  return OK;
}

int referral_works_here(struct ctx *c, struct id organisation, bool *out)
{
  struct id_list of;
  *out = false;
  if (!id_known(organisation)) return OK;
  TRY(candidates(c, organisation, &of));
  *out = of.count > 0;
  return OK;
}

/* Those of them whom no shield keeps out. */
static int let_in(struct ctx *c, const struct referral *r, struct id organisation, struct id_list *of)
{
  size_t n = 0;
  bool all, lets;
  TRY(referral_lets(c, r, ID_NONE, organisation, &all));
  for (size_t i = 0; i < of->count && !all; i++) {
    TRY(referral_lets(c, r, of->at[i], organisation, &lets));
    if (lets) of->at[n++] = of->at[i];
  }
  if (!all) of->count = n;
  return OK;
}

static int candidates_for(struct ctx *c, const struct referral *r, struct id organisation, struct id_list *out)
{
  TRY(candidates(c, organisation, out));
  return let_in(c, r, organisation, out);
}

int may_have_turn(struct ctx *c, const struct referral *r, struct id organisation, struct id account, bool *out)
{
  struct id_list of;
  TRY(candidates_for(c, r, organisation, &of));
  *out = among(&of, account);
  return OK;
}

int turn_is_possible(struct ctx *c, const struct referral *r, struct id organisation, bool *out)
{
  struct id_list of;
  TRY(candidates_for(c, r, organisation, &of));
  *out = of.count > 0;
  return OK;
}

/* Who is away, and who stands in for them (ID_NONE: nobody in particular). */
static int away(struct ctx *c, struct id account, bool *is, struct id *replacement)
{
  struct absence_list in_force;
  TRY(absences_in_force(c, account, &in_force));
  *is = in_force.count > 0;
  *replacement = *is ? in_force.at[0].replacement : ID_NONE;
  return OK;
}

/* Of those who are here, who has the fewest; if all are away, the first. */
static int with_fewest(struct ctx *c, const struct id_list *of, struct id *out)
{
  int64_t fewest = INT64_MAX;
  *out = of->at[0];
  for (size_t i = 0; i < of->count; i++) {
    struct id stands_in;
    int64_t open;
    bool is;
    TRY(away(c, of->at[i], &is, &stands_in));
    if (is) continue;
    TRY(count_open_of(c, of->at[i], &open));
    if (open >= fewest) continue;
    fewest = open;
    *out = of->at[i];
  }
  return OK;
}

struct turn { struct id account, organisation, stands_in_for; };

/* ERR_NOT_FOUND: nobody of that organisation works here. */
static int choose(struct ctx *c, const struct referral *r, struct id account, struct id organisation, struct turn *out)
{
  struct id_list of;
  struct id replacement = ID_NONE;
  bool is = false;
  TRY(candidates_for(c, r, organisation, &of));
  if (!of.count) return not_there(c);
  const bool here = among(&of, account);
  if (here) TRY(away(c, account, &is, &replacement));
  *out = (struct turn){ .account = account, .organisation = organisation };
  if (here && !is) return OK;
  if (is) out->stands_in_for = account;
  if (is && among(&of, replacement)) { out->account = replacement; return OK; }
  TRY(with_fewest(c, &of, &out->account));
  if (id_same(out->account, account)) out->stands_in_for = ID_NONE;      /* all are away */
  return OK;
}

/* The last resort: without a look at who it is about. */
static int coordinator(struct ctx *c, const struct referral *r, struct turn *out)
{
  struct post_list posts;
  bool lets;
  TRY(posts_of_role(c, ROLE_REGION, &posts));
  for (size_t i = 0; i < posts.count; i++) {
    if (!posts.at[i].region || strcmp(posts.at[i].region, c->scope.region) != 0) continue;
    TRY(referral_lets(c, r, posts.at[i].account, posts.at[i].organisation, &lets));
    if (!lets) continue;
    *out = (struct turn){ posts.at[i].account, posts.at[i].organisation, ID_NONE };
    return OK;
  }
  return not_there(c);
}

static int take_turn(struct ctx *c, struct referral *r, const struct turn *t, struct id given_by)
{
  const struct id by = id_same(given_by, t->account) ? r->referrer : given_by;
  if (!id_same(by, t->account)) TRY(involve_by_rule(c, t->account, t->organisation, r->compartment, PURPOSE_REFERRAL, by));      /* else whoever referred: opens it already */
  r->responsible = t->account;
  r->holder = t->organisation;
  r->stands_in_for = t->stands_in_for;
  return OK;
}

/* ERR_NOT_FOUND: nobody there. */
static int try_turn(struct ctx *c, struct referral *r, struct id account, struct id organisation, struct id given_by)
{
  struct turn t;
  TRY(choose(c, r, account, organisation, &t));
  const int rc = take_turn(c, r, &t, given_by);
  if (rc != ERR_INVALID || id_same(organisation, r->origin)) return rc;
  c->error = (struct error){ 0 };
  return ERR_NOT_FOUND;                                    /* no ground for them any more */
}

/* Nobody works there under the old name any more: what was permitted to it goes on with the organisation that it is part of now. */
static int try_successor(struct ctx *c, struct referral *r, struct id given_by)
{
  struct id now;
  bool works;
  TRY(organisation_now(c, r->provider, &now));
  TRY(referral_works_here(c, now, &works));
  if (id_same(now, r->provider) || !works) return not_there(c);
  TRY(AS_PROGRAM(c, grounds_follow(c, r->compartment, r->provider, now)));
  r->provider = now;
  return try_turn(c, r, ID_NONE, now, given_by);
}

int turn_of(struct ctx *c, struct referral *r, struct id account, struct id organisation, struct id given_by)
{
  struct turn t;
  int rc = try_turn(c, r, account, organisation, given_by);
  if (rc == ERR_NOT_FOUND && id_known(organisation) && id_same(organisation, r->provider)) rc = try_successor(c, r, given_by);
  if (rc == ERR_NOT_FOUND) rc = try_turn(c, r, r->referrer, r->origin, given_by);
  if (!absent(c, rc)) return rc;
  rc = coordinator(c, r, &t);
  if (absent(c, rc)) return OK;                            /* nobody at all: it stays where it is, and rises */
  TRY(rc);
  r->responsible = t.account;
  r->holder = t.organisation;
  r->stands_in_for = ID_NONE;
  return OK;
}

int turn_passed(struct ctx *c, const struct referral *r, struct id before)
{
  if (!id_known(before) || id_same(before, r->referrer) || id_same(before, r->responsible)) return OK;
  return involvement_end_by_rule(c, before, r->compartment, (struct instant){ c->now });
}

/* --- until when ------------------------------------------------------------------------------------------------ */

int rises_after(struct ctx *c, struct referral *r, int64_t from)
{
  struct term norms[NORM_COUNT];
  TRY(norms_of_region(c, norms));
  r->rises_at = r->level.n < 3 ? term_ends(c->places, from, norms[NORM_RISE]) : (struct instant){ 0 };
  return OK;
}

/* Who worked with it reads it so long after the end; then its retention term runs. */
enum { OPEN_AFTER_DAYS = 90 };

static void due(struct ctx *c, struct referral *r, enum referral_next next, struct instant at, enum term_unit unit)
{
  r->next = next;
  r->next_at = at;
  r->counts = unit;
  r->level = num(0);
  r->rises_at = at;
  r->ended = (struct instant){ 0 };
  if (next != NEXT_NOTHING) return;
  r->next_at = (struct instant){ 0 };
  r->rises_at = (struct instant){ c->now + OPEN_AFTER_DAYS * DAY_MS };
  r->counts = TERM_UNIT_UNKNOWN;
  r->ended = (struct instant){ c->now };
}

void next_is(struct ctx *c, struct referral *r, enum referral_next next, struct term term, int64_t from)
{
  due(c, r, next, term_ends(c->places, from, term), term.unit);
}

void next_by(struct ctx *c, struct referral *r, enum referral_next next, struct date day)
{
  due(c, r, next, (struct instant){ date_begins(date_plus_days(day, 1)) }, TERM_DAYS);
}
