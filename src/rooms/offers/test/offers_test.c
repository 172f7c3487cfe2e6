#include "../../../store/test/scratch.h"
#include "exchange.h"
#include "offers.h"
#include "places.h"

static int set_up(void **state)
{
  *state = scratch_with_schema();
  return 0;
}
static int tear_down(void **state)
{
  scratch_free(*state);
  return 0;
}

static const struct date today = { 20251124 };
static struct offer_line line_of(const char *code, const char *name)
{
  return (struct offer_line){ .offer = { .code = code, .name = name, .kind = KIND_HELP, .status = STATUS_ACTIVE } };
}
static struct id add(struct ctx *c, struct offer_line line)
{
  struct id id = ID_NONE;
  if (offer_add(c, &line, &id) != OK) print_error("%s: %s\n", c->error.field, c->error.text);
  assert_true(id_known(id));
  return id;
}

/* --- what may be shown ----------------------------------------------------------------------- */

static void the_public_list_shows_help_measures_and_steps_that_have_not_ended(void **state)
{
  (void)state;
  for (int kind = KIND_UNKNOWN; kind <= KIND_PROFESSIONAL; kind++)
    for (int status = STATUS_UNKNOWN; status <= STATUS_ENDED; status++) {
      const struct offer o = { .kind = (enum offer_kind)kind, .status = (enum offer_status)status };
      const bool shown = status != STATUS_ENDED && (kind == KIND_HELP || kind == KIND_MEASURE || kind == KIND_STEP);
      assert_int_equal(offer_is_public(&o), shown);
    }
}

static void a_verification_holds_for_six_months_to_the_day(void **state)
{
  (void)state;
  static const struct { int32_t on; enum yes_no example; enum freshness is; } cases[] = {
    { 0, YES_NO_UNKNOWN, NOT_VERIFIED }, { 20251124, NO, VERIFIED }, { 20250524, YES_NO_UNKNOWN, VERIFIED }, { 20250523, YES_NO_UNKNOWN, VERIFICATION_EXPIRED },
    { 20251124, YES, NOT_VERIFIED } };
  for (size_t i = 0; i < COUNT(cases); i++) {
    const struct offer o = { .verified_on = { cases[i].on }, .example = cases[i].example };
    assert_int_equal(offer_freshness(&o, today), cases[i].is);
  }
}

static void waiting_time_and_places_are_current_for_four_weeks(void **state)
{
  (void)state;
  const struct offer day_28 = { .wait_days = num(0), .wait_days_on = { 20251027 }, .places_free = num(0), .places_free_on = { 20251027 } };
  const struct offer day_29 = { .wait_days = num(0), .wait_days_on = { 20251026 }, .places_free = num(0), .places_free_on = { 20251026 } };
  const struct offer no_date = { .wait_days = num(3), .places_free = num(3) }, no_value = { .wait_days_on = today, .places_free_on = today };
  assert_true(offer_wait_current(&day_28, today) && offer_places_current(&day_28, today));
  assert_false(offer_wait_current(&day_29, today) || offer_places_current(&day_29, today));
  assert_false(offer_wait_current(&no_date, today) || offer_places_current(&no_date, today));
  assert_false(offer_wait_current(&no_value, today) || offer_places_current(&no_value, today));
}

static void phases_count_whether_stated_or_inferred(void **state)
{
  const struct offer o = { .phases = set_with((struct set){ 0 }, PHASE_EARLY), .phases_inferred = set_with((struct set){ 0 }, PHASE_RECOVERY) };
  const struct offer none = { 0 };
  (void)state;
  assert_true(set_has(offer_all_phases(&o), PHASE_EARLY) && set_has(offer_all_phases(&o), PHASE_RECOVERY) && !set_has(offer_all_phases(&o), PHASE_DIRECT));
  assert_false(set_known(offer_all_phases(&none)));
}

/* --- adding and changing -------------------------------------------------------------------------- */

