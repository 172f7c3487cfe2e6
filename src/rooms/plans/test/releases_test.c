/* What the family may read, and what comes on the person's own phone: only what somebody released. */
#include "plans_helper.h"
#include "signed_ids.h"

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

static struct plan_item_list family_of(struct id plan)
{
  const struct plan_file f = opened(&t, plan);
  struct plan_item_list items;
  MUST(family_items(&s->c, &f, &items));
  return items;
}
static struct release_new yes_to(const char *item, struct id person, const char *words) { return (struct release_new){ item, person, words, s->c.today }; }
static void releases(struct id plan, const char *item, struct id person, const char *words)
{
  const struct release_new n = yes_to(item, person, words);
  MUST(release_add(&s->c, plan, &n));
}
static struct plan_release newest(struct id plan)
{
  struct plan_release_list all;
  MUST(releases_of(&s->c, plan, &all));
  return all.at[0];
}

static void nothing_stands_on_the_familys_paper_but_what_was_released(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  (void)state;
  completes(&t, plan, "Geheim woord");
  assert_int_equal(family_of(plan).count, 0);
  releases(plan, "stop.triggers", t.bram, "Ik word druk.");
  const struct plan_item_list items = family_of(plan);
  assert_int_equal(items.count, 1);
  assert_string_equal(items.at[0].text, "Ik word druk.");
}

static void what_keeps_somebody_safe_is_never_released(void **state)
{
  static const char *const never[] = { "veilig.call", "veilig.place", "veilig.word", "veilig.take", "contact.told", "vragen.gender", "vragen.dependence" };
  struct plan_item_list items;
  (void)state;
  as(t.w, SHELTER);
  const struct id plan = makes(&t, PLAN_SAFETY, t.noor);
  completes(&t, plan, "Geheim woord");
  const struct plan_file f = opened(&t, plan);
  MUST(plan_items(&s->c, &f, &items));
  for (size_t i = 0; i < COUNT(never); i++) {
    const struct release_new n = yes_to(never[i], t.noor, "Woorden");
    assert_non_null(plan_item_of(&items, never[i]));
    assert_int_equal(release_add(&s->c, plan, &n), ERR_INVALID);
    assert_string_equal(s->c.error.field, "item");
  }
  assert_int_equal(family_of(plan).count, 0);
}

static void a_secret_address_is_refused_in_whatever_spelling_and_when_it_becomes_secret(void **state)
{
  struct release_new n;
  struct id address;
  struct address a;
  (void)state;
  as(t.w, SHELTER);
  const struct id plan = makes(&t, PLAN_SAFETY, t.noor);
  completes(&t, plan, "Woorden");
  n = yes_to("veilig.signals", t.noor, "Kom naar de verborgen-STRAAT 901");
  MUST(address_add(&s->c, &(struct address){ .person = t.noor, .kind = ADDRESS_HOME, .street = "Proefstraat", .secret = NO }, &address));
  assert_int_equal(release_add(&s->c, plan, &n), ERR_INVALID);
  n.words = "Kom naar de VERBORGENSTRAAT.";
  assert_int_equal(release_add(&s->c, plan, &n), ERR_INVALID);
  assert_string_equal(s->c.error.field, "words");
  n.words = "Wij wonen in de Proefstraat.";
  MUST(release_add(&s->c, plan, &n));
  assert_int_equal(family_of(plan).count, 1);
  MUST(address_get(&s->c, address, &a));
  a.secret = YES;
  MUST(address_change(&s->c, &a));
  assert_int_equal(family_of(plan).count, 0);
}

