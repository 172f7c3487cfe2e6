/* Situations from the reports and what must come of them, written before the rules: data/rules/vignettes.json. */
#include "match_helper.h"
#include "vignettes.h"

static size_t complain_of(const char *id, const char *code, enum verdict want, const struct match_entry *e, enum verdict where)
{
  print_error("%s: %s belongs in %s, is in %s (%s)\n", id, code, verdict_key(want), e ? verdict_key(where) : "no list", e && (e->rule || e->said) ? match_rule_id(e) : "-");
  return 1;
}

static size_t count_wrong(const struct vignette *v, const struct match_result *r)
{
  size_t wrong = 0;
  for (int want = 0; want < VERDICT_COUNT; want++) {
    for (size_t i = 0; i < v->lists[want].count; i++) {
      enum verdict where = VERDICT_FITS;
      const struct match_entry *const e = entry_of(r, v->lists[want].at[i], &where);
      if (!e || where != (enum verdict)want) wrong += complain_of(v->id, v->lists[want].at[i], (enum verdict)want, e, where);
    }
  }
  return wrong;
}

struct said { const char *id; bool there; };
static void note(struct ctx *c, const struct rule *r, const struct field *asks, void *arg)
{
  struct said *const s = arg;
  (void)c;
  (void)asks;
  if (strcmp(r->id, s->id) == 0) s->there = true;
}

static size_t count_unsaid(struct ctx *c, const struct vignette *v, const struct match_result *r)
{
  static const char *const words[][2] = { { "danger", "say-danger" }, { "suicide", "say-suicide" }, { "control", "say-control" } };
  size_t wrong = 0;
  for (size_t i = 0; i < COUNT(words); i++) {
    struct said s = { words[i][1], false };
    bool wanted = false;
    for (size_t k = 0; k < v->safety.count; k++) wanted |= strcmp(v->safety.at[k], words[i][0]) == 0;
    match_safety(c, r, note, &s);
    if (s.there != wanted) { print_error("%s: the word about %s is %s\n", v->id, words[i][0], wanted ? "missing" : "too much"); wrong++; }
  }
  return wrong;
}

static void every_vignette_comes_out_as_the_reports_say(void **state)
{
  struct world *const w = *state;
  struct vignette_list all;
  size_t wrong = 0;
  assert_int_equal(vignettes_read(&w->c, &all), OK);
  assert_in_range(all.count, 40, 500);
  for (size_t i = 0; i < all.count; i++) {
    struct ctx c = fresh(w);
    struct match_result r;
    assert_int_equal(match_decide(&c, live_match_matcher(w->live), &(struct match_ask){ .profile = &all.at[i].profile }, &r), OK);
    wrong += count_wrong(&all.at[i], &r) + count_unsaid(&c, &all.at[i], &r);
    ctx_release(&c);
  }
  assert_int_equal(wrong, 0);
}

int main(void)
{
  const struct CMUnitTest vignettes[] = { cmocka_unit_test(every_vignette_comes_out_as_the_reports_say) };
  return cmocka_run_group_tests(vignettes, open_world, close_world);
}
