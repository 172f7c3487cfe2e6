/* Where stored answers lie: the newest screening of each person. Which is the newest is sealed; so is who else was screened when. */
#include "record_walk.h"
#include "reevaluate.h"
#include "screenings.h"
#include "set_aside.h"

struct walking { each_profile *each; void *arg; struct screening_several_list several; bool set_asides; };

static int give(struct ctx *c, const struct screening *s, struct profile *p, const struct walking *w)
{
  struct stored_profile stored = { s->person, s->compartment, p, false };
  if (w->set_asides && profile_tells_control(p)) TRY(control_is_set_aside(c, s->person, &stored.control_set_aside));
  return w->each(c, &stored, w->arg);
}

/* Looked at once, with the first row that is met. */
static int give_newest(struct ctx *c, const struct screening *met, const struct walking *w)
{
  struct screening_place_list places;
  struct screening_list list;
  struct profile p;
  TRY(screening_places(c, met->person, &places));
  for (size_t i = 0; i < places.count; i++) if (memcmp(places.at[i].id.b, met->id.b, sizeof met->id.b) < 0) return OK;
  TRY(screenings_of(c, met->person, &list));
  TRY(screening_decided_among(c, &list, &list.at[0], &p));
  return give(c, &list.at[0], &p, w);
}

static int see(struct ctx *c, const struct walked *row, void *arg)
{
  const struct screening *const s = row->row;
  const struct walking *const w = arg;
  struct profile p;
  if (row->code != OK) return OK;                /* erased, or changed outside the program: verify names it */
  for (size_t i = 0; i < w->several.count; i++) if (id_same(w->several.at[i].id, s->id)) return give_newest(c, s, w);
  TRY(screening_profile(c, s, &p));
  return give(c, s, &p, w);
}

/* Answers that this program cannot read any more change nobody's advice. */
static int see_or_pass(struct ctx *c, const struct walked *row, void *arg)
{
  const int rc = see(c, row, arg);
  if (rc != ERR_INVALID) return rc;
  c->error = (struct error){ 0 };
  return OK;
}

static int walk(struct ctx *c, struct id *after, size_t most, each_profile *each, void *arg, size_t *seen)
{
  struct walking w = { .each = each, .arg = arg };
  TRY(screenings_several(c, *after, most, &w.several));
  TRY(set_aside_ever(c, &w.set_asides));
  return record_walk(c, &screening_record, after, most, see_or_pass, &w, seen);
}

const struct profile_source stored_profiles = { screenings_count, walk };
