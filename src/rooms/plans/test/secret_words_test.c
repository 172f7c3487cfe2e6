/* Somebody who works with both sides cannot bring the secret place of one where the other reads it, whichever page they write on. */
#include "../../cases/test/cases_helper.h"
#include "calendar.h"
#include "plan_items.h"
#include "plan_phone.h"
#include "plan_releases.h"
#include "plan_states.h"
#include "plan_versions.h"
#include "rights.h"

static struct world *w;
static struct scratch *s;
static struct household_try t;

#define STREET "Zij is aan de verborgen straat"
#define TOWN   "Zij zit in Waalwijk"
#define PHONE  "Noor 06-12345678"

static int set_up(void **state)
{
  struct id id;
  w = world_new();
  s = w->s;
  (void)state;
  t = both_parties(w);
  MUST(address_add(&s->c, &(struct address){ .person = t.noor, .kind = ADDRESS_SHELTER, .street = "Verborgenstraat", .number = "901", .postal_code = "5141 AB",
    .town = "Waalwijk", .secret = YES }, &id));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = t.noor, .kind = CONTACT_PHONE, .value = "0612345678", .safe = YES }, false, &id));
  return 0;
}
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static struct id his_plan(void)
{
  const struct plan_new n = { .kind = PLAN_SAFETY, .person = t.bram, .title = "Plan van mij", .why = "Rust.", .coordinator = s->c.scope.actor, .start = s->c.today,
    .review = date_plus_days(s->c.today, 42) };
  struct id id;
  MUST(plan_make(&s->c, t.household, &n, &id));
  return id;
}
static struct id her_plan(void)
{
  const struct plan_new n = { .kind = PLAN_SAFETY, .person = t.noor, .title = "Plan van haar", .why = "Rust.", .coordinator = s->c.scope.actor, .start = s->c.today,
    .review = date_plus_days(s->c.today, 42) };
  struct id id;
  MUST(plan_make(&s->c, t.household, &n, &id));
  return id;
}

static void a_note_on_the_other_side_holds_no_secret(void **state)
{
  static const char *const words[] = { STREET, TOWN, PHONE };
  (void)state;
  for (size_t i = 0; i < COUNT(words); i++) {
    union any_part p = part_of(KIND_NOTE, PLACE_A, ID_NONE);
    p.note.text = words[i];
    REFUSED(case_part_add(&s->c, &case_kinds[KIND_NOTE], t.household, &p, NULL), "text");
    p.note.place = PLACE_B;
    MUST(case_part_add(&s->c, &case_kinds[KIND_NOTE], t.household, &p, NULL));
  }
}

static void an_action_in_his_plan_holds_no_secret(void **state)
{
  const struct id plan = his_plan();
  struct action_new n = { .what = "Ophalen in Waalwijk", .doer = "somebody", .somebody = "Coach", .due = { 20991231 }, .form = ACTION_ALONE };
  struct id id;
  (void)state;
  REFUSED(plan_action_add(&s->c, plan, &n, &id), "what");
  n.what = "Ophalen";
  MUST(plan_action_add(&s->c, plan, &n, &id));
  REFUSED(action_end(&s->c, id, 1, &(struct action_close){ ACTION_DONE, STREET }), "result");
}

static void the_reason_of_a_phase_and_of_direction_hold_no_secret(void **state)
{
  struct case_phase now;
  struct household_director d;
  const struct case_file f = case_of(s, t.household);
  (void)state;
  MUST(phase_now(&s->c, &f, &now));
  REFUSED(phase_move(&s->c, t.household, now.version, &(struct phase_ask){ CASE_DIRECT, TOWN, NULL }), "why");
  MUST(director_of(&s->c, t.household, &d));
  REFUSED(director_hand_over(&s->c, t.household, d.version, &(struct director_ask){ .to = w->at[TEAM].account, .why = STREET }), "why");
}

static void a_letter_to_him_holds_no_secret(void **state)
{
  const struct right_ask a = { .kind = RIGHT_OBJECTION, .asker = ASKER_SELF, .received = s->c.today, .identity = IDENTITY_KNOWN, .statement = "Dit klopt niet." };
  struct id id;
  struct right r;
  (void)state;
  MUST(right_ask(&s->c, t.bram, &a, &id));
  MUST(right_get(&s->c, id, &r));
  const struct right_decide d = { .outcome = OUTCOME_REFUSED, .weighing = "Gewogen.", .facts = TOWN };
  REFUSED(right_decide(&s->c, id, r.request.version, &d), "facts");
}