static void an_offer_is_found_by_code_and_id_and_what_is_taken_is_known(void **state)
{
  struct scratch *s = *state;
  struct offer_line line = line_of("A", "Één naam"), found;
  line.provider = "Thuis";
  const struct id id = add(&s->c, line);
  assert_int_equal(offer_by_code(&s->c, "A", &found), OK);
  assert_true(id_same(found.offer.id, id));
  assert_int_equal(offer_by_id(&s->c, id, &found), OK);
  assert_string_equal(found.provider, "Thuis");
  assert_int_equal(offer_by_code(&s->c, "a", &found), ERR_NOT_FOUND);
  const struct { int (*taken)(struct ctx *c, const char *text, bool *out); const char *text; bool is; } asked[] = {
    { offer_code_taken, "A", true }, { offer_code_taken, "a", false }, { offer_slug_taken, "een-naam", true }, { offer_slug_taken, "een", false } };
  for (size_t i = 0; i < COUNT(asked); i++) {
    bool taken = !asked[i].is;
    assert_int_equal(asked[i].taken(&s->c, asked[i].text, &taken), OK);
    assert_int_equal(taken, asked[i].is);
  }
  assert_int_equal(offer_by_id(&s->c, ID_NONE, &found), ERR_NOT_FOUND);
}

static void what_does_not_go_together_is_named(void **state)
{
  struct scratch *s = *state;
  struct places places;
  struct { struct offer o; const char *field; } wrong[] = {
    { { .name = "N", .age_from = num(18), .age_to = num(17) }, "age_to" },
    { { .name = "N", .capacity = num(3), .places_free = num(4) }, "places_free" },
    { { .name = "N", .verified_on = { 20251101 } }, "verified_by" },
    { { .name = "N", .verified_on = { 20251125 }, .verified_by = "beheer" }, "verified_on" },
    { { .name = NULL }, "name" }, { { .name = "" }, "name" }, { { .name = "N", .slug = "Niet Zo" }, "slug" },
    { { .name = "N", .regions = "nergens" }, "regions" }, { { .name = "N", .municipalities = "nergens" }, "municipalities" }, { { .name = "N", .languages = "nederlands" }, "languages" },
    { { .name = "N", .age_to = num(121) }, "age_to" }, { { .name = "N", .wait_days = num(-1) }, "wait_days" } };
  assert_int_equal(places_load(&s->c, NULL, &places), OK);
  s->c.places = &places;
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct offer_line line = { .offer = wrong[i].o };
    line.offer.kind = KIND_HELP;
    line.offer.status = STATUS_ACTIVE;
    if (offer_add(&s->c, &line, NULL) != ERR_INVALID) print_error("case %zu was taken\n", i);
    assert_int_equal(offer_add(&s->c, &line, NULL), ERR_INVALID);
    assert_string_equal(s->c.error.field, wrong[i].field);
  }
  struct offer_line no_kind = { .offer = { .name = "N", .status = STATUS_ACTIVE } }, no_status = { .offer = { .name = "N", .kind = KIND_HELP } };
  assert_int_equal(offer_add(&s->c, &no_kind, NULL), ERR_INVALID);
  assert_string_equal(s->c.error.field, "kind");
  assert_int_equal(offer_add(&s->c, &no_status, NULL), ERR_INVALID);
  assert_string_equal(s->c.error.field, "status");
  assert_int_equal(raw_number(s, "SELECT count(*) FROM offer"), 0);
}

static void of_a_place_to_stay_only_the_town_is_taken(void **state)
{
  struct scratch *s = *state;
  struct offer_place places[] = { { .town = "Stad" }, { .town = "Stad", .street = "Straat 1" }, { .town = "Stad", .name = "Huis" }, { .town = "Stad", .postal_code = "1234 AB" } };
  struct offer_line line = line_of("A", "N");
  line.offer.formats = set_with((struct set){ 0 }, FORMAT_RESIDENTIAL);
  for (size_t i = 1; i < COUNT(places); i++) {
    line.offer.places = (struct offer_place_list){ .at = &places[i], .count = 1 };
    assert_int_equal(offer_add(&s->c, &line, NULL), ERR_INVALID);
    assert_string_equal(s->c.error.field, "places");
  }
  line.offer.places.at = places;
  add(&s->c, line);
}

