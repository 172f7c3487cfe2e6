/* For tests of what is kept with persons: a database, the shipped rules with the example offers, and colleagues who act in turn.
 * 3 directs and works with both parties; 1 and 4 work for side A only, 2 for side B only. */
#ifndef KEPT_HELPER_H
#define KEPT_HELPER_H
#include "../../persons/test/persons_helper.h"
#include "live.h"
#include "places.h"
#include "screenings.h"
#include "set_aside.h"
#include "shipped.h"

#define USED __attribute__((unused))
#undef MUST                                      /* here the database is k->s */
#define MUST(call) do { const int must_ = (call); if (must_ != OK) print_error("%s: %d %s %s\n", #call, must_, \
  k->s->c.error.field ? k->s->c.error.field : "", k->s->c.error.text ? k->s->c.error.text : ""); assert_int_equal(must_, OK); } while (0)
enum { FOR_A = 1, FOR_B, DIRECTOR, ALSO_FOR_A };
struct kept {
  struct scratch *s;
  struct places places;
  struct snapshot *snapshot;
  struct live_match *live;
  struct id household, bram, noor, side_a, side_b;
};

USED static void involve_in(struct kept *k, uint8_t n, const struct household_file *f, struct id side, struct id person)
{
  struct id compartment;
  lets_in(k->s, n, f->household.compartment, f->household.id);
  for (size_t i = 0; i < f->sides.count; i++) if (id_same(f->sides.at[i].id, side)) lets_in(k->s, n, f->sides.at[i].compartment, f->household.id);
  MUST(record_place(&k->s->c, person, person, &compartment));
  lets_in(k->s, n, compartment, f->household.id);
}

/* As on another day. */
USED static void later(struct kept *k, uint8_t colleague)
{
  k->s->c.now += DAY_MS;
  acts(k->s, colleague);
}

USED static int open_kept(void **state)
{
  struct kept *const k = calloc(1, sizeof *k);
  assert_non_null(k);
  struct scratch *const s = k->s = scratch_with_schema();
  MUST(places_load(&s->c, NULL, &k->places));
  s->c.places = &k->places;
  MUST(live_match_examples(&s->c, &k->snapshot));
  MUST(live_match_build(&s->c, NULL, k->snapshot, &k->live));
  acts(s, DIRECTOR);
  k->household = opens(s, MY_SIDE_BOTH);
  struct household_file f = file_of(s, k->household);
  const size_t a = f.sides.at[0].letter == SIDE_A ? 0 : 1;
  k->side_a = f.sides.at[a].id;
  k->side_b = f.sides.at[1 - a].id;
  k->bram = adds(s, k->side_a, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  k->noor = adds(s, k->side_b, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  f = file_of(s, k->household);
  involve_in(k, FOR_A, &f, k->side_a, k->bram);
  involve_in(k, ALSO_FOR_A, &f, k->side_a, k->bram);
  involve_in(k, FOR_B, &f, k->side_b, k->noor);
  *state = k;
  return 0;
}
USED static int close_kept(void **state)
{
  struct kept *const k = *state;
  live_match_release(k->live);
  snapshot_release(k->snapshot);
  scratch_free(k->s);
  free(k);
  return 0;
}
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_kept, close_kept)

/* A man for whom talks together would fit, were it not for what the partner says. */
USED static struct screening_new of_bram(void)
{
  return (struct screening_new){ .profile = { .for_whom = IN_USES, .phase = PHASE_RISKCARE, .direct_safety_recorded = YES, .acute_danger = NO, .suicidal_thoughts = NO, .gender = OWN_MAN,
    .age = num(38), .violence = set_with((struct set){ 0 }, HARM_PHYSICAL), .coercive_control = NO, .family_profile = PROFILE_STRESS, .motivation = MOTIVATION_COMPLIANT,
    .legal_status = { 1 }, .relation_status = TOGETHER, .parent = YES, .lvb_suspected = NO, .life_areas = { 1 }, .languages = "nl", .group_ready = YES } };
}
/* Likewise, after Noor was spoken to alone. */
USED static struct screening_new with_noor(struct kept *k)
{
  struct screening_new n = of_bram();
  char *const id = arena_alloc(&k->s->c.arena, ID_TEXT);
  id_format(k->noor, id);
  n.profile.partner_spoken_separately = n.profile.partner_consents = YES;
  n.partner = id;
  n.spoken_by = "Sanne van de opvang";
  n.spoken_on = k->s->c.today;
  return n;
}
USED static int screens(struct kept *k, struct id person, const struct screening_new *n, struct id *out)
{
  return screening_add(&k->s->c, live_match_matcher(k->live), person, n, out);
}
/* What the partner's word opens, as the director reads it. */
USED static const char *opened(struct kept *k, struct id screening)
{
  struct screening s;
  struct talk_alone t;
  const char *text;
  MUST(screening_get(&k->s->c, screening, &s));
  MUST(talk_alone_of(&k->s->c, screening, &t));
  MUST(talk_opens(&k->s->c, live_match_matcher(k->live), &s, &t, &text));
  return text ? text : "";
}
#endif
