/* What this room has for whoever is signed in, and what the privacy officer sees: terms, without a name. */
#include "rights_web.h"
#include "html.h"
#include "organisations.h"
#include "rights_internal.h"
#include "terms.h"

/* What is to be done about it, by whoever handles it; NULL: nothing. */
static const char *next_step(const struct right *r)
{
  switch (r->clock.state) {
  case RIGHT_RECEIVED: case RIGHT_MAKING: return r->request.kind == RIGHT_COPY ? N_("Make a copy of the own file") : N_("Answer a request about the own file");
  case RIGHT_SECOND:   return N_("Look with a colleague at what was decided on the own file");
  case RIGHT_GIVEN:    return N_("Look again at what was left out until today");
  case RIGHT_REFUSED:  return N_("Look again at a file that could not be destroyed yet");
  default:             return NULL;
  }
}

/* Waiting for a day that has not come yet is no work. */
static bool is_quiet(const struct ctx *c, const struct right *r)
{
  return (r->clock.state == RIGHT_GIVEN || r->clock.state == RIGHT_REFUSED) && date_before(c->today, r->clock.due);
}

static int add_line(struct ctx *c, const struct right *r, struct work_line_list *to)
{
  const bool mine = id_same(r->clock.account, c->scope.actor), second = r->clock.state == RIGHT_SECOND;
  const bool to_look = second && !id_same(r->request.decided_by, c->scope.actor);
  const char *const step = next_step(r);
  struct work_line line = { .group = right_is_late(c, &r->clock) ? WORK_LATE : WORK_TODO, .path = JOIN(&c->arena, RIGHTS_PATH "/", arg_id(&c->arena, r->request.id)),
    .about = person_name(c, &r->person), .due = { date_begins(date_plus_days(r->clock.due, 1)) }, .left = right_left(c, &r->clock) };
  bool handled;
  TRY(right_has_handler(c, r, &handled));
  if (!step || is_quiet(c, r) || (!mine && !to_look && handled)) return OK;
  line.title = tr(c, to_look ? N_("Look at what a colleague decided on the own file") : step);
  line.shared = to_look || !mine;
  if (second && !to_look && line.group == WORK_TODO) line.group = WORK_WAITS;
  work_add(to, &line);
  return OK;
}

int rights_work(struct ctx *c, struct work_line_list *to)
{
  struct right_list open;
  if (!signed_in_may(who(c), MAY_WRITE_FILES)) return OK;
  TRY(rights_open(c, &open));
  for (size_t i = 0; i < open.count; i++) TRY(add_line(c, &open.at[i], to));
  return OK;
}

int show_rights_fg(struct ctx *c)
{
  struct right_clock_list all;
  struct rights_fg_view v = { 0 };
  TRY(right_clocks_open(c, &all));
  v.rows.at = arena_new(&c->arena, struct clock_line, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    struct clock_line *const line = &v.rows.at[v.rows.count++];
    *line = (struct clock_line){ .clock = &all.at[i], .left = right_left(c, &all.at[i]), .late = right_is_late(c, &all.at[i]) };
    TRY(organisation_name(c, all.at[i].organisation, &line->organisation));
    v.late += line->late;
  }
  const struct page page = { .title = tr(c, N_("Rights of persons")), .current = RIGHTS_FG_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_rights_fg(c, &v);
  return page_end(c, &page);
}
