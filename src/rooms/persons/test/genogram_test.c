/* Whatever is written down about a family, the drawing holds everybody once, nobody on top of another, parents above children. */
#include "genogram.h"
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static struct arena arena;
static int set_up(void **state) { (void)state; arena = (struct arena){ 0 }; return 0; }
static int tear_down(void **state) { (void)state; arena_release(&arena); return 0; }

static uint64_t chance = 1;
static size_t below(size_t n)                                /* splitmix64 */
{
  uint64_t z = chance += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return (size_t)((z ^ z >> 31) % n);
}

static struct genogram drawn(size_t count, const struct genogram_tie *ties, size_t tie_count)
{
  struct genogram g;
  genogram_draw(&arena, count, (struct genogram_ties){ ties, tie_count }, &g);
  return g;
}

static void everybody_has_a_place_of_their_own(const struct genogram *g, size_t count)
{
  assert_int_equal(g->spots.count, count);
  for (size_t i = 0; i < count; i++) {
    const struct genogram_spot *const a = &g->spots.at[i];
    assert_true(a->x >= GENOGRAM_SLOT / 2 && a->x <= g->width - GENOGRAM_SLOT / 2);
    assert_true(a->y >= GENOGRAM_SYMBOL / 2 && a->y <= g->height - GENOGRAM_SYMBOL / 2 - GENOGRAM_LABEL);
    for (size_t k = 0; k < i; k++) {
      const struct genogram_spot *const b = &g->spots.at[k];
      const int dx = a->x > b->x ? a->x - b->x : b->x - a->x, dy = a->y > b->y ? a->y - b->y : b->y - a->y;
      assert_true(a->row == b->row ? a->y == b->y && dx >= GENOGRAM_SLOT - 1 : dy >= GENOGRAM_SYMBOL + GENOGRAM_LABEL);
    }
  }
}

/* Every one of the lines is drawn, one for each tie at the most, and stays on the paper. */
static void lines_stay_on_the_paper(const struct genogram *g, size_t ties)
{
  assert_true(g->lines.count <= ties);
  for (size_t i = 0; i < g->lines.count; i++) {
    int numbers = 0;
    for (const char *s = g->lines.at[i].path; *s; ) {
      if (*s == '-') assert_true(false);
      if (*s < '0' || *s > '9') { s++; continue; }
      char *end;
      const long n = strtol(s, &end, 10);
      assert_true(n >= 0 && n <= (g->width > g->height ? g->width : g->height));
      s = end;
      numbers++;
    }
    assert_true(numbers >= 4);
  }
}

static void a_family_stands_in_generations(void **state)
{
  /* 0 and 1 had 2 and 3; 0 now lives with 4, who has 5; 6 is the mother of 1 */
  static const struct genogram_tie ties[] = { { 0, 1, TIE_COUPLE, .ended = true }, { 0, 2, TIE_PARENT }, { 1, 2, TIE_PARENT }, { 0, 3, TIE_PARENT }, { 1, 3, TIE_PARENT, .together = true },
    { 0, 4, TIE_COUPLE, .together = true }, { 4, 5, TIE_PARENT, .together = true }, { 6, 1, TIE_PARENT }, { 0, 5, TIE_CARER } };
  const struct genogram g = drawn(7, ties, COUNT(ties));
  (void)state;
  everybody_has_a_place_of_their_own(&g, 7);
  lines_stay_on_the_paper(&g, COUNT(ties));
  assert_int_equal(g.lines.count, COUNT(ties));
  assert_int_equal(g.spots.at[0].row, g.spots.at[1].row);
  assert_int_equal(g.spots.at[0].row, g.spots.at[4].row);
  assert_int_equal(g.spots.at[6].row, 0);
  assert_int_equal(g.spots.at[2].row, 2);
  assert_int_equal(g.spots.at[5].row, 2);
  assert_true((g.spots.at[0].x - g.spots.at[1].x) * (g.spots.at[4].x - g.spots.at[0].x) > 0);         /* he stands between the two */
  assert_int_equal(g.lines.at[0].kind, LINE_ENDED);
  assert_int_equal(g.spots.at[0].house, 1);
  assert_int_equal(g.spots.at[5].house, 1);
  assert_int_equal(g.spots.at[3].house, 2);
  assert_int_equal(g.spots.at[2].house, 0);
}

static void grandparents_stand_above_parents_nobody_wrote_down(void **state)
{
  static const struct genogram_tie ties[] = { { 1, 0, TIE_GRAND } }, with_mother[] = { { 1, 0, TIE_GRAND }, { 2, 0, TIE_PARENT }, { 1, 2, TIE_PARENT } };
  (void)state;
  assert_int_equal(drawn(2, ties, COUNT(ties)).spots.at[0].row, 1);
  assert_int_equal(drawn(3, with_mother, COUNT(with_mother)).spots.at[0].row, 2);
}