static void what_was_changed_or_taken_back_is_not_released_any_more(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  (void)state;
  completes(&t, plan, "Woorden");
  releases(plan, "stop.triggers", t.bram, NULL);
  releases(plan, "stop.body", t.bram, NULL);
  assert_int_equal(family_of(plan).count, 2);
  struct plan_stop stop = opened(&t, plan).stop;
  stop.triggers = "Iets anders";
  MUST(sheet_save(&s->c, &sheet_kinds[SHEET_STOP], plan, &stop));
  assert_int_equal(family_of(plan).count, 1);
  s->c.lang = LANG_EN;                                      /* the reader's language changes no release */
  assert_int_equal(family_of(plan).count, 1);
  s->c.lang = LANG_NL;
  struct plan_release_list all;
  MUST(releases_of(&s->c, plan, &all));
  for (size_t i = 0; i < all.count; i++) MUST(release_take_back(&s->c, all.at[i].id, all.at[i].version));
  assert_int_equal(family_of(plan).count, 0);
  assert_int_equal(release_take_back(&s->c, all.at[0].id, all.at[0].version), ERR_CONFLICT);
}

static void where_all_read_it_each_adult_must_have_said_yes_to_the_same_words(void **state)
{
  struct plan_new n = asked_plan(&t, PLAN_HELP, ID_NONE);
  struct id plan, bram = ID_NONE, noor = ID_NONE;
  (void)state;
  n.place = PLACE_SHARED;
  MUST(plan_make(&s->c, t.household, &n, &plan));
  const struct household_file f = file_of(s, t.household);
  for (size_t i = 0; i < f.members.count; i++) *(f.members.at[i].role == MEMBER_USES ? &bram : &noor) = f.members.at[i].id;
  releases(plan, "waarom", bram, "Wij willen rust.");
  assert_int_equal(family_of(plan).count, 0);
  struct release_new r = yes_to("waarom", noor, "Wij willen rust.");
  assert_int_equal(release_add(&s->c, plan, &r), ERR_INVALID);      /* not by who does not work with her */
  as(t.w, SHELTER);
  r.words = "Ik wil rust.";
  MUST(release_add(&s->c, plan, &r));
  assert_int_equal(family_of(plan).count, 0);
  r.words = "Wij willen rust.";
  MUST(release_add(&s->c, plan, &r));
  assert_int_equal(family_of(plan).count, 1);
  const struct plan_release last = newest(plan);
  (void)last;
  as(t.w, TEAM);
  assert_int_equal(family_of(plan).count, 1);
}

static void nobody_releases_for_somebody_else(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  struct release_new n;
  (void)state;
  completes(&t, plan, "Woorden");
  n = yes_to("stop.triggers", t.noor, NULL);
  assert_int_equal(release_add(&s->c, plan, &n), ERR_INVALID);
  n = yes_to("stop.triggers", ID_NONE, NULL);
  assert_int_equal(release_add(&s->c, plan, &n), ERR_INVALID);
  n = (struct release_new){ "stop.triggers", t.bram, NULL, date_plus_days(s->c.today, 1) };
  assert_int_equal(release_add(&s->c, plan, &n), ERR_INVALID);      /* said in the future */
}

/* --- on the phone ------------------------------------------------------------------------------------------------------- */

static const struct plan_phone words = { .signals = "Mijn hart bonst.", .steps = "Weglopen\nBellen", .own_phone = YES };

static void writes(struct id plan)
{
  struct plan_phone p = words;
  p.released = s->c.today;
  MUST(phone_save(&s->c, plan, &p));
}
static const char *links(struct id plan)
{
  struct id link;
  const char *token;
  MUST(link_make(&s->c, plan, &link));
  MUST(link_token(&s->c, link, &token));
  return token;
}
/* As the public asks. */
static int visits(const char *token, struct plan_phone *out)
{
  struct plan_link link;
  seal_forget(&s->c);
  s->c.scope = (struct scope){ .reach = REACH_NOTHING };
  const int rc = phone_read(&s->c, token, out, &link);
  as(t.w, TEAM);
  return rc;
}

