/* The plans of the example cases load through the rules that people meet; where they lie, who may read them reads them, and nobody else. */
#include "plans_helper.h"
#include "example_cases.h"
#include "shipped.h"

static struct world *w;
static struct scratch *s;
static struct synth actors;
static int set_up(void **state)
{
  *state = w = world_new();
  s = w->s;
  console(w);
  s->c.now = INT64_C(1795478400000);                         /* 2026-11-24 */
  s->c.today = date_at(s->c.now);
  MUST(synth_actors(&s->c, 0, &actors));
  return 0;
}
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static void sees_as(const struct synth_actor *who)
{
  seal_forget(&s->c);
  s->c.readings = NULL;
  s->c.scope = (struct scope){ .actor = who->account, .organisation = who->organisation, .region = "oost-brabant", .role = who->role, .reach = REACH_INVOLVED };
}

static struct plan_list sees_plans(const struct synth_actor *who, struct id household)
{
  struct case_file f;
  struct plan_list all;
  sees_as(who);
  MUST(case_open(&s->c, household, &f));
  MUST(plans_of(&s->c, &f, &all));
  return all;
}

/* What a final plan needs is there, and open ones are looked at again soon. */
static size_t is_out_of_order(const struct plan *p)
{
  struct plan_file f;
  struct plan_lack_list lacks;
  MUST(plan_open(&s->c, p->id, &f));
  MUST(plan_lacks(&s->c, &f, &lacks));
  for (size_t i = 0; p->state == PLAN_FINAL && i < lacks.count; i++) print_error("%s: %s\n", p->title, lacks.at[i].text);
  const int days = date_days_between(s->c.today, p->review);
  const bool soon = !plan_is_open(p) || (days >= -3 && days <= 30);
  if (!soon) print_error("%s: is looked at in %d days\n", p->title, days);
  return (p->state == PLAN_FINAL ? lacks.count : 0) + !soon;
}

struct seen { size_t wrong, stops, safeties, drafts, closed, phones, families; };

static void count(const struct plan *p, struct seen *to)
{
  struct plan_file f;
  struct plan_item_list family;
  struct plan_phone page;
  MUST(plan_open(&s->c, p->id, &f));
  MUST(family_items(&s->c, &f, &family));
  MUST(sheet_get(&s->c, &phone_kind, p->id, &page));
  to->stops += plan_is_open(p) && f.needs_stop;
  to->safeties += plan_is_open(p) && p->kind == PLAN_SAFETY && !f.needs_stop;
  to->wrong += is_out_of_order(p);
  to->drafts += p->state == PLAN_DRAFT;
  to->closed += !plan_is_open(p);
  to->phones += id_known(page.id);
  to->families += family.count > 0;
}

static struct seen load(const char *name)
{
  struct seen all = { 0 };
  struct id household;
  console(w);
  if (example_case_load(&s->c, &actors, shipped_read(&s->c.arena, NULL, name), &household) != OK) {
    print_error("%s: %s: %s\n", name, s->c.error.field ? s->c.error.field : "", s->c.error.text);
    s->c.error = (struct error){ 0 };
    return (struct seen){ .wrong = 1 };
  }
  const size_t a = sees_plans(&actors.team, household).count, b = sees_plans(&actors.shelter, household).count;
  const struct plan_list plans = sees_plans(&actors.director, household);
  for (size_t i = 0; i < plans.count; i++) count(&plans.at[i], &all);
  const bool own = all.stops && all.safeties, apart = a && b && a < plans.count && b < plans.count;
  if (!own) print_error("%s: an adult has no safety plan of their own\n", name);
  if (!apart) print_error("%s: of %zu plans one side reads %zu and the other %zu\n", name, plans.count, a, b);
  all.wrong += (size_t)!own + (size_t)!apart;
  return all;
}

static void each_case_has_plans_that_are_in_order(void **state)
{
  struct seen all = { 0 };
  (void)state;
  for (size_t i = 0; i < shipped_count; i++) {
    if (strncmp(shipped[i].name, "cases/", 6) != 0) continue;
    const struct seen one = load(shipped[i].name);
    all.wrong += one.wrong;
    all.drafts += one.drafts;
    all.closed += one.closed;
    all.phones += one.phones;
    all.families += one.families;
  }
  assert_int_equal(all.wrong, 0);
  assert_true(all.drafts && all.closed && all.phones && all.families);
}

static void what_is_no_plan_is_refused_with_its_place(void **state)
{
  static const char *const begin = "{\"name\":\"X\",\"persons\":[{\"key\":\"a\",\"side\":\"a\",\"called\":\"A\",\"surname\":\"Bedacht\",\"role\":\"uses_violence\",\"shared_name\":\"A\"}],\"plans\":[";
  static const struct { const char *json, *field; } wrong[] = {
    { "{}]}", "plans" }, { "{\"key\":\"p\",\"made_ago\":3,\"kind\":\"onzin\"}]}", "p.kind" },
    { "{\"key\":\"p\",\"made_ago\":3,\"kind\":\"safety\",\"by\":\"team\",\"person\":\"niemand\"}]}", "p.niemand" },
    { "{\"key\":\"p\",\"made_ago\":3,\"kind\":\"safety\",\"by\":\"team\",\"person\":\"a\",\"title\":\"T\",\"why\":\"W\",\"review_after\":9,\"final_ago\":2}]}", "p." } };
  (void)state;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct id household;
    console(w);
    assert_int_equal(example_case_load(&s->c, &actors, JOIN(&s->c.arena, begin, wrong[i].json), &household), ERR_INVALID);
    assert_string_equal(s->c.error.field, wrong[i].field);
    s->c.error = (struct error){ 0 };
  }
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = { TEST(each_case_has_plans_that_are_in_order), TEST(what_is_no_plan_is_refused_with_its_place) };
  return cmocka_run_group_tests_name("example_plans", tests, NULL, NULL);
}
