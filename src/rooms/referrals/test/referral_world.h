/* For tests of this room: a whole house with offers, people who refer, a provider with two colleagues, and a clock that is stepped. */
#ifndef REFERRAL_WORLD_H
#define REFERRAL_WORLD_H
#include "../../persons/test/world.h"
#include "calendar.h"
#include "offers_room.h"
#include "referrals_store.h"

/* Whose error a call that should have worked left. */
static struct ctx *said_by;
#undef MUST
#define MUST(call) do { const int must_ = (call); if (must_ != OK) print_error("%s: %d %s %s\n", #call, must_, said_by->error.field ? said_by->error.field : "", \
  said_by->error.text ? said_by->error.text : ""); assert_int_equal(must_, OK); } while (0)

enum { TEAM, SHELTER, OTHER_TEAM, DIRECTOR, PRIVACY, PROVIDER };
struct more { struct id account, organisation; enum role role; };

struct town { struct world *w; struct id provider; struct more colleague; const char *offer; struct id offer_id; };

static inline void at_time(struct town *t, int64_t now)
{
  t->w->s->c.now = now;
  t->w->s->c.today = date_at(now);
}

/* An account with a role for an organisation that is there, at the console. */
static inline struct more joins(struct world *w, const char *mail, struct id organisation, enum role role)
{
  struct more m = { .organisation = organisation, .role = role };
  console(w);
  MUST(account_add(&w->s->c, &(struct account){ .name = mail, .mail = mail, .language = "nl" }, &m.account));
  MUST(post_ask(&w->s->c, &(struct post){ .account = m.account, .organisation = organisation, .role = role, .region = "oost-brabant" }, NULL));
  return m;
}

static inline void as_one(struct world *w, struct id account, struct id organisation, enum role role)
{
  seal_forget(&w->s->c);
  w->s->c.readings = NULL;
  w->s->c.error = (struct error){ 0 };
  w->s->c.scope = (struct scope){ .actor = account, .organisation = organisation, .region = "oost-brabant", .role = role_key(role), .reach = REACH_INVOLVED };
}

static inline struct id adds_offer(struct town *t, const char *name, const char *provider)
{
  struct id id;
  const struct offer_line line = { .offer = { .name = name, .kind = KIND_HELP, .status = STATUS_ACTIVE, .regions = "oost-brabant" }, .provider = provider };
  console(t->w);
  MUST(offer_add(&t->w->s->c, &line, &id));
  return id;
}

/* What is kept in memory is made anew. */
static inline void map_again(struct town *t)
{
  console(t->w);
  rooms_stop(&t->w->app);
  assert_int_equal(rooms_start(&t->w->s->c, &t->w->app), OK);
}

static inline struct town town_new(void)
{
  struct town t = { .w = world_new(), .offer = "praten-over-thuis" };
  struct world *const w = t.w;
  t.w->s->c.app = &w->app;
  said_by = &w->s->c;
  at_time(&t, instant_at((struct date){ 20261123 }, 10 * 60));           /* a Monday */
  hire(w, PROVIDER, "aanbieder@proef.invalid", "Hulp Proefstad", ROLE_PROVIDER);
  t.provider = w->at[PROVIDER].organisation;
  t.colleague = joins(w, "tweede@proef.invalid", t.provider, ROLE_PROVIDER);
  t.offer_id = adds_offer(&t, "Praten over thuis", "Hulp Proefstad");
  map_again(&t);
  return t;
}
static inline void town_free(struct town *t) { world_free(t->w); }

static inline struct referral_new asks_help(const char *called)
{
  return (struct referral_new){ .aanbod = "praten-over-thuis", .called = called, .phone = "06 12345678", .hours = "tussen 9 en 11 uur", .voicemail = NO,
    .request = "Wil leren stoppen.", .request_ground = GROUND_CONSENT, .consent = CONSENT_SPOKEN, .consent_words = "Bel mij maar.",
    .hears = { (UINT64_C(1) << HEARS_ARRIVAL) | (UINT64_C(1) << HEARS_START) | (UINT64_C(1) << HEARS_END) | 1 }, .aim = AIM_SEND };
}

static inline struct id refers(struct town *t, size_t n, const char *called)
{
  struct id id;
  const struct referral_new form = asks_help(called);
  as(t->w, n);
  MUST(referral_begin(&t->w->s->c, &form, &id));
  return id;
}

static inline struct referral stored(struct town *t, struct id id)
{
  struct referral r;
  const struct scope before = t->w->s->c.scope;
  console(t->w);
  MUST(record_get(&t->w->s->c, referral, id, &r));
  t->w->s->c.scope = before;
  return r;
}
#define DOES(t, id, ...) MUST(referral_do(&(t)->w->s->c, (id), 0, &(struct referral_step){ __VA_ARGS__ }))
#endif
