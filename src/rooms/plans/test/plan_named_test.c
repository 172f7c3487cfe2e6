/* An element says something, and whom it names may do what it asks. */
#include "plans_helper.h"
#include "plan_named.h"

static struct town t;
static struct scratch *s;
static int set_up(void **state)
{
  t = town_new();
  s = t.w->s;
  as(t.w, TEAM);
  *state = &t;
  return 0;
}
static int tear_down(void **state) { (void)state; world_free(t.w); return 0; }

static const struct plan_lack *lack_at(const struct plan_lack_list *lacks, const char *at)
{
  for (size_t i = 0; i < lacks->count; i++) if (strcmp(lacks->at[i].at, at) == 0) return &lacks->at[i];
  return NULL;
}

static void a_dash_in_every_element_makes_no_plan_final(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  (void)state;
  completes(&t, plan, "Woorden");
  assert_int_equal(lacking(&t, plan).count, 0);
  fills(&t, SHEET_STOP, plan, "-", NULL);
  struct plan_lack_list lacks = lacking(&t, plan);
  assert_int_equal(lacks.count, 12);
  assert_non_null(lack_at(&lacks, "/stop#f-help")->why);
  assert_int_equal(plan_finalise(&s->c, plan, stored(&t, plan).version), ERR_INVALID);
  fills(&t, SHEET_STOP, plan, "Woorden", NULL);
  fills(&t, SHEET_PROMPTS, plan, "-", NULL);
  assert_int_equal(lacking(&t, plan).count, 6);
}

/* With the words in the report. */
static void says_at(const char *words, bool right)
{
  if (!right) print_error("%s\n", words);
  assert_true(right);
}

static void checks(struct id plan, const char *words)
{
  struct plan_stop stop = opened(&t, plan).stop;
  stop.checks = words;
  MUST(sheet_save(&s->c, &sheet_kinds[SHEET_STOP], plan, &stop));
}

static void who_checks_is_never_only_the_partner_and_never_a_child(void **state)
{
  static const char *const wrong[] = { "Noor", "Noor kijkt elke week.", "Mijn partner", "noor en ik, Bram", "De kinderen", "Onze dochter en Noor" };
  static const char *const right[] = { "Noor en het wijkteam", "Anouk van hiernaast", "De buurvrouw, en Noor", "Noor en \xc3\x89mile", "Elke week iemand", "Veilig Thuis, niet Noor", "mijn oma" };
  (void)state;
  directs(&t);
  as(t.w, TEAM);
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  completes(&t, plan, "Woorden");
  for (size_t i = 0; i < COUNT(wrong); i++) {
    checks(plan, wrong[i]);
    const struct plan_lack_list lacks = lacking(&t, plan);
    says_at(wrong[i], lacks.count == 1);
    assert_non_null(lack_at(&lacks, "/stop#f-checks")->why);
  }
  for (size_t i = 0; i < COUNT(right); i++) {
    checks(plan, right[i]);
    says_at(right[i], lacking(&t, plan).count == 0);
  }
}

static void who_decides_is_never_only_who_uses_violence_and_never_a_child(void **state)
{
  static const char *const wrong[] = { "Bram", "Bram zelf, met de kinderen" }, *const right[] = { "Noor, met haar begeleider", "Noor", "Bram met de casusregisseur", "de rechter" };
  (void)state;
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  completes(&t, plan, "Woorden");
  struct plan_contact contact = opened(&t, plan).contact;
  for (size_t i = 0; i < COUNT(wrong) + COUNT(right); i++) {
    const bool bad = i < COUNT(wrong);
    contact.decides = bad ? wrong[i] : right[i - COUNT(wrong)];
    contact.version = opened(&t, plan).contact.version;
    MUST(sheet_save(&s->c, &sheet_kinds[SHEET_CONTACT], plan, &contact));
    const struct plan_lack_list lacks = lacking(&t, plan);
    says_at(contact.decides, lacks.count == bad);
    if (bad) assert_non_null(lack_at(&lacks, "/contact#f-decides")->why);
  }
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_dash_in_every_element_makes_no_plan_final),
    TEST(who_checks_is_never_only_the_partner_and_never_a_child),
    TEST(who_decides_is_never_only_who_uses_violence_and_never_a_child),
  };
  return cmocka_run_group_tests_name("plan_named", tests, NULL, NULL);
}
