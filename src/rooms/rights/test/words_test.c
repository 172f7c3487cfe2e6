/* The words of a copy: what each part is called, who did it to whom, who reads it, who else got data. */
#include "rights_helper.h"
#include "case_parts.h"
#include "grounds.h"
#include "organisations.h"
#include "privacy.h"
#include "rooms.h"

/* --- titles ------------------------------------------------------------------------------------------------------ */

static bool is_in_capitals_only_first(const char *title) { return *title < 'a' || *title > 'z'; }

static void every_sealed_record_has_a_title_in_dutch(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  size_t count = 0, missing = 0;
  s->c.lang = LANG_NL;
  for (size_t r = 0; rooms[r]; r++)
    for (size_t i = 0; rooms[r]->records && rooms[r]->records[i]; i++) {
      const struct record *const rec = rooms[r]->records[i];
      if (rec->protection != SEALED) continue;
      const unsigned thing = choice_find(&journal_thing_choices, rec->name, strlen(rec->name));
      count++;
      assert_true(is_in_capitals_only_first(record_title(&s->c, rec)));
      if (!thing || strcmp(tr(&s->c, journal_thing_label(thing)), journal_thing_label(thing)) == 0) {
        const bool alike = strcmp(rec->name, "plan") == 0 || strcmp(rec->name, "screening") == 0;                  /* the same word in Dutch */
        missing += !alike;
        if (!alike) print_error("no title for %s\n", rec->name);
      }
    }
  assert_int_equal(missing, 0);
  assert_true(count > 60);
}

/* --- what happened ------------------------------------------------------------------------------------------------ */

static struct id member_called(struct house *h, const char *name)
{
  struct scratch *const s = h->s;
  const struct household_file f = file_of(s, h->p.household);
  for (size_t i = 0; i < f.members.count; i++) if (strcmp(f.members.at[i].shared_name, name) == 0) return f.members.at[i].id;
  return ID_NONE;
}

static const struct right_item *item_of_table(const struct right_item_list *items, const char *table)
{
  for (size_t i = 0; i < items->count; i++) if (strcmp(items->at[i].rec->name, table) == 0) return &items->at[i];
  return NULL;
}
static const char *says(const struct right_item *item, const char *label)
{
  for (size_t i = 0; i < item->texts.count; i++) if (strcmp(item->texts.at[i].label, label) == 0) return item->texts.at[i].text;
  return NULL;
}

static void incident_of(struct house *h, struct id against, enum case_place place)
{
  struct scratch *const s = h->s;
  struct household_side side;
  struct household shared;
  MUST(side_get(&s->c, h->p.side_a, &side));
  MUST(household_get(&s->c, h->p.household, &shared));
  const struct incident row = { .compartment = place == PLACE_SHARED ? shared.compartment : side.compartment, .household = h->p.household, .place = place, .about = h->p.person_a, .against = against,
    .day = s->c.today, .facts = "Duwen op de trap.", .behaviours = { 1 }, .source = (enum fact_source)1, .written = { s->c.now }, .writer = s->c.scope.actor };
  MUST(record_insert(&s->c, incident, &row, NULL));
}

static void an_incident_says_who_did_it_to_whom(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  s->c.lang = LANG_NL;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY), noor = member_called(h, "Noor");
  assert_true(id_known(noor));
  incident_of(h, noor, PLACE_A);
  const struct right_item_list items = items_now(h, id);
  const struct right_item *const item = item_of_table(&items, "incident");
  assert_non_null(item);
  assert_non_null(strstr(says(item, "Wie deed het"), "Bram"));
  assert_string_equal(says(item, "Tegen wie"), "Noor");
  assert_null(says(item, "Wat voor geweld"));                /* nothing ticked says nothing */
}

static void somebody_whom_the_household_does_not_know_is_not_named(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  s->c.lang = LANG_NL;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY), oma = adds(s, h->p.side_a, "Zebravink", "Proefstra", MEMBER_OTHER, NULL);
  incident_of(h, oma, PLACE_A);
  const struct right_item_list items = items_now(h, id);
  assert_null(says(item_of_table(&items, "incident"), "Tegen wie"));
}

