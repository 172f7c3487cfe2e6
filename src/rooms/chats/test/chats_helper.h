/* For tests of this room: a desk of two whose chat is open, and visitors whose process has no keys. */
#ifndef CHATS_HELPER_H
#define CHATS_HELPER_H
#include "../../signups/test/signups_helper.h"
#include "at_desk.h"
#include "chat_counts.h"
#include "hours.h"
#include "visiting.h"

#define SECRET_A "Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define SECRET_B "Bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
#define CANARY "GRUTTOKUIKEN"

/* All days, all day: the tests say when not. */
static inline void opens_always(struct world *w)
{
  struct set days = { 0 };
  for (unsigned d = MONDAY; d <= SUNDAY; d++) days = set_with(days, d);
  as(w, FEMKE);
  MUST(hours_add(&w->s->c, &(struct hours_form){ .days = days, .opens = "0:00", .closes = "24:00" }));
}
static inline void switches_on(struct world *w, size_t n)
{
  as(w, n);
  MUST(presence_on(&w->s->c));
}

/* At noon on an ordinary day. */
static inline int open_up(void **state)
{
  set_up(state);
  struct world *const w = *state;
  w->s->c.now = INT64_C(1799492400000);                       /* a Saturday */
  w->s->c.today = date_at(w->s->c.now);
  opens_always(w);
  switches_on(w, FEMKE);
  return 0;
}

static inline int begins_aged(struct world *w, const char *secret, const char *place, const char *copy, int64_t age, struct chat_receipt *out)
{
  struct keys *const keys = w->s->c.keys;
  struct ctx *const c = &w->s->c;
  seal_forget(c);
  c->error = (struct error){ 0 };
  c->scope = (struct scope){ .reach = REACH_NOTHING };
  c->keys = NULL;
  const int rc = chat_begin(c, &(struct chat_form){ .place = place, .copy = copy }, &(struct intake_proof){ .token = "teken", .code = secret, .age = age }, out);
  c->keys = keys;
  return rc;
}
static inline enum chat_answer begins(struct world *w, const char *secret)
{
  struct chat_receipt r;
  MUST(begins_aged(w, secret, "Eindhoven", intake_copy("teken"), INT64_MAX, &r));
  return r.answer;
}
static inline struct chat held(struct world *w, const char *secret)
{
  struct chat chat;
  w->s->c.scope = (struct scope){ .reach = REACH_NOTHING };
  MUST(chat_held(&w->s->c, secret, &chat));
  return chat;
}
static inline bool is_over(struct world *w, const char *secret)
{
  struct chat chat;
  return chat_held(&w->s->c, secret, &chat) == ERR_NOT_FOUND;
}

static inline int takes(struct world *w, size_t n, struct id id, bool over)
{
  as(w, n);
  w->s->c.error = (struct error){ 0 };
  return chat_take(&w->s->c, id, over);
}
/* A talk that has begun, with FEMKE. */
static inline struct id talks(struct world *w, const char *secret)
{
  assert_int_equal(begins(w, secret), CHAT_BEGUN);
  const struct id id = held(w, secret).id;
  MUST(takes(w, FEMKE, id, false));
  return id;
}

static inline int visitor_says(struct world *w, const char *secret, const char *text)
{
  struct chat chat = held(w, secret);
  struct keys *const keys = w->s->c.keys;
  w->s->c.error = (struct error){ 0 };
  w->s->c.keys = NULL;
  const int rc = chat_add(&w->s->c, &chat, false, text);
  w->s->c.keys = keys;
  return rc;
}
static inline void visitor_stops(struct world *w, const char *secret)
{
  struct chat chat = held(w, secret);
  struct keys *const keys = w->s->c.keys;
  w->s->c.keys = NULL;
  MUST(chat_stop(&w->s->c, &chat));
  w->s->c.keys = keys;
}
static inline void sweeps(struct world *w)
{
  struct keys *const keys = w->s->c.keys;
  w->s->c.scope = (struct scope){ .reach = REACH_NOTHING };
  w->s->c.keys = NULL;
  MUST(chats_sweep(&w->s->c));
  w->s->c.keys = keys;
}
static inline int64_t rows_left(struct world *w) { return raw_number(w->s, "SELECT (SELECT count(*) FROM chat) + (SELECT count(*) FROM chat_line)"); }
#endif
