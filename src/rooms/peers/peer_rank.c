#include "peer_rank.h"
#include "text.h"

DEFINE_CHOICES(peer_reason, PEER_REASONS)

/* A wish that is met weighs more than any room, room more than any training. */
enum { WISH = 10000, ROOM = 100, ROOM_COUNTED = 50, TOPICS_COUNTED = 99, WORD_LEAST = 4 };

static struct set against(const struct peer_facts *f, const struct peer_wishes *w, struct date today)
{
  const struct peer *const p = f->peer;
  const struct date from = date_known(w->from) && date_before(today, w->from) ? w->from : today;
  struct set s = { 1 };
  if (f->gone) s = set_with(s, PEER_GONE);
  if (!set_has(p->roles, w->role)) s = set_with(s, PEER_NOT_THIS_ROLE);
  if (p->most.known && f->open >= (size_t)p->most.n) s = set_with(s, PEER_FULL);
  if (date_known(p->paused_until) && date_before(from, p->paused_until)) s = set_with(s, PEER_PAUSED);
  if (text_known(w->language) && !text_has_word(p->languages, w->language)) s = set_with(s, PEER_NO_LANGUAGE);
  return s;
}

/* Whether a longer word of the wish stands in the expert's own words. Bytes are compared, in small letters of the Latin alphabet. */
static bool word_in(const char *word, size_t n, const char *text)
{
  for (const char *at = text; *at; at++) {
    size_t i = 0;
    while (i < n && at[i] && (at[i] | 32) == (word[i] | 32)) i++;
    if (i == n) return true;
  }
  return false;
}

static bool shares_background(const char *wish, const char *own)
{
  size_t n;
  if (!text_known(wish) || !text_known(own)) return false;
  for (const char *at = text_word(wish, &n); at; at = text_word(at + n, &n)) if (n >= WORD_LEAST && word_in(at, n, own)) return true;
  return false;
}

/* From the own community is a wish only after it was asked; "rather not" is one too. */
static struct set of_background(const struct peer *p, const struct peer_wishes *w, struct set s)
{
  if (p->may_tell != YES || !text_known(w->background) || w->community == COMMUNITY_NOT_ASKED) return s;
  const bool shared = shares_background(w->background, p->background);
  if (w->community == COMMUNITY_YES && shared) return set_with(s, PEER_HAS_BACKGROUND);
  return w->community == COMMUNITY_NO && !shared ? set_with(s, PEER_OTHER_BACKGROUND) : s;
}

static struct set met(const struct peer *p, const struct peer_wishes *w)
{
  struct set s = { 1 };
  if (text_known(w->language)) s = set_with(s, PEER_HAS_LANGUAGE);
  if (w->gender && w->gender == p->gender) s = set_with(s, PEER_HAS_GENDER);
  if ((w->parts.bits & p->parts.bits) > 1) s = set_with(s, PEER_HAS_PART);
  if (text_known(w->municipality) && (!text_known(p->municipalities) || text_has_word(p->municipalities, w->municipality))) s = set_with(s, PEER_NEAR);
  if (w->experience && p->may_tell == YES && (p->experience == w->experience || p->experience == PEER_BOTH)) s = set_with(s, PEER_HAS_EXPERIENCE);
  return of_background(p, w, s);
}

struct peer_fit peer_rank(const struct peer_facts *f, const struct peer_wishes *w, struct date today)
{
  struct peer_fit fit = { .reasons = against(f, w, today) };
  if (fit.reasons.bits > 1) return fit;
  const size_t room = f->peer->most.known ? (size_t)f->peer->most.n - f->open : 0;
  fit.fits = true;
  fit.reasons = met(f->peer, w);
  for (unsigned i = 1; i < peer_reason_choices.count; i++) if (set_has(fit.reasons, i)) fit.score += WISH;
  fit.score += (int32_t)(room < ROOM_COUNTED ? room : ROOM_COUNTED) * ROOM + (int32_t)(f->topics < TOPICS_COUNTED ? f->topics : TOPICS_COUNTED);
  if (room) fit.reasons = set_with(fit.reasons, PEER_HAS_ROOM);
  return fit;
}