static void a_phone_gets_what_was_released_for_it_and_a_link_ends(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  struct plan_phone got;
  struct id none;
  (void)state;
  assert_int_equal(link_make(&s->c, plan, &none), ERR_INVALID);
  writes(plan);
  const char *const first = links(plan);
  assert_int_equal(visits(first, &got), OK);
  assert_string_equal(got.steps, words.steps);
  const char *const second = links(plan);
  assert_int_equal(visits(first, &got), ERR_NOT_FOUND);     /* a new one ends it */
  assert_int_equal(visits(second, &got), OK);
  MUST(links_end(&s->c, plan));
  assert_int_equal(visits(second, &got), ERR_NOT_FOUND);
}

static void a_link_runs_out_ends_with_its_plan_and_can_be_ended_by_who_has_it(void **state)
{
  struct plan_phone got;
  (void)state;
  for (int how = 0; how < 3; how++) {
    const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
    writes(plan);
    const char *const token = links(plan);
    assert_int_equal(visits(token, &got), OK);
    if (how == 0) s->c.now += PLAN_LINK_DAYS * DAY_MS;
    if (how == 1) MUST(plan_end(&s->c, plan, stored(&t, plan).version, &(struct plan_closing){ "Klaar." }));
    if (how == 2) { s->c.scope = (struct scope){ .reach = REACH_NOTHING }; MUST(phone_end(&s->c, token)); as(t.w, TEAM); }
    assert_int_equal(visits(token, &got), ERR_NOT_FOUND);
    if (how == 0) s->c.now -= PLAN_LINK_DAYS * DAY_MS;
  }
}

static void made_up_and_changed_links_open_nothing(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  struct plan_phone got;
  const char *other;
  (void)state;
  writes(plan);
  char token[200];
  snprintf(token, sizeof token, "%s", links(plan));
  MUST(signed_id_text(&s->c, "another use", plan, 0, &other));
  assert_int_equal(visits(other, &got), ERR_NOT_FOUND);
  for (size_t i = 0; token[i]; i++) {
    const char was = token[i];
    token[i] = was == 'A' ? 'B' : 'A';
    if (i + 1 < strlen(token)) assert_int_equal(visits(token, &got), ERR_NOT_FOUND);
    token[i] = was;
  }
  assert_int_equal(visits("", &got), ERR_NOT_FOUND);
  assert_int_equal(visits(token, &got), OK);
}

static void a_phone_that_others_look_at_gets_nothing_nor_a_plan_that_all_read(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  struct plan_phone p = words;
  struct plan_new n = asked_plan(&t, PLAN_HELP, ID_NONE);
  struct id shared;
  (void)state;
  p.released = s->c.today;
  p.own_phone = NO;
  assert_int_equal(phone_save(&s->c, plan, &p), ERR_INVALID);
  p.own_phone = YES_NO_UNKNOWN;
  assert_int_equal(phone_save(&s->c, plan, &p), ERR_INVALID);
  p = words;
  assert_int_equal(phone_save(&s->c, plan, &p), ERR_INVALID);       /* not released */
  n.place = PLACE_SHARED;
  MUST(plan_make(&s->c, t.household, &n, &shared));
  p.released = s->c.today;
  assert_int_equal(phone_save(&s->c, shared, &p), ERR_INVALID);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(nothing_stands_on_the_familys_paper_but_what_was_released),
    TEST(what_keeps_somebody_safe_is_never_released),
    TEST(a_secret_address_is_refused_in_whatever_spelling_and_when_it_becomes_secret),
    TEST(what_was_changed_or_taken_back_is_not_released_any_more),
    TEST(where_all_read_it_each_adult_must_have_said_yes_to_the_same_words),
    TEST(nobody_releases_for_somebody_else),
    TEST(a_phone_gets_what_was_released_for_it_and_a_link_ends),
    TEST(a_link_runs_out_ends_with_its_plan_and_can_be_ended_by_who_has_it),
    TEST(made_up_and_changed_links_open_nothing),
    TEST(a_phone_that_others_look_at_gets_nothing_nor_a_plan_that_all_read),
  };
  return cmocka_run_group_tests_name("releases", tests, NULL, NULL);
}
