/* What this room has for whoever is signed in: lines of the work list. Names stand there only for who is involved. */
#include "peers_web.h"
#include "calendar.h"
#include "html.h"
#include "text.h"

static int add_line(struct ctx *c, struct work_line_list *to, const struct peer_clock *k, struct work_line line)
{
  struct peer_assignment a;
  struct peer_clock now;
  const int rc = peer_assignment_get(c, k->id, &a, &now);
  if (absent(c, rc)) return OK;
  TRY(rc);
  line.about = a.called;
  line.due = (struct instant){ date_begins(date_plus_days(k->next, 1)) };
  work_add(to, &line);
  return OK;
}

/* Today, or the first call after a yes. */
static bool is_for_today(const struct ctx *c, const struct peer_clock *k)
{
  const bool first = k->state == PEER_ACCEPTED && !k->missed.n && !date_before(date_plus_days(c->today, 1), k->next);
  return k->state != PEER_PROPOSED && k->step.n == PEER_ON_TIME && (first || !date_before(c->today, k->next));
}

static int add_own(struct ctx *c, struct work_line_list *to)
{
  struct peer_clock_list list;
  const bool expert = signed_in_may(who(c), MAY_PEER);
  TRY(peer_clocks_mine(c, &list));
  for (size_t i = 0; i < list.count; i++) {
    const struct peer_clock *const k = &list.at[i];
    const struct work_line line = { .group = date_before(k->next, c->today) ? WORK_LATE : WORK_TODO, .title = tr(c, N_("Contact as an expert by experience")),
      .path = expert ? JOIN(&c->arena, PEER_MINE "/", arg_id(&c->arena, k->id)) : peer_path(c, k->id) };
    if (is_for_today(c, k)) TRY(add_line(c, to, k, line));
  }
  return OK;
}

static int add_asked(struct ctx *c, struct work_line_list *to)
{
  struct peer_clock_list list;
  TRY(peer_clocks_asked(c, &list));
  for (size_t i = 0; i < list.count; i++) {
    const struct peer_clock *const k = &list.at[i];
    const char *const title = k->state == PEER_PROPOSED ? N_("Answer by an expert by experience") : N_("Contact by an expert by experience");
    const struct work_line line = { .group = WORK_WAITS, .title = tr(c, title), .path = peer_path(c, k->id) };
    if (peer_open(k->state) && k->step.n < PEER_TO_ASKER && !id_same(k->account, c->scope.actor)) TRY(add_line(c, to, k, line));
  }
  return OK;
}

int peers_work(struct ctx *c, struct work_line_list *to)
{
  const struct signed_in *const me = who(c);
  if (signed_in_may(me, MAY_PEER) || signed_in_may(me, MAY_KEEP_PEERS)) TRY(add_own(c, to));
  return signed_in_may(me, MAY_WRITE_FILES) ? add_asked(c, to) : OK;
}
