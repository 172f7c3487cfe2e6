#include "map_helper.h"
#include "questions.h"

static void a_section_holds_the_fields_that_it_is_named_for(void **state)
{
  static const struct { const char *first, *last; } want[SECTION_COUNT] = {
    [SECTION_WHAT] = { "name", "limits" }, [SECTION_WHERE] = { "regions", "municipalities" }, [SECTION_START] = { "phases", "access_steps" },
    [SECTION_HOW] = { "formats", "life_areas" }, [SECTION_WHOM] = { "audience", "contraindications" }, [SECTION_PROOF] = { "recognition", "capacity" },
    [SECTION_NUMBERS] = { "places_free", "wait_days_on" }, [SECTION_EXTRA] = { "evenings", "colleague_phone" }, [SECTION_CONTACT] = { "contacts", "places" },
    [SECTION_SOURCE] = { "source", "source" }, [SECTION_CHECKED] = { "verified_on", "verified_by" }, [SECTION_TERMS] = { "verify_months", "ask_at" } };
  (void)state;
  for (int s = 0; s < SECTION_COUNT; s++) {
    assert_string_equal(offer_sections[s].fields[0].name, want[s].first);
    assert_string_equal(offer_sections[s].fields[offer_sections[s].count - 1].name, want[s].last);
  }
}

/* The same rows, asked as everybody: who keeps what is told by organisation and region alone. */
static void who_keeps_which_offer(void **state)
{
  struct world *const w = *state;
  const struct { const char *name, *provider, *regions, *also_by; } rows[] = {
    { "eigen", "Een", "oost-brabant", NULL }, { "samen", "Twee", "oost-brabant", "Een" }, { "ander", "Twee", "zeeland", NULL },
    { "land", "Twee", "landelijk", NULL }, { "nergens", NULL, NULL, NULL } };
  const struct { enum role role; bool one; const char *region, *keeps; } askers[] = {
    { ROLE_PROVIDER, true, "oost-brabant", "11000" }, { ROLE_PROVIDER, true, "zeeland", "11000" }, { ROLE_PROVIDER, false, "oost-brabant", "01110" },
    { ROLE_REGION, true, "oost-brabant", "11011" }, { ROLE_REGION, false, "zeeland", "00111" }, { ROLE_TEAM, true, "oost-brabant", "00000" },
    { ROLE_EXPERT, true, "oost-brabant", "00000" }, { ROLE_ADMINISTRATOR, true, "oost-brabant", "00000" }, { ROLE_UNKNOWN, true, "oost-brabant", "00000" } };
  struct id ids[COUNT(rows)];
  for (size_t i = 0; i < COUNT(rows); i++) {
    ids[i] = offer_of(w, rows[i].name, rows[i].provider, rows[i].regions);
    struct offer_line line = read_offer(w, ids[i]);
    line.also_by = rows[i].also_by;
    put_offer(w, &line);
  }
  for (size_t a = 0; a < COUNT(askers); a++) {
    as_role(w, askers[a].role, askers[a].one ? w->one : w->two, askers[a].region);
    for (size_t i = 0; i < COUNT(rows); i++) {
      struct offer_line line;
      const bool want = askers[a].keeps[i] == '1';
      if ((kept_offer(w->c, ids[i], &line) == OK) != want) print_error("asker %zu, %s\n", a, rows[i].name);
      assert_int_equal(kept_offer(w->c, ids[i], &line), want ? OK : ERR_NOT_FOUND);
      assert_int_equal(offer_confirm(w->c, ids[i], 99, WAY_PAGE), want ? ERR_CONFLICT : ERR_NOT_FOUND);
    }
  }
}

static void a_section_changes_only_its_own_fields_and_is_no_verification(void **state)
{
  struct world *const w = *state;
  const struct id id = offer_of(w, "Groep", "Een", "oost-brabant");
  as_role(w, ROLE_PROVIDER, w->one, "oost-brabant");
  const struct offer given = { .id = id, .version = 1, .name = "Andere naam", .kind = KIND_HELP, .status = STATUS_PAUSED, .summary = "Nieuw.", .verified_on = { 20251101 }, .ask_at = "x@y.nl" };
  assert_int_equal(offer_section_change(w->c, SECTION_WHAT, &given), OK);
  const struct offer_line now = read_offer(w, id);
  assert_string_equal(now.offer.name, "Andere naam");
  assert_int_equal(now.offer.status, STATUS_PAUSED);
  assert_string_equal(now.provider, "Een");
  assert_string_equal(now.offer.regions, "oost-brabant");
  assert_false(date_known(now.offer.verified_on));
  assert_null(now.offer.ask_at);
  assert_int_equal(offer_section_change(w->c, SECTION_WHAT, &given), ERR_CONFLICT);
}

