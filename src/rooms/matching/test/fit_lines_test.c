/* What visitors, and whoever looks along, read of a decision: never words for professionals, and never help that is kept from them. */
#include "../../persons/test/world.h"
#include "match_internal.h"
#include "matching_room.h"
#include "matching_web.h"
#include "offers_room.h"
#include "random_profile.h"

enum { PROFILES = 400 };
static const enum fit_reader others[] = { FIT_VISITOR, FIT_TOGETHER };

static int set_up(void **state)
{
  struct world *const w = world_new();
  console(w);
  assert_int_equal(offers_room.demo(&w->s->c), OK);
  raw_run(w->s, "UPDATE offer SET bridging = 'yes', wait_days = CASE WHEN code LIKE '%1' OR code LIKE '%3' THEN 60 ELSE 0 END");
  rooms_stop(&w->app);                           /* the matcher is made anew, of these offers */
  assert_int_equal(rooms_start(&w->s->c, &w->app), OK);
  *state = w;
  return 0;
}
static int tear_down(void **state) { world_free(*state); return 0; }

static struct ctx *fresh_ctx(struct world *w)
{
  ctx_release(&w->c);
  ctx_init(&w->c, w->s->c.now, chance_bytes, 1 << 22);
  w->c.app = &w->app;
  w->c.places = &w->places;
  return &w->c;
}

/* Any answers; every second time of somebody in no danger, whom more is for. */
static struct profile somebody(uint64_t *seed, size_t n)
{
  struct profile p = random_profile(seed, (unsigned)(n % 11));
  if (n % 2) {
    p.acute_danger = p.coercive_control = NO;
    p.direct_safety_recorded = YES;
    p.partner_spoken_separately = p.partner_consents = YES;
    p.family_profile = PROFILE_STRESS;
    p.legal_status = (struct set){ 1 };
  }
  return p;
}

/* Words that only professionals read: reason and question of each inside rule, of data and of code. */
struct words { const char *at[2 * RULES_MOST]; size_t count; };
static void keep(struct words *w, const char *text) { if (text && *text) w->at[w->count++] = text; }
static struct words words_inside(const struct ctx *c, const struct rule_set *rules)
{
  struct words w = { .count = 0 };
  for (size_t i = 0; i < rules->count; i++) {
    if (!rules->at[i].inside) continue;
    keep(&w, rule_text(c, &rules->at[i]));
    keep(&w, rules->at[i].question[c->lang]);
  }
  for (int r = 0; r < SAFETY_RULES; r++) if (safety_rule_is_inside((enum safety_rule)r)) keep(&w, tr(c, safety_rule_text((enum safety_rule)r)));
  return w;
}
static void is_not_inside(const struct words *w, const char *text)
{
  for (size_t i = 0; text && i < w->count; i++) assert_string_not_equal(text, w->at[i]);
}

/* The cards that are shown, one after another: what fits, then what stands beside it. NULL: there are no more. */
static const struct fit_card *card_at(const struct fit_view *v, size_t i)
{
  if (i < v->fits.count) return &v->fits.at[i];
  i -= v->fits.count;
  return i < v->beside.count ? &v->beside.at[i] : NULL;
}

static void lists_are_not_inside(const struct words *w, const struct fit_view *v)
{
  const struct fit_group_list *const groups[] = { &v->unknown, &v->out };
  const struct fit_card *card;
  for (size_t i = 0; (card = card_at(v, i)); i++) {
    for (size_t n = 0; n < card->reasons.count; n++) is_not_inside(w, card->reasons.at[n]);
    for (size_t n = 0; n < card->notes.count; n++) is_not_inside(w, card->notes.at[n]);
    assert_null(card->initials);
  }
  for (size_t k = 0; k < COUNT(groups); k++) for (size_t i = 0; i < groups[k]->count; i++) is_not_inside(w, groups[k]->at[i].text);
}

static void no_reason_and_no_question_for_professionals_reaches_others(void **state)
{
  uint64_t seed = 20261122;
  size_t shown = 0;
  for (size_t n = 0; n < PROFILES; n++) {
    struct ctx *const c = fresh_ctx(*state);
    const struct profile p = somebody(&seed, n);
    const struct words inside = words_inside(c, matcher_rules(matching_now(c)));
    assert_true(inside.count > 10);
    for (size_t k = 0; k < COUNT(others); k++) {
      struct fit_view v = { 0 };
      assert_int_equal(fit_view_of(c, &p, others[k], false, &v), OK);
      lists_are_not_inside(&inside, &v);
      shown += v.fits.count + v.unknown.count + v.out.count;
    }
  }
  assert_true(shown > PROFILES);
}

static const struct fit_card *card_of(const struct fit_view *v, const struct fit_card *like)
{
  const struct fit_card *card;
  for (size_t i = 0; (card = card_at(v, i)); i++) if (card->line == like->line) return card;
  return NULL;
}

static void same_texts(const struct text_list *a, const struct text_list *b)
{
  assert_int_equal(a->count, b->count);
  for (size_t i = 0; i < a->count; i++) assert_string_equal(a->at[i], b->at[i]);
}

/* On what is shown with each answer: nothing that is said of it depends on the answer. */
static void what_is_said_of_an_offer_does_not_tell_what_was_answered_about_control(void **state)
{
  uint64_t seed = 20261124;
  size_t compared = 0;
  for (size_t n = 0; n < PROFILES; n++) {
    struct ctx *const c = fresh_ctx(*state);
    struct profile p = somebody(&seed, n);
    p.violence = (struct set){ 1 };
    for (size_t k = 0; k < COUNT(others); k++) {
      struct fit_view v[3] = { 0 };
      const struct fit_card *card;
      for (unsigned answer = YES_NO_UNKNOWN; answer <= NO; answer++) {
        p.coercive_control = (enum yes_no)answer;
        assert_int_equal(fit_view_of(c, &p, others[k], false, &v[answer]), OK);
        for (size_t i = 0; answer && (card = card_at(&v[answer], i)); i++) {
          const struct fit_card *const before = card_of(&v[0], card);
          if (!before) continue;
          same_texts(&card->reasons, &before->reasons);
          same_texts(&card->notes, &before->notes);
          compared++;
        }
      }
    }
  }
  assert_true(compared > PROFILES);
}

static void is_not_kept(const struct offer *o)
{
  assert_false(set_has(o->formats, FORMAT_JOINT));
  assert_true(set_empty(o->grounds) || set_has(o->grounds, GROUND_VOLUNTARY));
}

static void no_talk_together_and_nothing_imposed_is_proposed_to_others_not_even_while_they_wait(void **state)
{
  uint64_t seed = 20261123;
  size_t bridges = 0;
  for (size_t n = 0; n < PROFILES; n++) {
    struct ctx *const c = fresh_ctx(*state);
    const struct profile p = somebody(&seed, n);
    for (size_t k = 0; k < COUNT(others); k++) {
      struct fit_view v = { 0 };
      const struct fit_card *card;
      assert_int_equal(fit_view_of(c, &p, others[k], false, &v), OK);
      for (size_t i = 0; (card = card_at(&v, i)); i++) {
        is_not_kept(&card->line->offer);
        for (size_t b = 0; b < card->bridges.count; b++, bridges++) is_not_kept(card->bridges.at[b].offer);
      }
    }
  }
  assert_true(bridges > PROFILES / 10);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(no_reason_and_no_question_for_professionals_reaches_others),
    cmocka_unit_test(what_is_said_of_an_offer_does_not_tell_what_was_answered_about_control),
    cmocka_unit_test(no_talk_together_and_nothing_imposed_is_proposed_to_others_not_even_while_they_wait),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