static void limits_that_meet_are_fine(void **state)
{
  struct scratch *s = *state;
  struct offer_line line = line_of("A", "N");
  line.offer.age_from = line.offer.age_to = num(18);
  line.offer.capacity = line.offer.places_free = num(0);
  add(&s->c, line);
}

static void postal_codes_are_four_digits_and_two_letters(void **state)
{
  struct scratch *s = *state;
  static const struct { const char *code; bool fits; } codes[] = { { "1234 AB", true }, { "1234AB", true }, { "1234 ab", false }, { "123 AB", false }, { "12345 AB", false },
    { "1234 A", false }, { "1234 ABC", false }, { "AB 1234", false }, { "1234", false } };
  const struct field *f = record_field(&offer_place_record, "postal_code");
  for (size_t i = 0; i < COUNT(codes); i++) {
    struct offer_place p = { 0 };
    assert_int_equal(field_parse(&s->c, f, codes[i].code, &p) == NULL, codes[i].fits);
  }
}

static void a_code_or_slug_belongs_to_one_offer(void **state)
{
  struct scratch *s = *state;
  struct offer_line again = line_of("A", "Anders"), taken = line_of("B", "Anders"), other = line_of("B", "Anders");
  add(&s->c, line_of("A", "Naam"));
  assert_int_equal(offer_add(&s->c, &again, NULL), ERR_INVALID);
  assert_string_equal(s->c.error.field, "code");
  taken.offer.slug = "naam";
  assert_int_equal(offer_add(&s->c, &taken, NULL), ERR_INVALID);
  assert_string_equal(s->c.error.field, "slug");
  const struct id b = add(&s->c, other);
  assert_int_equal(offer_by_id(&s->c, b, &other), OK);
  other.offer.code = "A";
  assert_int_equal(offer_change(&s->c, &other), ERR_INVALID);
  assert_string_equal(s->c.error.field, "code");
  add(&s->c, line_of(NULL, "Zonder code"));
  add(&s->c, line_of(NULL, "Ook zonder"));                   /* unknown codes do not meet */
}

static void a_change_keeps_the_address_and_notes_its_instant(void **state)
{
  struct scratch *s = *state;
  struct offer_line line, back;
  const struct id id = add(&s->c, line_of("A", "Naam"));
  assert_int_equal(offer_by_id(&s->c, id, &line), OK);
  s->c.now += 60000;
  line.offer.slug = "elders";
  assert_int_equal(offer_change(&s->c, &line), OK);          /* nothing else changed: nothing is written */
  assert_int_equal(offer_by_id(&s->c, id, &back), OK);
  assert_int_equal(back.offer.version, 1);
  assert_string_equal(back.offer.changed_at, "2025-11-24T16:00:00Z");
  line.offer.name = "Andere naam";
  line.provider = "Nieuw";
  assert_int_equal(offer_change(&s->c, &line), OK);
  assert_int_equal(offer_by_id(&s->c, id, &back), OK);
  assert_int_equal(back.offer.version, 2);
  assert_string_equal(back.offer.slug, "naam");
  assert_string_equal(back.offer.changed_at, "2025-11-24T16:01:00Z");
  assert_string_equal(back.provider, "Nieuw");
  line.offer.name = "Te laat";
  assert_int_equal(offer_change(&s->c, &line), ERR_CONFLICT);
  line.offer.id = (struct id){ { 1 } };
  assert_int_equal(offer_change(&s->c, &line), ERR_NOT_FOUND);
}

