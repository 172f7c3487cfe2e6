/* What somebody may read of referrals, and which lie with whom. */
#include "accounts.h"
#include "hooks.h"
#include "involvement.h"
#include "journal.h"
#include "page_key.h"
#include "peers.h"
#include "persons.h"
#include "referral_moves.h"
#include "referral_shield.h"
#include "referrals_store.h"
#include <stdlib.h>

static bool is_program(const struct ctx *c) { return c->scope.reach == REACH_ALL && !id_known(c->scope.actor); }

/* Of the half that says nothing about a person. */
static bool may_look(const struct ctx *c, const struct referral *r)
{
  const enum role role = role_of_scope(c);
  const struct id own = c->scope.organisation;
  if (is_program(c) || role_may(role, MAY_WATCH_REFERRALS)) return true;
  return role_may(role, MAY_WRITE_FILES) && id_known(own) && (id_same(own, r->origin) || id_same(own, r->holder) || (id_same(own, r->provider) && instant_known(r->sent)));
}

int referral_get(struct ctx *c, struct id id, struct referral *out)
{
  struct referral r;
  bool lets = true;
  TRY(record_get(c, referral, id, &r));
  if (!is_program(c)) TRY(referral_lets(c, &r, c->scope.actor, c->scope.organisation, &lets));
  if (!lets || !may_look(c, &r)) return not_there(c);
  *out = r;
  return OK;
}

static unsigned sides_of(const struct ctx *c, const struct referral *r)
{
  unsigned by = 0;
  if (is_program(c)) return BY_REFERRER | BY_PROVIDER | BY_PROGRAM;
  if (!role_may(role_of_scope(c), MAY_WRITE_FILES)) return 0;
  if (id_same(c->scope.organisation, r->origin)) by |= BY_REFERRER;
  if (id_same(c->scope.organisation, r->provider)) by |= BY_PROVIDER;
  return by & BY_REFERRER && r->by_link == YES ? by | BY_PROVIDER : by;      /* heard by phone, and written down here */
}

/* --- what a referrer hears ------------------------------------------------------------------------------------------------- */

static bool hears(unsigned by, struct set permitted, enum hearing what) { return by & BY_PROVIDER || set_has(permitted, what); }

/* How far it is, as far as the person lets the referrer know. That it ended is always known: from then on it is the referrer's turn. */
static enum referral_state state_heard(unsigned by, struct set permitted, enum referral_state state)
{
  if (state == REFERRAL_STARTED && !hears(by, permitted, HEARS_START)) state = REFERRAL_ARRIVED;
  if (state == REFERRAL_ARRIVED && !hears(by, permitted, HEARS_ARRIVAL)) state = REFERRAL_OFFERED;
  return state;
}

static void mask(struct referral *r, unsigned by, struct set permitted)
{
  const enum referral_state heard = state_heard(by, permitted, r->state);
  if (heard != r->state) {                                 /* what is next would tell it too */
    r->next = NEXT_ARRIVAL;
    r->next_at = r->bridge_at = (struct instant){ 0 };
    r->counts = TERM_UNIT_UNKNOWN;
    r->level = num(0);
  }
  r->state = heard;
  if (!hears(by, permitted, HEARS_ARRIVAL)) r->arrived = (struct instant){ 0 };
  if (!hears(by, permitted, HEARS_START)) r->started = (struct instant){ 0 };
}

static bool is_heard(unsigned by, struct set permitted, const struct referral_note *n, struct id own)
{
  if (id_same(n->organisation, own)) return true;
  if (n->act == ACT_WHY) return false;                     /* said to who referred, not to who gave the help */
  if (by & BY_PROVIDER) return true;
  switch (n->act) {
  case ACT_ARRIVED: case ACT_NOT_COME: return set_has(permitted, HEARS_ARRIVAL);
  case ACT_STARTED: case ACT_ATTENDED: case ACT_MISSED: case ACT_CANCELLED: return set_has(permitted, HEARS_START);
  case ACT_COMPLETE: case ACT_DROPPED: return set_has(permitted, HEARS_END);
  default: return true;
  }
}

/* Whether the person lets the referrer know that this was done; that it ended is always known. */
static int origin_hears(struct ctx *c, const struct referral *r, enum referral_act act, bool *out)
{
  struct referral_called called = { .hears = { 0 } };
  const struct referral_note n = { .act = act, .organisation = c->scope.organisation };
  if (act != ACT_COMPLETE && act != ACT_DROPPED && !is_heard(BY_REFERRER, called.hears, &n, r->origin)) {
    const int rc = AS_PROGRAM(c, called_in_referral(c, r->id, &called));
    if (!absent(c, rc)) TRY(rc);
    *out = is_heard(BY_REFERRER, called.hears, &n, r->origin);
    return OK;
  }
  *out = true;
  return OK;
}