static void no_box_ticked_makes_it_unknown_and_none_of_these_stays(void **state)
{
  struct world *const w = *state;
  const struct set nothing = { 1 };
  const struct id id = offer_of(w, "Groep", "Een", "oost-brabant");
  struct offer_line line = read_offer(w, id);
  line.offer.focus = nothing;
  line.offer.formats = set_with((struct set){ 0 }, FORMAT_GROUP);
  put_offer(w, &line);
  as_role(w, ROLE_PROVIDER, w->one, "oost-brabant");
  assert_int_equal(offer_section_change(w->c, SECTION_HOW, &(struct offer){ .id = id, .version = read_offer(w, id).offer.version, .focus = nothing, .formats = nothing }), OK);
  line = read_offer(w, id);
  assert_int_equal(line.offer.focus.bits, nothing.bits);
  assert_false(set_known(line.offer.formats));
}

static void a_coordinator_cannot_lose_an_offer_by_moving_it_away(void **state)
{
  struct world *const w = *state;
  const struct id id = offer_of(w, "Groep", "Een", "oost-brabant");
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(offer_section_change(w->c, SECTION_WHERE, &(struct offer){ .id = id, .version = 1, .regions = "zeeland" }), ERR_INVALID);
  assert_int_equal(offer_section_change(w->c, SECTION_WHERE, &(struct offer){ .id = id, .version = 1, .regions = "zeeland oost-brabant" }), OK);
}

static void the_address_of_a_shelter_is_refused_on_the_page_too(void **state)
{
  struct world *const w = *state;
  const struct id id = offer_of(w, "Opvang", "Een", "oost-brabant");
  struct offer_line line = read_offer(w, id);
  line.offer.formats = set_with((struct set){ 0 }, FORMAT_RESIDENTIAL);
  put_offer(w, &line);
  as_role(w, ROLE_PROVIDER, w->one, "oost-brabant");
  struct offer_place street = { .street = "Straat 1", .town = "Eindhoven" }, town = { .town = "Eindhoven" };
  struct offer given = { .id = id, .version = 2, .places = { .at = &street, .count = 1 } };
  assert_int_equal(offer_section_change(w->c, SECTION_CONTACT, &given), ERR_INVALID);
  assert_string_equal(w->c->error.field, "places");
  given.places.at = &town;
  assert_int_equal(offer_section_change(w->c, SECTION_CONTACT, &given), OK);
}

static void confirming_says_the_organisation_and_today_and_makes_numbers_current(void **state)
{
  struct world *const w = *state;
  const struct id id = offer_of(w, "Groep", "Een", "oost-brabant");
  struct offer_line line = read_offer(w, id);
  line.offer.wait_days = num(10);
  line.offer.wait_days_on = (struct date){ 20250101 };
  line.offer.example = YES;
  put_offer(w, &line);
  as_role(w, ROLE_PROVIDER, w->one, "oost-brabant");
  assert_int_equal(offer_confirm(w->c, id, 2, WAY_PAGE), OK);
  const struct offer_line now = read_offer(w, id);
  assert_int_equal(now.offer.verified_on.ymd, w->c->today.ymd);
  assert_string_equal(now.offer.verified_by, "Een");
  assert_int_equal(now.offer.wait_days_on.ymd, w->c->today.ymd);
  assert_int_equal(now.offer.example, NO);
  assert_int_equal(offer_freshness(&now.offer, w->c->today), VERIFIED);
  assert_int_equal(offer_tell_numbers(w->c, &(struct offer_numbers){ .id = id, .version = 3 }, WAY_PAGE), ERR_INVALID);
  assert_int_equal(offer_tell_numbers(w->c, &(struct offer_numbers){ .id = id, .version = 3, .places_free = num(4) }, WAY_PAGE), OK);
  const struct offer_line told = read_offer(w, id);
  assert_int_equal(told.offer.places_free.n, 4);
  assert_int_equal(told.offer.places_free_on.ymd, w->c->today.ymd);
  assert_int_equal(told.offer.wait_days.n, 10);
}

