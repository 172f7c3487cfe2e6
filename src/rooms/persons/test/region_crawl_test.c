/* In a region of several households nobody reads a word of a party that they do not work for: every page, answer and file, by link and by guess. */
#include "region_look.h"

static void nobody_reads_more_by_following_links(void **state)
{
  (void)state;
  for (size_t i = 0; i < g->people_count; i++) follow(&g->people[i], is_long() ? LINKS_MOST : is_involved(&g->people[i]) ? PAGES_OF_WORKERS : PAGES_OF_OTHERS);
  printf("# %zu asked\n", asked);
  none_was_wrong();
}

/* --- by guess --------------------------------------------------------------------------------------------------- */

/* That colleague asks for all that a route can show. What is not theirs is as if it were not there. */
static void guess(const struct someone *p, size_t route)
{
  const struct route *const row = routes[route];
  const char *none = NULL;
  char target[200], other[200];
  for (size_t i = 0; i < g->row_count; i++) {
    const struct row *const at = &g->rows[i];
    if (!takes[route][record_number(at->rec)] || at->place == PLACES_MOST) continue;
    const bool mine = may_read(p, &g->places[at->place]);
    if (mine && is_api(row) && !*p->key) continue;
    target_of(row, at->id, target);
    const int status = visit(p, is_api(row), target, NULL);
    if (mine || may_know_of(p, at)) continue;
    const char *const one = plain_answer(at->id, status);
    if (!none) none = plain_answer(nothing, visit(p, is_api(row), target_of(row, nothing, other), NULL));
    if (strcmp(one, none) != 0) differs(p, target, one, none);
    free((void *)one);
  }
  free((void *)none);
}

static void what_is_not_theirs_is_as_if_it_were_not_there(void **state)
{
  (void)state;
  kinds_learnt();
  for (size_t i = 0; i < g->people_count; i++)
    for (size_t k = 0; k < route_count; k++)
      if (routes[k]->method == GET && has_kind(k) && (is_long() || is_involved(&g->people[i]) || (i + k) % STRANGERS_EVERY == 0)) guess(&g->people[i], k);
  printf("# %zu asked\n", asked);
  none_was_wrong();
}

/* --- that it proves something ------------------------------------------------------------------------------------ */

/* Files that belong to no party of a household: each room's own tests look at them. */
static bool has_no_side(const struct record *rec)
{
  static const char *const before[] = { "peer",            /* the register of experts by experience, and who they are there for: of their coordinator */
    "signup",                                              /* what somebody typed to be called back: the desk's, which builds no file */
    "chat",                                                /* a talk: deleted when it closes */
    "survey" };                                            /* a questionnaire that is being filled in: its link's */
  for (size_t i = 0; i < COUNT(before); i++) if (strncmp(rec->name, before[i], strlen(before[i])) == 0) return true;
  return false;
}
static bool is_planted(const struct field *f)
{
  for (size_t n = 0; n < g->field_count; n++)
    if (g->fields[n].field == f) for (size_t k = 0; k < g->place_count; k++) if (g->planted[k][n]) return true;
  return false;
}
static void every_text_that_a_party_can_hold_holds_a_word(void **state)
{
  size_t missing = 0;
  (void)state;
  for (size_t r = 0; r < records.count; r++) {
    const struct record *const rec = records.at[r];
    if (rec->protection != SEALED || has_no_side(rec)) continue;
    for (size_t i = 0; i < rec->count; i++)
      if (holds_words(rec, &rec->fields[i]) && !is_planted(&rec->fields[i])) { missing++; print_error("nothing plants %s.%s: make a row of it in region.h\n", rec->name, rec->fields[i].name); }
  }
  assert_int_equal(missing, 0);
  assert_true(g->field_count > 140);
}

static void every_word_is_read_by_somebody_who_may(void **state)
{
  size_t unread = 0;
  (void)state;
  for (size_t k = 0; k < g->place_count; k++)
    for (size_t f = 0; f < g->field_count; f++)
      if (g->planted[k][f] && !read_by_somebody[k][f] && ++unread)
        print_error("nobody reads %s.%s of household %zu, %s\n", g->fields[f].rec->name, g->fields[f].field->name, g->places[k].house, part_names[__builtin_ctz(g->places[k].part)]);
  assert_int_equal(unread, 0);
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(nobody_reads_more_by_following_links),
    cmocka_unit_test(what_is_not_theirs_is_as_if_it_were_not_there),
    cmocka_unit_test(every_text_that_a_party_can_hold_holds_a_word),
    cmocka_unit_test(every_word_is_read_by_somebody_who_may),
  };
  return cmocka_run_group_tests_name("region_crawl", tests, set_up, tear_down);
}