static void who_reads_it_is_said_without_sides(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  s->c.lang = LANG_NL;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  static const struct { enum case_place place; const char *words; } each[] = { { PLACE_A, "Alleen wie voor u werkt" }, { PLACE_SHARED, "Iedereen die met uw huishouden werkt" } };
  for (size_t k = 0; k < COUNT(each); k++) {
    size_t found = 0;
    incident_of(h, ID_NONE, each[k].place);
    const struct right_item_list items = items_now(h, id);
    for (size_t i = 0; i < items.count; i++)
      if (strcmp(items.at[i].rec->name, "incident") == 0 && says(&items.at[i], "Wie leest dit?") && strcmp(says(&items.at[i], "Wie leest dit?"), each[k].words) == 0) found++;
    assert_int_equal(found, 1);
  }
  gives_all(h, id);
  assert_null(strcasestr(copy_now(h, id).json, "kant"));
}

/* --- who else got data --------------------------------------------------------------------------------------------- */

static struct id organisation_called(struct house *h, const char *name)
{
  struct scratch *const s = h->s;
  const struct scope own = s->c.scope;
  struct id id;
  s->c.scope.reach = REACH_ALL;
  MUST(organisation_add(&s->c, &(struct organisation){ .name = name, .kind = 1, .region = "oost-brabant" }, &id));
  s->c.scope = own;
  return id;
}

static void shares(struct house *h, struct id compartment, struct id organisation, enum shared_thing thing)
{
  struct scratch *const s = h->s;
  MUST(ground_add(&s->c, &(struct ground){ .compartment = compartment, .organisation = organisation, .things = set_with((struct set){ 0 }, thing), .purpose = PURPOSE_HELP,
    .ground = GROUND_CONSENT, .how = "Gezegd", .since = s->c.today }, NULL));
}

static const struct copy_recipient *recipient(const struct copy *copy, const char *name)
{
  const struct copy_recipient *found = NULL;
  for (size_t i = 0; i < copy->recipients.count; i++)
    if (strcmp(copy->recipients.at[i].name, name) == 0) { assert_null(found); found = &copy->recipients.at[i]; }
  return found;
}

static void every_organisation_that_got_a_part_is_named_once(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct household shared;
  struct household_side side;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY), team = organisation_called(h, "Wijkteam Proefdorp"), care = organisation_called(h, "Behandeling Proef");
  MUST(household_get(&s->c, h->p.household, &shared));
  MUST(side_get(&s->c, h->p.side_a, &side));
  shares(h, shared.compartment, team, SHARED_HOUSEHOLD);
  shares(h, side.compartment, care, SHARED_FILE);
  shares(h, h->compartment_a, care, SHARED_CONTACT);
  static const uint8_t handlers[] = { FOR_A, ALSO_A };
  for (size_t i = 0; i < COUNT(handlers); i++) {             /* whoever handles it */
    acts(s, handlers[i]);
    const struct copy copy = copy_now(h, id);
    assert_int_equal(copy.recipients.count, 2);
    assert_non_null(recipient(&copy, "Wijkteam Proefdorp"));
    assert_non_null(strstr(recipient(&copy, "Behandeling Proef")->what, ";"));
  }
}

static void what_was_shared_for_the_other_is_not_named(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct household shared;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY), hers = organisation_called(h, "Kwartelkoninghuis"), also = organisation_called(h, "Kwartelkoningteam");
  MUST(household_get(&s->c, h->p.household, &shared));
  acts(s, FOR_B);
  shares(h, shared.compartment, hers, SHARED_HOUSEHOLD);
  lets_in_side(h, BOTH, h->p.person_a);
  lets_in_side(h, BOTH, h->p.person_b);
  acts(s, BOTH);
  shares(h, shared.compartment, also, SHARED_HOUSEHOLD);
  static const uint8_t handlers[] = { FOR_A, BOTH };
  for (size_t i = 0; i < COUNT(handlers); i++) {
    acts(s, handlers[i]);
    assert_int_equal(copy_now(h, id).recipients.count, 0);
  }
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(every_sealed_record_has_a_title_in_dutch),
    TEST(an_incident_says_who_did_it_to_whom),
    TEST(somebody_whom_the_household_does_not_know_is_not_named),
    TEST(who_reads_it_is_said_without_sides),
    TEST(every_organisation_that_got_a_part_is_named_once),
    TEST(what_was_shared_for_the_other_is_not_named),
  };
  return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
