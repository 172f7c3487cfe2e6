/* For tests of this room: a house with a team that asks, a provider that coordinates, and experts. */
#ifndef PEERS_HELPER_H
#define PEERS_HELPER_H
#include "../../persons/test/world.h"
#include "peer_work.h"
#include "tasks.h"

/* As in persons_helper.h, where a world is at hand. */
#undef MUST
#define MUST(call) do { const int must_ = (call); const struct error *const e_ = &w->s->c.error; \
  if (must_ != OK) print_error("%s: %d %s %s\n", #call, must_, e_->field ? e_->field : "", e_->text ? e_->text : ""); \
  assert_int_equal(must_, OK); } while (0)

/* 0 local team, 2 another team (world.h); 3 director; 5: the second expert takes the place of nobody else. */
enum { TEAM = 0, STRANGER = 2, PROVIDER = 3, EXPERT = 5, OTHER_EXPERT = 4 };

/* The world's director and privacy officer make room for a provider and its experts, all of one organisation. */
static inline void hire_at(struct world *w, size_t n, const char *mail, struct id organisation, enum role role)
{
  char token[SESSION_TOKEN_TEXT];
  struct colleague *const who = &w->at[n];
  console(w);
  MUST(account_add(&w->s->c, &(struct account){ .name = mail, .mail = mail, .language = "nl" }, &who->account));
  who->organisation = organisation;
  MUST(post_ask(&w->s->c, &(struct post){ .account = who->account, .organisation = organisation, .role = role, .region = "oost-brabant" }, NULL));
  MUST(session_begin(&w->s->c, who->account, ID_NONE, (struct set){ 0 }, "test", true, token));
  snprintf(who->cookie, sizeof who->cookie, "kentering=%s", token);
  who->role = role;
}

static inline struct world *peers_world(void)
{
  struct world *const w = world_new();
  hire(w, PROVIDER, "aanbieder@proef.invalid", "Hulp Proefdorp", ROLE_PROVIDER);
  hire_at(w, EXPERT, "ervaring@proef.invalid", w->at[PROVIDER].organisation, ROLE_EXPERT);
  hire_at(w, OTHER_EXPERT, "ander-ervaring@proef.invalid", w->at[PROVIDER].organisation, ROLE_EXPERT);
  return w;
}

/* The provider adds an expert; `n`: whose account, 0 for none. */
static inline struct id adds_peer(struct world *w, size_t n, const char *name, int32_t most)
{
  char account[ID_TEXT];
  struct id id;
  as(w, PROVIDER);
  id_format(w->at[n].account, account);
  const struct peer_form f = { .account_id = n ? account : NULL, .peer = { .name = name, .reach = "06-00012300", .roles = { 1 | 1 << PEER_BRIDGING | 1 << PEER_BUDDY }, .languages = "nl ar",
    .gender = PERSON_MAN, .most = num(most), .parts = { 1 | 1 << PEER_EVENING }, .background = "Geheime achtergrond Somalisch", .experience = PEER_USED } };
  MUST(peer_add(&w->s->c, &f, &id));
  return id;
}

static inline struct peer_request asking(struct id peer)
{
  return (struct peer_request){ .wishes = { .role = PEER_BRIDGING, .language = "nl" }, .peer = peer, .called = "Bram Geheim", .reach = "06-00098765", .hours = "Na zessen",
    .message = "Over de afspraak", .gap = num(7), .ground = GROUND_CONSENT, .how = "Gezegd aan de telefoon." };
}
static inline struct id asks_peer(struct world *w, struct id peer)
{
  const struct peer_request r = asking(peer);
  struct id id;
  as(w, TEAM);
  MUST(peer_ask(&w->s->c, &r, &id));
  return id;
}
static inline struct peer_clock clock_of(struct world *w, struct id id)
{
  struct peer_clock k;
  MUST(peer_clock_get(&w->s->c, id, &k));
  return k;
}
static inline void days_pass(struct world *w, int days)
{
  struct scratch *const s = w->s;
  s->c.now += days * DAY_MS;
  s->c.today = date_at(s->c.now);
}
static inline void night(struct world *w)
{
  bool more = true;
  console(w);
  while (more) MUST(peers_look(&w->s->c, 2, &more));
}
/* Open tasks of that kind about something, of a colleague. */
static inline size_t tasks_of(struct world *w, size_t n, enum task_kind kind, struct id about)
{
  struct task_list list;
  size_t found = 0;
  console(w);
  MUST(tasks_open_about(&w->s->c, kind, about, &list));
  for (size_t i = 0; i < list.count; i++) found += id_same(list.at[i].account, w->at[n].account);
  return found;
}
/* Lines that say that somebody read something of a table. */
static inline int64_t read_lines(struct world *w, size_t who, const char *table)
{
  struct statement *s;
  bool row;
  int64_t n = 0;
  struct ctx *const c = &w->s->c;
  assert_int_equal(engine_prepare(c, "SELECT count(*) FROM journal WHERE verb = 'read' AND actor = $1 AND record = $2", &s), OK);
  engine_bind(s, 1, param_id(w->at[who].account));
  engine_bind(s, 2, param_text(table));
  assert_int_equal(engine_step(c, s, &row), OK);
  assert_true(engine_int(s, 0, &n));
  engine_done(s);
  return n;
}
#endif