static void what_is_released_after_a_split_holds_no_secret(void **state)
{
  const struct id plan = his_plan();
  struct id new;
  (void)state;
  MUST(household_split(&s->c, t.side_b, "Nieuw begin", &new));
  REFUSED(release_add(&s->c, plan, &(struct release_new){ "waarom", t.bram, STREET, s->c.today }), "words");
  MUST(release_add(&s->c, plan, &(struct release_new){ "waarom", t.bram, "Het is nodig", s->c.today }));
}

/* Also in her own plan: it is read aloud to him. */
static void what_is_told_to_who_is_out_of_the_house_holds_no_secret(void **state)
{
  const struct id plans[] = { his_plan(), her_plan() };
  (void)state;
  for (size_t i = 0; i < COUNT(plans); i++) {
    REFUSED(sheet_save(&s->c, &sheet_kinds[SHEET_CONTACT], plans[i], &(struct plan_contact){ .told = TOWN }), "told");
    REFUSED(sheet_save(&s->c, &sheet_kinds[SHEET_CONTACT], plans[i], &(struct plan_contact){ .told = PHONE }), "told");
    MUST(sheet_save(&s->c, &sheet_kinds[SHEET_CONTACT], plans[i], &(struct plan_contact){ .told = "U hoort het morgen." }));
  }
}

static void his_phone_does_not_call_her(void **state)
{
  const struct id plan = his_plan(), hers = her_plan();
  struct plan_phone p = { .steps = "Naar buiten", .calls = PHONE, .released = s->c.today, .own_phone = YES };
  (void)state;
  REFUSED(phone_save(&s->c, plan, &p), "calls");
  MUST(phone_save(&s->c, hers, &p));                         /* on hers it is her own */
  p.calls = STREET;
  REFUSED(phone_save(&s->c, hers, &p), "calls");             /* whoever finds her phone */
}

static void a_version_keeps_no_words_that_became_secret(void **state)
{
  const struct id plan = his_plan();
  struct plan_file f;
  struct id id;
  (void)state;
  MUST(plan_action_add(&s->c, plan, &(struct action_new){ .what = "Weg van de Schuilhof", .doer = "somebody", .somebody = "Coach", .due = { 20991231 }, .form = ACTION_ALONE }, &id));
  MUST(plan_open(&s->c, plan, &f));
  MUST(version_keep(&s->c, &f, 1));
  MUST(address_add(&s->c, &(struct address){ .person = t.noor, .kind = ADDRESS_STAY, .street = "Schuilhof", .secret = YES }, &id));
  assert_int_equal(version_keep(&s->c, &f, 2), ERR_INVALID);
  assert_null(s->c.error.field);
  s->c.error = (struct error){ 0 };
}

/* The page says what is so: not looked at yet; nothing secret; something that may not be told. */
static void the_page_to_read_aloud_says_the_truth(void **state)
{
  const struct id plan = his_plan();
  struct plan_contact told = { .told = "U hoort het bij de Schuilhof." };
  struct id id;
  char path[200];
  (void)state;
  MUST(sheet_save(&s->c, &sheet_kinds[SHEET_CONTACT], plan, &told));
  assert_int_equal(asks(w, DIRECTOR, 1, with_id(path, "/werk/plannen/", plan, "/voorlezen"), NULL), 200);
  assert_true(page_has(w, "er is nog niet bekeken"));
  as(w, DIRECTOR);
  MUST(sheet_get(&s->c, &sheet_kinds[SHEET_CONTACT], plan, &told));
  told.told_safe = YES;
  MUST(sheet_save(&s->c, &sheet_kinds[SHEET_CONTACT], plan, &told));
  assert_int_equal(asks(w, DIRECTOR, 1, path, NULL), 200);
  assert_true(page_has(w, "bij de Schuilhof"));
  as(w, DIRECTOR);
  MUST(address_add(&s->c, &(struct address){ .person = t.noor, .kind = ADDRESS_STAY, .street = "Schuilhof", .secret = YES }, &id));
  assert_int_equal(asks(w, DIRECTOR, 1, path, NULL), 200);
  assert_true(page_has(w, "Lees dit niet voor"));
  assert_false(page_has(w, "er is nog niet bekeken"));
  assert_false(page_has(w, "bij de Schuilhof"));
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_note_on_the_other_side_holds_no_secret),
    TEST(an_action_in_his_plan_holds_no_secret),
    TEST(the_reason_of_a_phase_and_of_direction_hold_no_secret),
    TEST(a_letter_to_him_holds_no_secret),
    TEST(what_is_released_after_a_split_holds_no_secret),
    TEST(what_is_told_to_who_is_out_of_the_house_holds_no_secret),
    TEST(his_phone_does_not_call_her),
    TEST(a_version_keeps_no_words_that_became_secret),
    TEST(the_page_to_read_aloud_says_the_truth),
  };
  return cmocka_run_group_tests_name("secret_words", tests, NULL, NULL);
}
