/* What fits, for programs. */
#include "matching_room.h"
#include "matching_web.h"

int api_match(struct ctx *c)
{
  struct profile p = { 0 };
  struct match_result r;
  const struct matcher *const m = matching_now(c);
  c->arena.wipe = true;                          /* answers about somebody stay nowhere */
  TRY(posted_row(c, profile, &p));
  TRY(profile_check(c, &p));
  TRY(match_decide(c, m, &(struct match_ask){ .profile = &p }, &r));
  gaps_note(c, &p, &r);
  match_write_json(c, m, &p, &r, &c->out);
  return respond(c, 200, "application/json; charset=utf-8");
}
