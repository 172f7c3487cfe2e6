/* Talks together as pages say it. */
#include "together_web.h"
#include "views.h"

#define PERSONS "/werk/personen"

int together_said(struct ctx *c, const struct case_file *f, struct together_said *out)
{
  struct talk_missing_list missing = { .count = 0 };
  *out = (struct together_said){ .now = TALKS_UNKNOWN };
  TRY(together_now(c, f, &out->now));
  out->danger = talks_in_danger(out->now);
  if (out->now == TALKS_CONFLICT || out->now == TALKS_NOT_ALONE) TRY(together_missing(c, f, &missing));
  out->missing.at = arena_new(&c->arena, struct talk_line, missing.count + 1);
  for (size_t i = 0; i < missing.count; i++) {
    const struct talk_missing *const m = &missing.at[i];
    out->missing.at[out->missing.count++] = (struct talk_line){ m->name, m->beside_name, id_known(m->beside) ? path_of_id(c, PERSONS, m->beside, "/wat-past") : NULL };
  }
  return OK;
}