/* Whom a shield keeps out, hears nothing either. */
static int tell(struct ctx *c, const struct referral *r, struct id organisation)
{
  bool lets;
  TRY(referral_lets(c, r, ID_NONE, organisation, &lets));
  return lets ? hooks_tell(c, organisation, HOOK_REFERRAL_CHANGED, r->id) : OK;
}

int referral_tell(struct ctx *c, const struct referral *r, enum referral_act act)
{
  bool listens, hears_it;
  if (!instant_known(r->sent)) return OK;
  if (act == ACT_TAKEN) return tell(c, r, r->holder);
  if (act != ACT_WHY && act != ACT_TOUCH) TRY(tell(c, r, r->provider));
  TRY(hooks_listen(c, r->origin, &listens));
  if (!listens || id_same(r->origin, r->provider)) return OK;
  TRY(origin_hears(c, r, act, &hears_it));
  return hears_it ? tell(c, r, r->origin) : OK;
}

/* Without who it is about: the provider's colleagues, and who watches what stands still. */
static bool reads_true(const struct ctx *c, const struct referral *r)
{
  return is_program(c) || id_same(c->scope.organisation, r->provider) || role_may(role_of_scope(c), MAY_WATCH_REFERRALS);
}

/* --- one referral ------------------------------------------------------------------------------------------------------------ */

static int note_order(const void *a, const void *b)
{
  const struct referral_note *const x = a, *const y = b;
  if (x->at.ms != y->at.ms) return x->at.ms < y->at.ms ? 1 : -1;
  return (int)y->act - (int)x->act;
}

static void keep_heard(const struct ctx *c, struct referral_file *f)
{
  size_t n = 0;
  for (size_t i = 0; i < f->notes.count; i++)
    if (is_heard(f->by, f->person.hears, &f->notes.at[i], c->scope.organisation)) f->notes.at[n++] = f->notes.at[i];
  f->notes.count = n;
  if (n) qsort(f->notes.at, n, sizeof *f->notes.at, note_order);
}

void referral_keep_running(const struct ctx *c, struct referral_file *f)
{
  size_t n = 0;
  for (size_t i = 0; i < f->items.count; i++) {
    const struct date until = f->items.at[i].until;
    if (f->by & BY_REFERRER || !date_known(until) || !date_before(until, c->today)) f->items.at[n++] = f->items.at[i];
  }
  f->items.count = n;
}

static int read_sealed(struct ctx *c, struct referral_file *f)
{
  int rc = involvement_open(c, f->referral.compartment);
  if (rc == OK) rc = person_of_referral(c, f->referral.id, &f->person);       /* its key may be open still when the involvement ended in this request */
  if (absent(c, rc)) return OK;
  TRY(rc);
  TRY(items_of_referral(c, f->referral.id, &f->items));
  TRY(notes_of_referral(c, f->referral.id, &f->notes));
  f->open = true;
  f->by = sides_of(c, &f->referral);
  keep_heard(c, f);
  referral_keep_running(c, f);
  return OK;
}

int referral_held(struct ctx *c, struct id id, struct referral *out, unsigned *by)
{
  struct referral r;
  TRY(referral_get(c, id, &r));
  TRY(involvement_open(c, r.compartment));
  *by = sides_of(c, &r);
  if (!*by) return not_there(c);
  *out = r;
  return OK;
}

int referral_file(struct ctx *c, struct id id, struct referral_file *out)
{
  struct referral_file f = { .by = 0 };
  TRY(referral_get(c, id, &f.referral));
  TRY(read_sealed(c, &f));
  *out = f;
  return OK;
}

/* For a page: as far as the reader is to know. */
void referral_as_heard(const struct ctx *c, struct referral_file *f)
{
  if (f->open) mask(&f->referral, f->by, f->person.hears);
  else if (!reads_true(c, &f->referral)) mask(&f->referral, 0, (struct set){ 0 });
}

/* --- lists ------------------------------------------------------------------------------------------------------------------------ */

static int name_line(struct ctx *c, struct referral_line *line)
{
  struct referral_called called;
  const int rc = called_in_referral(c, line->referral.id, &called);
  if (absent(c, rc)) {
    if (!reads_true(c, &line->referral)) mask(&line->referral, 0, (struct set){ 0 });
    return OK;
  }
  TRY(rc);
  line->called = called.called;
  mask(&line->referral, sides_of(c, &line->referral), called.hears);
  return OK;
}

