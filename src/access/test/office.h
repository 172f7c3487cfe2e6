/* For tests: an office with people in it, and ways to be one of them. */
#ifndef OFFICE_H
#define OFFICE_H
#include "../../store/test/scratch.h"
#include "invitations.h"
#include "organisations.h"
#include "sessions.h"
#include "text.h"

#define PASSWORD "een lange zin over vissen 42"
enum { SECOND = 1000, MINUTE = 60 * SECOND, HOUR = 60 * MINUTE, DAY = 24 * HOUR };
#define ANY_ROLE ((struct set){ 0 })

struct person { struct id id, post; };
struct office {
  struct scratch *s;
  struct id team, other;                         /* organisations */
  struct person ada, bob;                        /* administrators */
  struct person lea, leo;                        /* team leads of the team */
  struct person wim;                             /* works in the team */
  struct person oda;                             /* team lead of the other */
};

static inline void at_console(struct ctx *c) { c->scope = (struct scope){ .region = "oost-brabant", .reach = REACH_ALL }; }
static inline void as_public(struct ctx *c) { c->scope = (struct scope){ .reach = REACH_NOTHING }; }

static inline struct id person_add(struct ctx *c, const char *name)
{
  struct id id = ID_NONE;
  const struct account a = { .name = name, .mail = JOIN(&c->arena, name, "@team.example"), .language = "nl" };
  assert_int_equal(account_add(c, &a, &id), OK);
  return id;
}
static inline struct person worker_add(struct ctx *c, const char *name, struct id organisation, enum role role)
{
  struct person p = { person_add(c, name), ID_NONE };
  const struct post post = { .account = p.id, .organisation = organisation, .role = role, .region = "oost-brabant" };
  assert_int_equal(post_ask(c, &post, &p.post), OK);
  return p;
}

static inline struct office *office_new(void)
{
  struct office *const o = calloc(1, sizeof *o);
  assert_non_null(o);
  o->s = scratch_with_schema();
  struct ctx *const c = &o->s->c;
  at_console(c);
  assert_int_equal(organisation_add(c, &(struct organisation){ .name = "Wijkteam Noord", .kind = ORGANISATION_LOCAL_TEAM, .region = "oost-brabant" }, &o->team), OK);
  assert_int_equal(organisation_add(c, &(struct organisation){ .name = "Wijkteam Zuid", .kind = ORGANISATION_LOCAL_TEAM, .region = "oost-brabant" }, &o->other), OK);
  o->ada = worker_add(c, "ada", o->other, ROLE_ADMINISTRATOR);
  o->bob = worker_add(c, "bob", o->other, ROLE_ADMINISTRATOR);
  o->lea = worker_add(c, "lea", o->team, ROLE_TEAM_LEAD);
  o->leo = worker_add(c, "leo", o->team, ROLE_TEAM_LEAD);
  o->wim = worker_add(c, "wim", o->team, ROLE_TEAM);
  o->oda = worker_add(c, "oda", o->other, ROLE_TEAM_LEAD);
  return o;
}
static inline void office_free(struct office *o)
{
  scratch_free(o->s);
  free(o);
}

/* Works as that post from now on. */
static inline void be(struct ctx *c, struct person p)
{
  struct account a;
  struct post post;
  assert_int_equal(account_get(c, p.id, &a), OK);
  assert_int_equal(post_get(c, p.post, &post), OK);
  scope_enter(c, &a, &post, ID_NONE);
}

static inline void later(struct ctx *c, int64_t ms)
{
  c->now += ms;
  c->today = date_at(c->now);
}

/* A whole session of theirs, entered; the public's scope when it began. */
static inline struct signed_in come_in(struct ctx *c, struct person p, char token[static SESSION_TOKEN_TEXT])
{
  struct signed_in w = { 0 };
  struct id expired;
  bool touch;
  as_public(c);
  assert_int_equal(session_begin(c, p.id, ID_NONE, ANY_ROLE, "Firefox, Linux", true, token), OK);
  assert_int_equal(session_enter(c, token, &w, &expired, &touch), OK);
  return w;
}
static inline int enter(struct ctx *c, const char *token)
{
  struct signed_in w;
  struct id expired;
  bool touch;
  as_public(c);
  return session_enter(c, token, &w, &expired, &touch);
}

/* Keeps a table as it is now, and puts all of it back: what somebody with the database file can do. */
static inline void keep_table(const struct scratch *s, const char *table)
{
  char sql[200];
  snprintf(sql, sizeof sql, "DROP TABLE IF EXISTS kept_%s; CREATE TABLE kept_%s AS SELECT * FROM %s", table, table, table);
  raw_run(s, sql);
}
static inline void put_back(const struct scratch *s, const char *table)
{
  char sql[200];
  snprintf(sql, sizeof sql, "DELETE FROM %s; INSERT INTO %s SELECT * FROM kept_%s", table, table, table);
  raw_run(s, sql);
}

static struct office *office;
static inline int set_up_office(void **state)
{
  (void)state;
  office = office_new();
  return 0;
}
static inline int tear_down_office(void **state)
{
  (void)state;
  office_free(office);
  return 0;
}
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up_office, tear_down_office)
#define C (&office->s->c)
#endif
