/* Two regions that are the same but for what one worker wrote on her own side: to whoever does not read there every page is the same, byte for byte.
 * So nothing of it shows in a number, an order, a size, a button, a time or an id. */
#include "region_types.h"

enum { PAGES_COMPARED = 120 };
static struct county *quiet, *written;
static uint64_t turn = 5000;

/* The same for both: chance, and the day. */
static void begin_turn(void)
{
  ++turn;
  quiet->t.w->s->c.now = written->t.w->s->c.now = quiet->t.w->s->c.now + 1;
}
static int in(struct county *of, const char *called, bool program, const char *target, const char *posted)
{
  g = of;
  chance_seed(turn);
  return visit(person_called(g, called), program, target, posted);
}

static void shows_where(const char *called, const char *target, const char *one, const char *two)
{
  size_t i = 0;
  while (one[i] && one[i] == two[i]) i++;
  if (++wrong <= TOLD_MOST) print_error("%s notices at %s: …%.160s… and …%.160s…\n", called, target, one + (i > 60 ? i - 60 : 0), two + (i > 60 ? i - 60 : 0));
}

/* All of the last answer: its status, its headers, its page. */
static char *whole_answer(int status)
{
  const struct request *const r = &g->t.w->r;
  struct buf b = { .max = 1 << 24 };
  put_int(&b, status);
  for (size_t i = 0; i < r->header_count; i++) { put(&b, "\n"); put(&b, r->headers[i].name); put(&b, ": "); put(&b, r->headers[i].value); }
  put(&b, "\n");
  put(&b, buf_text(&g->t.w->c.out));
  assert_false(b.failed);
  char *const out = strdup(buf_text(&b));
  buf_release(&b);
  return out;
}

/* Asked in both; the links of the page are the next to be asked. */
static void same_in_both(const char *called, bool program, const char *target, struct links *to)
{
  if (strncmp(target, OWN_PATH "/", strlen(OWN_PATH) + 1) == 0) return;         /* keys that are offered there come from the system's own chance */
  begin_turn();
  const int first = in(quiet, called, program, target, NULL);
  if (to && first == 200) add_links(to, buf_text(&g->t.w->c.out));
  char *const one = whole_answer(first);
  char *const two = whole_answer(in(written, called, program, target, NULL));
  if (strcmp(one, two) != 0) shows_where(called, target, one, two);
  free(one);
  free(two);
}

static void same_by_links(const char *called)
{
  struct links l = { .all = is_long() };
  add_link(&l, "/werk", 5);
  add_link(&l, "/werk/huishoudens", 17);
  for (; l.done < l.count && l.done < (is_long() ? LINKS_MOST : PAGES_COMPARED); l.done++) same_in_both(called, false, l.at[l.done], &l);
  links_free(&l);
}
/* Also by the ids of what was there before in the other's file. */
static void same_by_guess(const char *called)
{
  for (size_t k = 0; k < route_count; k++) {
    if (routes[k]->method != GET || !has_kind(k) || (is_api(routes[k]) && !*person_called(quiet, called)->key)) continue;
    for (size_t i = 0; i < quiet->row_count; i++) {
      char target[200];
      g = quiet;
      if (quiet->rows[i].place < PLACES_MOST && takes[k][record_number(quiet->rows[i].rec)] && is_tried(i)) same_in_both(called, is_api(routes[k]), target_of(routes[k], quiet->rows[i].id, target), NULL);
    }
  }
}

/* All that the shelter's worker can write down on her own side: in every form. */
static size_t she_writes(void)
{
  const struct someone *const p = person_called(written, "vrouwenopvang");
  size_t took = 0;
  g = written;
  for (size_t k = 0; k < route_count; k++) {
    if (routes[k]->method != POST || !has_kind(k) || is_api(routes[k]) || moves_people(routes[k])) continue;
    for (size_t i = 0; i < g->row_count; i++) {
      bool taken = false;
      if (!is_typed_in(i) || !takes[k][record_number(g->rows[i].rec)]) continue;
      if (may_read(p, &g->places[g->rows[i].place]) && meant_for(p, routes[k], &g->rows[i]) == OF_B) type_one(p, k, i, &taken);
      took += taken;
    }
  }
  return took;
}

static int set_up_two(void **state)
{
  chance_seed(77);
  set_up(state);
  written = g;
  chance_seed(77);
  quiet = g = county_new();
  if (!id_same(quiet->house[APART], written->house[APART]) || quiet->row_count != written->row_count) { print_error("the two regions differ from the start\n"); return 1; }
  for (size_t k = 0; k < 2; k++) {                           /* in both: what was read is written down, and counted */
    g = k ? quiet : written;
    memset(takes, 0, sizeof takes);
    for (size_t i = 0; i < COUNT(works); i++) follow(person_called(g, works[i].called), PAGES_OF_OTHERS);
    kinds_learnt();
  }
  return 0;
}
static int tear_down_two(void **state)
{
  (void)state;
  county_free(quiet);
  county_free(written);
  return 0;
}

static void what_she_writes_changes_no_page_of_whom_it_is_not_for(void **state)
{
  static const char *const others[] = { "team", "gi", "team, other colleague", "huisarts" };
  (void)state;
  const size_t took = she_writes();
  printf("# she wrote %zu times\n", took);
  assert_true(took > 30);
  asked = 0;
  for (size_t i = 0; i < COUNT(others); i++) same_by_links(others[i]);
  same_by_guess("team");
  printf("# %zu asked\n", asked);
  none_was_wrong();
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = { cmocka_unit_test(what_she_writes_changes_no_page_of_whom_it_is_not_for) };
  return cmocka_run_group_tests_name("region_twins", tests, set_up_two, tear_down_two);
}