static int lines_of(struct ctx *c, const struct referral_list *rows, bool named, struct referral_line_list *out)
{
  *out = (struct referral_line_list){ arena_new(&c->arena, struct referral_line, rows->count + 1), rows->count };
  for (size_t i = 0; i < rows->count; i++) {
    out->at[i] = (struct referral_line){ rows->at[i], NULL };
    if (named) TRY(name_line(c, &out->at[i]));
  }
  return OK;
}

int referrals_listed(struct ctx *c, enum referral_list_kind kind, const char *after, struct referral_line_list *out, const char **next)
{
  const bool ended = kind == LIST_CLOSED;
  struct page_from from = { .at = ended ? INT64_MAX : 0, .most = REFERRALS_A_PAGE + 1 };
  struct referral_list rows;
  if (ended) memset(from.id.b, 0xff, sizeof from.id.b);
  else from.id.b[15] = 1;                                  /* no id is below it, and zero would be nothing */
  page_key_read(after, &from.at, &from.id);
  *next = NULL;
  if (kind == LIST_MINE) TRY(open_of_responsible(c, c->scope.actor, from, &rows));
  else if (kind == LIST_WAITS) TRY(open_of_referrer(c, c->scope.actor, from, &rows));
  else if (kind == LIST_OURS) TRY(open_of_holder(c, c->scope.organisation, from, &rows));
  else if (role_of_scope(c) == ROLE_PROVIDER) TRY(ended_of_provider(c, c->scope.organisation, from, &rows));
  else TRY(ended_of_referrer(c, c->scope.actor, from, &rows));
  if (rows.count > REFERRALS_A_PAGE) {
    const struct referral *const last = &rows.at[rows.count = REFERRALS_A_PAGE] - 1;
    *next = page_key(c, ended ? last->ended : last->next_at, last->id);
  }
  TRY(referrals_let(c, &rows));
  return lines_of(c, &rows, true, out);
}

enum { TO_DO_MOST = 200, RISEN_MOST = 50, LEVEL_COLLEAGUES = 1, LEVEL_LEAD = 2, LEVEL_COORDINATOR = 3 };

int referrals_to_do(struct ctx *c, struct referral_line_list *mine, struct referral_line_list *risen)
{
  const enum role role = role_of_scope(c);
  struct page_from from = { .at = 0, .most = TO_DO_MOST };
  struct referral_list rows;
  size_t n = 0;
  from.id.b[15] = 1;
  TRY(open_of_responsible(c, c->scope.actor, from, &rows));
  TRY(referrals_let(c, &rows));
  TRY(lines_of(c, &rows, true, mine));
  if (role_may(role, MAY_WATCH_REFERRALS)) TRY(late_of_region(c, LEVEL_COORDINATOR, RISEN_MOST, &rows));
  else TRY(late_of_holder(c, c->scope.organisation, role == ROLE_TEAM_LEAD ? LEVEL_LEAD : LEVEL_COLLEAGUES, RISEN_MOST, &rows));
  for (size_t i = 0; i < rows.count; i++) if (!id_same(rows.at[i].responsible, c->scope.actor)) rows.at[n++] = rows.at[i];
  rows.count = n;
  TRY(referrals_let(c, &rows));
  return lines_of(c, &rows, false, risen);
}

int referrals_silent(struct ctx *c, struct referral_line_list *out)
{
  struct referral_list rows;
  TRY(late_of_region(c, LEVEL_COORDINATOR, RISEN_MOST, &rows));
  TRY(referrals_let(c, &rows));
  return lines_of(c, &rows, false, out);
}

/* Whoever works with the person's file sees that it was referred, and how far it is as the referrer hears it; the rest only who works with it. */
int referrals_of_person(struct ctx *c, struct id person, struct referral_line_list *out)
{
  struct referral_link_list links;
  TRY(links_of_person(c, person, &links));
  *out = (struct referral_line_list){ arena_new(&c->arena, struct referral_line, links.count + 1), 0 };
  for (size_t i = 0; i < links.count; i++) {
    struct referral_line *const line = &out->at[out->count++];
    *line = (struct referral_line){ .called = NULL };
    TRY(record_get(c, referral, links.at[i].referral, &line->referral));
    TRY(name_line(c, line));
    if (!line->called) mask(&line->referral, 0, (struct set){ 0 });
  }
  return OK;
}

int referrals_about(struct ctx *c, struct id person, int (*each)(struct ctx *c, struct id compartment, void *arg), void *arg)
{
  struct referral_link_list links;
  TRY(links_of_person(c, person, &links));
  for (size_t i = 0; i < links.count; i++) {
    struct referral r;
    TRY(record_get(c, referral, links.at[i].referral, &r));
    TRY(peers_about(c, r.id, each, arg));
    const int rc = involvement_open(c, r.compartment);
    if (absent(c, rc)) continue;
    TRY(rc);
    TRY(each(c, r.compartment, arg));
  }
  return OK;
}
