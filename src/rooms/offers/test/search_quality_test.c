/* Everyday words on the example offers and the shipped rules: what somebody types leads to help that fits. */
#include "csv.h"
#include "shipped.h"
#include "snapshot.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>                              /* last: its macro fail() would hide ours */

enum { TEXT_MOST = 1 << 18 };
struct world { struct ctx c; struct places places; struct snapshot *s, *literal; char *synonyms, *stopwords; };   /* literal: without rules */
struct gathering { struct snapshot_draft *with, *without; };

static char *shipped_text(const char *name)
{
  FILE *in = shipped_open(NULL, name);
  char *text = calloc(1, TEXT_MOST);
  assert_non_null(in);
  assert_non_null(text);
  assert_in_range(fread(text, 1, TEXT_MOST - 1, in), 1, TEXT_MOST - 2);
  fclose(in);
  return text;
}

static int gather(struct ctx *c, const void *row, const bool *given, size_t line, void *arg)
{
  struct gathering *g = arg;
  (void)given;
  (void)line;
  TRY(snapshot_add(c, g->with, row));
  return snapshot_add(c, g->without, row);
}
static void complain(struct ctx *c, const struct csv_wrong *w, void *arg)
{
  (void)c;
  (void)arg;
  print_message("# offers.csv, line %zu: %s\n", w->line, w->text);
}

static int open_world(void **state)
{
  static struct world w;                         /* of this program, made once */
  struct gathering g = { snapshot_begin(), snapshot_begin() };
  const struct csv_reader reader = { &offer_line_record, gather, complain, &g, false };
  size_t good, bad;
  ctx_init(&w.c, 1795300000000, NULL, 0);
  FILE *in = shipped_open(NULL, "offers.csv");
  assert_non_null(in);
  assert_int_equal(places_load(&w.c, NULL, &w.places), OK);
  assert_int_equal(csv_read(&w.c, in, &reader, &good, &bad), OK);
  fclose(in);
  assert_int_equal(bad, 0);
  assert_in_range(good, 100, 1000);
  w.synonyms = shipped_text("synonyms.txt");
  w.stopwords = shipped_text("stopwords.txt");
  assert_int_equal(snapshot_finish(&w.c, g.with, &w.places, w.synonyms, w.stopwords, w.c.today, &w.s), OK);
  assert_int_equal(snapshot_finish(&w.c, g.without, &w.places, "", w.stopwords, w.c.today, &w.literal), OK);
  *state = &w;
  return 0;
}
static int close_world(void **state)
{
  struct world *w = *state;
  snapshot_release(w->s);
  snapshot_release(w->literal);
  free(w->synonyms);
  free(w->stopwords);
  ctx_release(&w->c);
  return 0;
}

static struct search_result ask(struct world *w, const struct snapshot *s, const char *words, size_t page)
{
  struct search_result r;
  snapshot_search(s, &w->c.arena, &(struct search){ .words = words, .page = page }, &r);
  return r;
}

static bool has_code(const struct world *w, const struct search_result *r, const char *code, size_t within)
{
  for (size_t i = 0; i < r->count && i < within; i++)
    if (strcmp(snapshot_offer(w->s, r->at[i])->offer.code, code) == 0) return true;
  return false;
}

/* One of the codes (spaces between) stands among the first `within`. */
static void assert_leads_to(struct world *w, const char *words, const char *codes, size_t within)
{
  const struct search_result r = ask(w, w->s, words, 1);
  for (const char *at = codes; *at; at += strspn(at, " ")) {
    char code[16] = "";
    const size_t n = strcspn(at, " ");
    assert_in_range(n, 1, sizeof code - 1);
    memcpy(code, at, n);
    if (has_code(w, &r, code, within)) return;
    at += n;
  }
  for (size_t i = 0; i < r.count; i++) print_message("# %s: %s\n", words, snapshot_offer(w->s, r.at[i])->offer.name);
  fail_msg("'%s' does not lead to %s", words, codes);
}