static void long_names_that_are_alike_still_get_addresses(void **state)
{
  struct scratch *s = *state;
  char name[161];
  memset(name, 'a', 160);
  name[160] = 0;
  for (int i = 0; i < 12; i++) add(&s->c, line_of(NULL, name));
  assert_int_equal(raw_number(s, "SELECT count(DISTINCT slug) FROM offer"), 12);
  assert_true(raw_number(s, "SELECT max(length(slug)) FROM offer") <= 80);
}

/* --- lists --------------------------------------------------------------------------------------------- */

static void all_offers_come_in_order_of_code(void **state)
{
  struct scratch *s = *state;
  struct offer_line_list rows;
  add(&s->c, line_of("B", "b"));
  add(&s->c, line_of("C", "c"));
  add(&s->c, line_of("A", "a"));
  assert_int_equal(offers_all(&s->c, &rows), OK);
  assert_int_equal(rows.count, 3);
  for (size_t i = 0; i < 3; i++) assert_int_equal(rows.at[i].offer.code[0], 'A' + (int)i);
}

struct met { size_t count, stop_at; struct offer_contact_list contacts; };
static int meet(struct ctx *c, const struct offer_line *line, void *arg)
{
  struct met *m = arg;
  char value[24];
  snprintf(value, sizeof value, "tel %s", line->offer.code);
  assert_int_equal(line->offer.contacts.count, 1);
  assert_string_equal(line->offer.contacts.at[0].value, value);
  assert_string_equal(line->provider, "Thuis");
  return ++m->count == m->stop_at ? fail(c, ERR_FULL, NULL, arena_text(&c->arena, "enough", 6)) : OK;
}

static void every_offer_is_met_once_whatever_their_number(void **state)
{
  static const int counts[] = { 0, 1, 2, 499, 500, 501, 1001 };
  struct scratch *s = *state;
  int made = 0;
  for (size_t k = 0; k < COUNT(counts); k++) {
    struct met m = { 0 };
    assert_int_equal(db_begin(&s->c), OK);
    for (; made < counts[k]; made++) {
      char code[16], value[24];
      snprintf(code, sizeof code, "%d", made);
      snprintf(value, sizeof value, "tel %d", made);
      struct offer_contact contact = { CHANNEL_PHONE, value, NULL };
      struct offer_line line = line_of(code, code);
      line.provider = "Thuis";
      line.offer.contacts = (struct offer_contact_list){ .at = &contact, .count = 1 };
      if (made == 1) line.offer.id = (struct id){ { [15] = 1 } };              /* the least id there is */
      if (made == 2) memset(line.offer.id.b, 0xFF, sizeof line.offer.id.b);    /* and the last */
      add(&s->c, line);
    }
    assert_int_equal(db_commit(&s->c), OK);
    assert_int_equal(offers_each(&s->c, meet, &m), OK);
    assert_int_equal(m.count, counts[k]);
  }
  struct met stopped = { .stop_at = 700 };
  assert_int_equal(offers_each(&s->c, meet, &stopped), ERR_FULL);
  assert_int_equal(stopped.count, 700);
  assert_string_equal(s->c.error.text, "enough");
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(the_public_list_shows_help_measures_and_steps_that_have_not_ended),
    cmocka_unit_test(a_verification_holds_for_six_months_to_the_day),
    cmocka_unit_test(waiting_time_and_places_are_current_for_four_weeks),
    cmocka_unit_test(phases_count_whether_stated_or_inferred),
    TEST(an_offer_is_found_by_code_and_id_and_what_is_taken_is_known),
    TEST(what_does_not_go_together_is_named),
    TEST(of_a_place_to_stay_only_the_town_is_taken),
    TEST(limits_that_meet_are_fine),
    TEST(postal_codes_are_four_digits_and_two_letters),
    TEST(a_code_or_slug_belongs_to_one_offer),
    TEST(a_change_keeps_the_address_and_notes_its_instant),
    TEST(long_names_that_are_alike_still_get_addresses),
    TEST(all_offers_come_in_order_of_code),
    TEST(every_offer_is_met_once_whatever_their_number),
  };
  return cmocka_run_group_tests_name("offers", tests, NULL, NULL);
}
