/* Everyday words on the example offers and the shipped rules: what somebody types leads to help that fits. */
#include "search_helper.h"

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

/* A left side with the first word of each list in its place. */
static void fill_in(const struct world *w, const char *left, size_t n, char out[256])
{
  size_t len = 0;
  for (size_t i = 0; i < n; i++) {
    char key[64] = "\n";
    const size_t size = left[i] == '<' ? strcspn(left + i, ">") + 1 : 0;
    assert_in_range(len + size, 0, 200);
    if (!size) { out[len++] = left[i]; continue; }
    memcpy(key + 1, left + i, size);
    memcpy(key + 1 + size, " = ", 4);
    const char *word = strstr(w->synonyms, key);
    assert_non_null(word);
    word += size + 4;
    const size_t letters = strcspn(word, ",\n");
    memcpy(out + len, word, letters);
    len += letters;
    i += size - 1;
  }
  out[len] = 0;
}

static void no_rule_leads_to_talks_together_with_the_other(void **state)
{
  struct world *w = *state;
  char left[256];
  for (const char *at = w->synonyms; *at; at += strspn(at, "\n")) {
    const size_t n = strcspn(at, "\n");
    const char *arrow = memmem(at, n, "=>", 2);
    if (*at != '#' && arrow && !memmem(at, n, "[in:", 4)) {     /* a place finds all of its region */
      fill_in(w, at, (size_t)(arrow - at), left);
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