static void who_uses_violence_finds_help_in_own_words(void **state)
{
  struct world *w = *state;
  assert_leads_to(w, "ik sla mijn vrouw", "O008 O041 O058", 6);
  assert_leads_to(w, "hit my wife", "O008 O041 O058", 6);
  assert_leads_to(w, "losse handjes", "O008 O058", 6);
  assert_leads_to(w, "woede", "O022 O009 O058", 6);
  assert_leads_to(w, "drank", "O015", 3);
}
static void who_experiences_violence_finds_help_in_own_words(void **state)
{
  struct world *w = *state;
  assert_leads_to(w, "mijn ex volgt mij", "O006 O041 O062", 10);
  assert_leads_to(w, "mijn man slaat mij", "O041 O062 O052 O054", 10);
}
static void a_place_to_sleep_is_found(void **state)
{
  struct world *w = *state;
  assert_leads_to(w, "slaapplek", "O052 O081 O005", 3);
  assert_leads_to(w, "huisverbod gekregen", "O043 O059 O097 O017", 4);
}
static void talking_with_people_who_know_it_is_found(void **state)
{
  struct world *w = *state;
  assert_leads_to(w, "lotgenoten", "O008 O034 O075 O033", 6);
  assert_leads_to(w, "praten met iemand die het zelf heeft meegemaakt", "O034 O075 O008", 4);
}
static void names_towns_and_groups_are_found(void **state)
{
  struct world *w = *state;
  assert_leads_to(w, "carrousel", "O007", 1);
  assert_leads_to(w, "Eindhoven", "O007", 1);
  assert_leads_to(w, "reclassering", "O078 O081 O097", 5);
  assert_leads_to(w, "LVB groep", "O042", 1);
}
static void typing_errors_find_what_was_meant(void **state)
{
  struct world *w = *state;
  assert_leads_to(w, "agresie", "O008 O058", 3);
  assert_string_equal(ask(w, w->s, "agresie", 1).corrected, "agressie");
  assert_leads_to(w, "agressieregelatie", "O012 O022 O089", 4);
  assert_string_equal(ask(w, w->s, "agressieregelatie", 1).corrected, "agressieregulatie");
}

/* Every offer for people together with the other that `words` finds is one that has these words themselves. */
static void assert_no_rule_led_to_joint(struct world *w, const char *words)
{
  struct search_result r = ask(w, w->s, words, 1);
  const size_t pages = r.pages;
  for (size_t page = 1; page <= pages; page++) {
    r = ask(w, w->s, words, page);
    for (size_t i = 0; i < r.count; i++) {
      const struct offer *o = &snapshot_offer(w->s, r.at[i])->offer;
      if (!set_has(o->formats, FORMAT_JOINT)) continue;
      struct search_result own = ask(w, w->literal, words, 1);
      bool found = false;
      for (size_t p = 1; p <= own.pages && !found; p++) {
        own = ask(w, w->literal, words, p);
        found = has_code(w, &own, o->code, PAGE_SIZE);
      }
      if (!found) fail_msg("'%s' leads to %s", words, o->name);
    }
  }
}

static void no_rule_leads_to_talks_together_with_the_other(void **state)
{
  struct world *w = *state;
  char left[256];
  for (const char *at = w->synonyms; *at; at += strspn(at, "\n")) {
    const size_t n = strcspn(at, "\n");
    const char *arrow = memmem(at, n, "=>", 2);
    if (*at != '#' && arrow && (size_t)(arrow - at) < sizeof left) {
      memcpy(left, at, (size_t)(arrow - at));
      left[arrow - at] = 0;
      assert_no_rule_led_to_joint(w, left);
      arena_reset(&w->c.arena);
    }
    at += n;
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(who_uses_violence_finds_help_in_own_words),
    cmocka_unit_test(who_experiences_violence_finds_help_in_own_words),
    cmocka_unit_test(a_place_to_sleep_is_found),
    cmocka_unit_test(talking_with_people_who_know_it_is_found),
    cmocka_unit_test(names_towns_and_groups_are_found),
    cmocka_unit_test(typing_errors_find_what_was_meant),
    cmocka_unit_test(no_rule_leads_to_talks_together_with_the_other),
  };
  FILE *in = shipped_open(NULL, "offers.csv");
  if (!in) return puts("1..0 # SKIP data/offers.csv is not there") < 0;
  fclose(in);
  return cmocka_run_group_tests(tests, open_world, close_world);
}