static void a_provider_adds_for_itself_and_a_coordinator_for_others(void **state)
{
  struct world *const w = *state;
  const struct offer_line line = { .offer = { .name = "Nieuw", .kind = KIND_HELP, .status = STATUS_ACTIVE }, .provider = "Twee", .also_by = "Drie" };
  struct id id;
  as_role(w, ROLE_PROVIDER, w->one, "oost-brabant");
  assert_int_equal(offer_begin(w->c, &line, &id), OK);
  assert_string_equal(read_offer(w, id).provider, "Een");
  assert_null(read_offer(w, id).also_by);
  assert_string_equal(read_offer(w, id).offer.regions, "oost-brabant");
  assert_int_equal(offer_givers_change(w->c, &(struct offer_givers){ .id = id, .version = 1, .provider = "Twee" }), ERR_NOT_FOUND);
  as_role(w, ROLE_REGION, w->one, "oost-brabant");
  assert_int_equal(offer_begin(w->c, &line, &id), OK);
  assert_string_equal(read_offer(w, id).provider, "Twee");
  assert_string_equal(read_offer(w, id).also_by, "Drie");
  assert_int_equal(offer_givers_change(w->c, &(struct offer_givers){ .id = id, .version = 1, .provider = "Een", .also_by = "Twee; een ;Drie" }), OK);
  assert_string_equal(read_offer(w, id).also_by, "Twee; Drie");
  as_role(w, ROLE_TEAM, w->one, "oost-brabant");
  assert_int_equal(offer_begin(w->c, &line, &id), ERR_NOT_FOUND);
}

static void own_terms_count_instead_of_the_default_ones(void **state)
{
  struct offer o = { .verified_on = { 20250801 }, .wait_days = num(3), .wait_days_on = { 20251101 } };
  const struct date today = { 20251124 };
  (void)state;
  assert_int_equal(offer_freshness(&o, today), VERIFIED);
  assert_true(offer_wait_current(&o, today));
  o.verify_months = num(3);
  o.capacity_days = num(14);
  assert_int_equal(offer_freshness(&o, today), VERIFICATION_EXPIRED);
  assert_false(offer_wait_current(&o, today));
}

static void who_pays_is_kept_by_those_who_keep_the_offer(void **state)
{
  struct world *const w = *state;
  const struct id id = offer_of(w, "Groep", "Een", "oost-brabant");
  struct offer_funding f = { .offer = id, .funder = "Gemeente", .amount = num(50000), .since = { 20250101 }, .until = { 20261001 }, .nature = FUNDING_TEMPORARY };
  struct offer_funding_list rows;
  struct id funding;
  as_role(w, ROLE_PROVIDER, w->two, "oost-brabant");
  assert_int_equal(funding_add(w->c, &f, &funding), ERR_NOT_FOUND);
  as_role(w, ROLE_PROVIDER, w->one, "oost-brabant");
  assert_int_equal(funding_add(w->c, &f, &funding), OK);
  f.until = (struct date){ 20240101 };
  assert_int_equal(funding_add(w->c, &f, NULL), ERR_INVALID);
  assert_int_equal(fundings_ending(w->c, date_plus_months(w->c->today, FUNDING_ENDS_MONTHS), &rows), OK);
  assert_int_equal(rows.count, 1);
  assert_int_equal(fundings_ending(w->c, (struct date){ 20260930 }, &rows), OK);
  assert_int_equal(rows.count, 0);
  as_role(w, ROLE_PROVIDER, w->two, "oost-brabant");
  assert_int_equal(funding_remove(w->c, funding), ERR_NOT_FOUND);
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(funding_remove(w->c, funding), OK);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_up, world_down)
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_section_holds_the_fields_that_it_is_named_for),
    TEST(who_keeps_which_offer),
    TEST(a_section_changes_only_its_own_fields_and_is_no_verification),
    TEST(no_box_ticked_makes_it_unknown_and_none_of_these_stays),
    TEST(a_coordinator_cannot_lose_an_offer_by_moving_it_away),
    TEST(the_address_of_a_shelter_is_refused_on_the_page_too),
    TEST(confirming_says_the_organisation_and_today_and_makes_numbers_current),
    TEST(a_provider_adds_for_itself_and_a_coordinator_for_others),
    cmocka_unit_test(own_terms_count_instead_of_the_default_ones),
    TEST(who_pays_is_kept_by_those_who_keep_the_offer),
  };
  return cmocka_run_group_tests_name("upkeep", tests, NULL, NULL);
}
