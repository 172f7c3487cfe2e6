/* The ranked list: every expert of the region held against the wishes. */
#include "peer_work.h"
#include "organisations.h"

int peer_load(struct ctx *c, struct id peer, size_t *out)
{
  struct peer_clock_list open;
  size_t n = 0;
  TRY(peer_clocks_of(c, peer, &open));
  for (size_t i = 0; i < open.count; i++) n += open.at[i].state != PEER_PROPOSED;
  *out = n;
  return OK;
}

static int topics_now(struct ctx *c, struct id peer, size_t *out)
{
  struct peer_training_list list;
  struct set topics = { 1 };
  *out = 0;
  TRY(peer_trainings_read(c, peer, &list));
  for (size_t i = 0; i < list.count; i++) {
    const struct peer_training *const t = &list.at[i];
    if ((date_known(t->until) && date_before(t->until, c->today)) || set_has(topics, t->topic)) continue;
    topics = set_with(topics, t->topic);
    ++*out;
  }
  return OK;
}

/* Whoever has left cannot be asked; nor can one without an account whom nobody coordinates any more. */
static int is_gone(struct ctx *c, const struct peer *p, bool *out)
{
  struct account a = { 0 };
  struct id coordinator;
  if (id_known(p->account)) {
    const int rc = account_get(c, p->account, &a);
    *out = rc != OK || instant_known(a.gone);
    return absent(c, rc) ? OK : rc;
  }
  TRY(peer_coordinator(c, p, &coordinator));
  *out = !id_known(coordinator);
  return OK;
}

int peer_fits(struct ctx *c, const struct peer *p, const struct peer_wishes *w, struct peer_fit *out)
{
  struct peer_facts f = { .peer = p };
  TRY(peer_load(c, p->id, &f.open));
  TRY(topics_now(c, p->id, &f.topics));
  TRY(is_gone(c, p, &f.gone));
  *out = peer_rank(&f, w, c->today);
  return OK;
}

static int best_first(const void *a, const void *b)
{
  const struct peer_choice *const x = a, *const y = b;
  if (x->fit.fits != y->fit.fits) return x->fit.fits ? -1 : 1;
  if (x->fit.score != y->fit.score) return x->fit.score < y->fit.score ? 1 : -1;
  const int names = strcmp(x->name, y->name);
  return names ? names : memcmp(x->id.b, y->id.b, sizeof x->id.b);
}

/* What an expert says of themselves is shown where it was wished for, and only as far as they allowed it. */
static const char *background_shown(const struct peer *p, const struct peer_wishes *w)
{
  return p->may_tell == YES && w->community == COMMUNITY_YES ? p->background : NULL;
}

int peer_choices(struct ctx *c, const struct peer_wishes *w, struct peer_choice_list *out)
{
  struct peer_list list;
  TRY(peers_read(c, &list));
  struct peer_choice_list found = { .at = arena_new(&c->arena, struct peer_choice, list.count + 1) };
  for (size_t i = 0; i < list.count; i++) {
    const struct peer *const p = &list.at[i];
    struct peer_choice *const one = &found.at[found.count++];
    *one = (struct peer_choice){ .id = p->id, .name = p->name, .languages = p->languages, .background = background_shown(p, w), .paused_until = p->paused_until };
    TRY(organisation_name(c, p->organisation, &one->organisation));
    TRY(peer_fits(c, p, w, &one->fit));
  }
  qsort(found.at, found.count, sizeof *found.at, best_first);
  *out = found;
  return OK;
}