static void nobody_is_an_empty_drawing(void **state)
{
  (void)state;
  assert_int_equal(drawn(0, NULL, 0).spots.count, 0);
  const struct genogram g = drawn(3, NULL, 0);
  everybody_has_a_place_of_their_own(&g, 3);
}

/* Nobody is a descendant of themselves here: each tie goes from a lower number to a higher one. */
static void parents_stand_above_children_in_any_family(void **state)
{
  (void)state;
  for (int round = 0; round < 400; round++) {
    const size_t count = 1 + below(40), made = below(60);
    struct genogram_tie ties[120];
    size_t n = 0;
    for (; count > 1 && n < made; n++) {
      const size_t a = below(count - 1), b = a + 1 + below(count - a - 1);
      ties[n] = (struct genogram_tie){ a, b, (enum genogram_tie_kind)(TIE_PARENT + below(3)), .together = below(3) == 0 };
    }
    for (size_t k = 0; count > 1 && k < made / 2; k++) ties[n++] = (struct genogram_tie){ below(count), below(count), below(2) ? TIE_COUPLE : TIE_SIBLING, .ended = below(2) };
    const struct genogram g = drawn(count, ties, n);
    everybody_has_a_place_of_their_own(&g, count);
    lines_stay_on_the_paper(&g, n);
    for (size_t i = 0; i < n; i++)
      if (ties[i].kind == TIE_PARENT || ties[i].kind == TIE_CARER) assert_true(g.spots.at[ties[i].a].y < g.spots.at[ties[i].b].y);
    arena_reset(&arena);
  }
}

/* Somebody who is their own grandfather, partners who are each other's parents, numbers that are nobody's. */
static void contradictions_are_drawn_and_end(void **state)
{
  static const struct genogram_tie circle[] = { { 0, 1, TIE_PARENT }, { 1, 2, TIE_PARENT }, { 2, 0, TIE_PARENT }, { 0, 0, TIE_PARENT }, { 0, 1, TIE_COUPLE }, { 7, 9, TIE_PARENT } };
  const struct genogram g = drawn(3, circle, COUNT(circle));
  (void)state;
  everybody_has_a_place_of_their_own(&g, 3);
  assert_int_equal(g.lines.count, 4);
  assert_int_equal(g.lines.at[2].kind, LINE_LOOSE);
  for (int round = 0; round < 400; round++) {
    const size_t count = 1 + below(GENOGRAM_MOST + 20), n = below(GENOGRAM_TIES + 100);
    struct genogram_tie *const ties = arena_new(&arena, struct genogram_tie, n + 1);
    for (size_t i = 0; i < n; i++) ties[i] = (struct genogram_tie){ below(count + 2), below(count + 2), (enum genogram_tie_kind)below(TIE_OTHER + 1), below(2), below(2) };
    const struct genogram some = drawn(count, ties, n);
    everybody_has_a_place_of_their_own(&some, count < GENOGRAM_MOST ? count : GENOGRAM_MOST);
    lines_stay_on_the_paper(&some, n);
    arena_reset(&arena);
  }
}

/* An outline holds whom it says, and nobody else. */
static void an_outline_holds_only_who_live_there(void **state)
{
  (void)state;
  for (int round = 0; round < 300; round++) {
    const size_t count = 1 + below(20), n = below(30);
    struct genogram_tie ties[30];
    for (size_t i = 0; i < n; i++) ties[i] = (struct genogram_tie){ below(count), below(count), (enum genogram_tie_kind)below(TIE_OTHER + 1), below(2), below(3) == 0 };
    const struct genogram g = drawn(count, ties, n);
    for (size_t p = 0; p < count; p++) {
      size_t in = 0;
      for (size_t h = 0; h < g.houses.count; h++) {
        const struct genogram_house *const o = &g.houses.at[h];
        const struct genogram_spot *const s = &g.spots.at[p];
        if (s->x < o->x || s->x > o->x + o->width || s->y < o->y || s->y > o->y + o->height) continue;
        assert_int_equal(o->number, s->house);
        in++;
      }
      assert_int_equal(in, g.spots.at[p].house ? 1 : 0);
    }
    arena_reset(&arena);
  }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_family_stands_in_generations),
    TEST(grandparents_stand_above_parents_nobody_wrote_down),
    TEST(nobody_is_an_empty_drawing),
    TEST(parents_stand_above_children_in_any_family),
    TEST(contradictions_are_drawn_and_end),
    TEST(an_outline_holds_only_who_live_there),
  };
  return cmocka_run_group_tests_name("genogram", tests, NULL, NULL);
}
