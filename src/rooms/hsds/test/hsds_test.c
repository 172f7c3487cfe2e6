#include "hsds_internal.h"
#include "url.h"
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* What every test stands on: a snapshot of a few offers, and a context to answer in. */
struct bed { struct ctx c; struct places places; struct snapshot *snapshot; json_t *schemas; };

static void no_random(void *bytes, size_t n) { memset(bytes, 7, n); }

static struct id id_numbered(uint8_t n) { return (struct id){ { [0] = n, [6] = 0x40, [8] = 0x80, [15] = n } }; }

enum { RICH = 1, ENDED, TABLE, BARE, PILOT, PROVIDER = 50, OTHER_PROVIDER };

static const struct offer_contact contacts[] = {
  { CHANNEL_PHONE, "0800-2000", "day and night" }, { CHANNEL_MAIL, "info@help.example", NULL }, { CHANNEL_MAIL, "second@help.example", NULL },
  { CHANNEL_WEB, "www.help.example/way", NULL }, { CHANNEL_CHAT, "on the website", NULL }, { CHANNEL_WEB, "not an address", NULL },
};
static const struct offer_place places[] = {
  { "House", "Street 1", "5341 AB", "Oss", "oss" }, { NULL, NULL, NULL, "Oss", "oss" },
};

static struct offer_line rich(void)
{
  struct offer o = { .id = id_numbered(RICH), .slug = "rich", .name = "Rich <one>", .provider_id = id_numbered(PROVIDER), .kind = KIND_HELP,
    .status = STATUS_PAUSED, .status_note = "Until May.", .summary = "Plain.", .description = "Professional.", .limits = "No treatment.",
    .regions = "oost-brabant", .municipalities = "oss", .phases = set_with((struct set){ 1 }, PHASE_EARLY),
    .phases_inferred = set_with((struct set){ 1 }, PHASE_RECOVERY), .formats = set_with((struct set){ 1 }, FORMAT_PHONE),
    .costs = set_with((struct set){ 1 }, COSTS_FREE), .age_from = num(18), .languages = "nl ar", .recognition = RECOGNITION_FOUNDED,
    .capacity = num(12), .places_free = num(3), .places_free_on = { 20260105 }, .wait_days = num(14), .wait_days_on = { 20260106 },
    .evenings = YES, .anonymous = NO, .verified_on = { 20260107 }, .verified_by = "desk@help.example", .changed_at = "2026-01-08T10:00:00Z" };
  o.contacts = (struct offer_contact_list){ .rows = (void *)(uintptr_t)contacts, .count = COUNT(contacts) };
  o.places = (struct offer_place_list){ .rows = (void *)(uintptr_t)places, .count = COUNT(places) };
  return (struct offer_line){ o, "Provider" };
}

static struct offer_line plain(uint8_t id, const char *name, enum offer_kind kind, enum offer_status status)
{
  return (struct offer_line){ { .id = id_numbered(id), .slug = name, .name = name, .kind = kind, .status = status,
                                .changed_at = "2026-02-01T00:00:00Z" }, NULL };
}

static int set_up(void **state)
{
  struct bed *const bed = calloc(1, sizeof *bed);
  struct offer_line rows[] = { rich(), plain(ENDED, "sunflower", KIND_STEP, STATUS_ENDED), plain(TABLE, "table", KIND_TABLE, STATUS_ACTIVE),
    plain(BARE, "bare", KIND_MEASURE, STATUS_PREPARING), plain(PILOT, "pilot", KIND_HELP, STATUS_PILOT) };
  rows[4].offer.provider_id = id_numbered(OTHER_PROVIDER);
  rows[4].provider = "Other provider";
  rows[4].offer.verified_on = (struct date){ 20260107 };
  rows[4].offer.verified_by = "the coordinator";
  ctx_init(&bed->c, 1767800000000, no_random, 16 << 20);
  bed->c.lang = LANG_EN;
  assert_int_equal(places_load(&bed->c, NULL, &bed->places), OK);
  bed->c.places = &bed->places;
  assert_int_equal(snapshot_build(&bed->c, rows, COUNT(rows), &bed->places, "", "", bed->c.today, &bed->snapshot), OK);
  struct json j = { .b = &bed->c.out };
  json_open(&j, '{');
  hsds_write_schemas(&j);
  json_close(&j);
  bed->schemas = json_loads(buf_text(&bed->c.out), 0, NULL);
  *state = bed;
  return bed->schemas ? 0 : -1;
}
static int tear_down(void **state)
{
  struct bed *const bed = *state;
  json_decref(bed->schemas);
  snapshot_release(bed->snapshot);
  ctx_release(&bed->c);
  free(bed);
  return 0;
}

static struct hsds ask(struct bed *bed)
{
  bed->c.out.len = 0;
  return (struct hsds){ .c = &bed->c, .offers = bed->snapshot, .pages = "https://map.example/hulp/", .j = { .b = &bed->c.out } };
}

/* --- answers held against our own schema ---------------------------------------------------------- */

static void check(const json_t *schemas, const char *schema, const json_t *object);

static const char *schema_named(const json_t *ref) { return strrchr(json_string_value(json_object_get(ref, "$ref")), '/') + 1; }

static void check_member(const json_t *schemas, const json_t *property, const json_t *value)
{
  const json_t *const items = json_object_get(property, "items");
  size_t i;
  const json_t *item;
  if (items) json_array_foreach(value, i, item) check(schemas, schema_named(items), item);
  else if (json_object_get(property, "$ref")) check(schemas, schema_named(property), value);
}

/* No member that the schema does not have, none missing that it requires, and so on inside. */
static void check(const json_t *schemas, const char *schema, const json_t *object)
{
  const json_t *const s = json_object_get(json_object_get(schemas, "schemas"), schema), *const properties = json_object_get(s, "properties");
  const char *name;
  json_t *value;
  size_t i;
  const json_t *required;
  assert_non_null(s);
  assert_true(json_is_object(object));
  json_object_foreach((json_t *)(uintptr_t)object, name, value) {
    const json_t *const property = json_object_get(properties, name);
    if (!property) fail_msg("%s.%s is not in the schema", schema, name);
    check_member(schemas, property, value);
  }
  json_array_foreach(json_object_get(s, "required"), i, required)
    if (!json_object_get(object, json_string_value(required))) fail_msg("%s.%s is missing", schema, json_string_value(required));
}

static json_t *answer(struct bed *bed, const char *schema)
{
  json_t *const v = json_loads(buf_text(&bed->c.out), JSON_REJECT_DUPLICATES, NULL);
  assert_non_null(v);
  check(bed->schemas, schema, v);
  return v;
}
/* A page; its contents are held against the schema. */
static json_t *page(struct bed *bed, int rc, const char *schema)
{
  assert_int_equal(rc, OK);
  json_t *const v = answer(bed, "Page");
  size_t i;
  const json_t *item;
  json_array_foreach(json_object_get(v, "contents"), i, item) check(bed->schemas, schema, item);
  return v;
}
static json_t *service(struct bed *bed, uint8_t id)
{
  struct hsds h = ask(bed);
  hsds_write_service_whole(&h, snapshot_by_id(bed->snapshot, id_numbered(id)));
  return answer(bed, "Service");
}
static const char *text(const json_t *object, const char *member) { return json_string_value(json_object_get(object, member)); }
static int64_t total(struct bed *bed, const struct hsds_query *q)
{
  struct hsds h = ask(bed);
  h.ask = *q;
  json_t *const v = page(bed, hsds_list_services(&h), q->minimal == SWITCH_ON ? "ServiceMinimal" : "Service");
  const int64_t n = json_integer_value(json_object_get(v, "total_items"));
  json_decref(v);
  return n;
}

/* The attribute of that term, NULL if there is none. */
static const json_t *attribute(const json_t *s, const char *taxonomy, const char *code)
{
  size_t i;
  const json_t *a;
  json_array_foreach(json_object_get(s, "attributes"), i, a) {
    const json_t *const term = json_object_get(a, "taxonomy_term");
    if (strcmp(text(term, "code"), code) == 0 && strcmp(text(term, "taxonomy"), taxonomy) == 0) return a;
  }
  return NULL;
}

/* --- ids and taxonomies ------------------------------------------------------------------------------- */

static void derived_ids_never_change(void **state)
{
  char phase[ID_TEXT], early[ID_TEXT];
  struct hsds_term term;
  (void)state;
  id_format(hsds_taxonomy_id(&hsds_taxonomy_table[0]), phase);
  id_format(hsds_term_id((struct hsds_term){ &hsds_taxonomy_table[0], PHASE_EARLY }), early);
  assert_string_equal(phase, "914c4228-1d10-82cf-a74b-829be4390c69");
  assert_string_equal(early, "7560aa65-0508-8348-a546-f3b67afd968d");
  assert_true(hsds_term_find(hsds_term_id((struct hsds_term){ &hsds_taxonomy_table[0], PHASE_EARLY }), &term));
  assert_int_equal(term.number, PHASE_EARLY);
}

static void every_term_has_its_own_id_and_fits_in_a_set(void **state)
{
  struct id ids[1024];
  size_t n = 0;
  (void)state;
  for (size_t i = 0; i < hsds_taxonomy_count; i++) {
    const unsigned count = hsds_term_count(&hsds_taxonomy_table[i]);
    assert_in_range(count, 1, 63);
    for (unsigned k = 1; k <= count; k++) ids[n++] = hsds_term_id((struct hsds_term){ &hsds_taxonomy_table[i], k });
  }
  for (size_t i = 0; i < n; i++)
    for (size_t k = 0; k < i; k++) assert_false(id_same(ids[i], ids[k]));
}

static void lists_of_words_are_whole(void **state)
{
  struct hsds h = ask(*state);
  json_t *v = page(*state, hsds_list_taxonomies(&h), "Taxonomy");
  assert_int_equal(json_integer_value(json_object_get(v, "total_items")), hsds_taxonomy_count);
  json_decref(v);
  h = ask(*state);
  h.ask = (struct hsds_query){ .taxonomy_id = "914c4228-1d10-82cf-a74b-829be4390c69", .top_only = SWITCH_ON };
  v = page(*state, hsds_list_terms(&h), "TaxonomyTerm");
  assert_int_equal(json_integer_value(json_object_get(v, "total_items")), phase_choices.count - 1);
  json_decref(v);
}

/* --- services --------------------------------------------------------------------------------------------- */

static void what_is_for_professionals_stays_out(void **state)
{
  assert_int_equal(total(*state, &(struct hsds_query){ 0 }), 4);
}

static void every_status_has_its_word(void **state)
{
  static const struct { uint8_t id; const char *status; } expected[] = {
    { RICH, "temporarily closed" }, { ENDED, "defunct" }, { BARE, "inactive" }, { PILOT, "active" } };
  for (size_t i = 0; i < COUNT(expected); i++) {
    json_t *const v = service(*state, expected[i].id);
    assert_string_equal(text(v, "status"), expected[i].status);
    json_decref(v);
  }
}

static void a_service_says_what_the_standard_has_a_member_for(void **state)
{
  json_t *const v = service(*state, RICH);
  assert_string_equal(text(v, "description"), "Plain.\n\nNo treatment.");
  assert_string_equal(text(v, "alert"), "Until May.");
  assert_string_equal(text(v, "url"), "https://www.help.example/way");
  assert_string_equal(text(v, "email"), "info@help.example");
  assert_string_equal(text(v, "assured_date"), "2026-01-07");
  assert_string_equal(text(v, "assurer_email"), "desk@help.example");
  assert_string_equal(text(v, "last_modified"), "2026-01-08T10:00:00Z");
  assert_int_equal(json_integer_value(json_object_get(v, "minimum_age")), 18);
  assert_null(json_object_get(v, "maximum_age"));
  const json_t *const capacity = json_array_get(json_object_get(v, "capacities"), 0);
  assert_string_equal(text(capacity, "updated"), "2026-01-05T00:00:00.000Z");
  assert_string_equal(text(json_object_get(capacity, "unit"), "name"), "places");
  json_decref(v);
}

static void the_rest_is_attributes(void **state)
{
  json_t *const v = service(*state, RICH);
  assert_string_equal(text(attribute(v, "More facts", "wait_days"), "value"), "14; 2026-01-06");
  assert_string_equal(text(attribute(v, "Recognition", "founded"), "value"), "founded");
  assert_string_equal(text(attribute(v, "Situation", "recovery"), "value"), "inferred");
  assert_null(text(attribute(v, "Situation", "early"), "value"));
  assert_string_equal(text(attribute(v, "Features", "anonymous"), "value"), "no");
  assert_null(attribute(v, "Features", "bridging"));
  assert_null(attribute(v, "More facts", "capacity"));
  assert_null(attribute(v, "More facts", "status_note"));
  json_decref(v);
}

static void a_name_is_not_given_as_a_mailbox(void **state)
{
  json_t *const v = service(*state, PILOT);
  assert_string_equal(text(v, "assured_date"), "2026-01-07");
  assert_null(text(v, "assurer_email"));
  json_decref(v);
}

static void an_unknown_provider_is_left_out(void **state)
{
  json_t *v = service(*state, BARE);
  assert_null(json_object_get(v, "organization"));
  assert_null(json_object_get(v, "organization_id"));
  json_decref(v);
  v = service(*state, PILOT);
  assert_string_equal(text(json_object_get(v, "organization"), "description"), "Offers: pilot.");
  json_decref(v);
}

/* --- places ------------------------------------------------------------------------------------------------- */

static void only_a_whole_address_is_an_address(void **state)
{
  json_t *const v = service(*state, RICH);
  const json_t *const sites = json_object_get(v, "service_at_locations");
  assert_int_equal(json_array_size(sites), 3);
  const json_t *const house = json_object_get(json_array_get(sites, 0), "location"), *const town = json_object_get(json_array_get(sites, 1), "location");
  const json_t *const address = json_array_get(json_object_get(house, "addresses"), 0);
  assert_string_equal(text(address, "postal_code"), "5341 AB");
  assert_string_equal(text(address, "state_province"), "Noord-Brabant");
  assert_null(json_object_get(town, "addresses"));
  assert_string_equal(text(town, "description"), "Oss");
  assert_string_equal(text(json_object_get(json_array_get(sites, 2), "location"), "location_type"), "virtual");
  json_decref(v);
}

static void a_postal_code_finds_visitable_places_only(void **state)
{
  struct hsds h = ask(*state);
  h.ask = (struct hsds_query){ .postcode = "5341ab", .proximity = num(500) };
  json_t *const v = page(*state, hsds_list_sites(&h), "ServiceAtLocation");
  assert_int_equal(json_integer_value(json_object_get(v, "total_items")), 1);
  struct hsds_site site;
  struct id id;
  assert_true(id_parse(text(json_array_get(json_object_get(v, "contents"), 0), "id"), &id));
  assert_true(hsds_site_find(&h, id, &site));
  assert_string_equal(site.place->street, "Street 1");
  json_decref(v);
}

static void a_distance_from_nowhere_is_refused(void **state)
{
  struct hsds h = ask(*state);
  h.ask.proximity = num(500);
  assert_int_equal(hsds_list_sites(&h), ERR_INVALID);
  assert_string_equal(h.c->error.field, "proximity");
}

/* --- questions -------------------------------------------------------------------------------------------------- */

static void filters_narrow(void **state)
{
  struct bed *const bed = *state;
  char evenings[ID_TEXT], anonymous[ID_TEXT], provider[ID_TEXT];
  const struct hsds_taxonomy *features = hsds_taxonomy_table;
  while (strcmp(features->key, "feature")) features++;
  for (unsigned k = 1; k <= hsds_term_count(features); k++) {
    const struct hsds_term t = { features, k };
    if (strcmp(hsds_term_key(t), "evenings") == 0) id_format(hsds_term_id(t), evenings);
    if (strcmp(hsds_term_key(t), "anonymous") == 0) id_format(hsds_term_id(t), anonymous);
  }
  id_format(id_numbered(PROVIDER), provider);
  assert_int_equal(total(bed, &(struct hsds_query){ .taxonomy_term_id = evenings }), 1);
  assert_int_equal(total(bed, &(struct hsds_query){ .taxonomy_term_id = anonymous }), 0);
  assert_int_equal(total(bed, &(struct hsds_query){ .taxonomy_term_id = provider }), 0);
  assert_int_equal(total(bed, &(struct hsds_query){ .organization_id = provider }), 1);
  assert_int_equal(total(bed, &(struct hsds_query){ .taxonomy_id = "914c4228-1d10-82cf-a74b-829be4390c69" }), 1);
  assert_int_equal(total(bed, &(struct hsds_query){ .modified_after = "2026-01-31" }), 3);
  assert_int_equal(total(bed, &(struct hsds_query){ .search = "qqxqzzv" }), 0);
  assert_int_equal(total(bed, &(struct hsds_query){ .search = "Sunflower" }), 1);
}

enum { FULL = 70 };

/* More than a page of the site has, of several providers. */
static void a_search_finds_all_and_every_service_its_provider(void **state)
{
  struct bed *const bed = *state;
  struct snapshot *const before = bed->snapshot;
  struct offer_line rows[FULL];
  char names[FULL][20], providers[7][20];
  for (uint8_t i = 0; i < FULL; i++) {
    snprintf(names[i], sizeof names[i], "%s %02d", i % 10 ? "gespreksgroep" : "buurtteam", i);
    snprintf(providers[i % 7], sizeof providers[i % 7], "Provider %d", i % 7);
    rows[i] = plain((uint8_t)(i + 1), names[i], KIND_HELP, STATUS_ACTIVE);
    rows[i].offer.provider_id = id_numbered((uint8_t)(100 + i % 7));
    rows[i].provider = providers[i % 7];
  }
  assert_int_equal(snapshot_build(&bed->c, rows, FULL, &bed->places, "", "", bed->c.today, &bed->snapshot), OK);
  assert_int_equal(total(bed, &(struct hsds_query){ .search = "gespreksgroep" }), FULL - FULL / 10);
  assert_int_equal(total(bed, &(struct hsds_query){ .search = "buurtteam" }), FULL / 10);
  struct hsds h = ask(bed);
  h.ask = (struct hsds_query){ .per_page = num(100), .full_service = SWITCH_ON };
  json_t *const v = page(bed, hsds_list_organizations(&h), "Organization");
  size_t i;
  const json_t *o;
  assert_int_equal(json_array_size(json_object_get(v, "contents")), 7);
  json_array_foreach(json_object_get(v, "contents"), i, o) {
    assert_string_equal(text(o, "name"), providers[i]);
    assert_int_equal(json_array_size(json_object_get(o, "services")), FULL / 7);
  }
  json_decref(v);
  snapshot_release(bed->snapshot);
  bed->snapshot = before;
}

static void pages_lose_and_repeat_nothing(void **state)
{
  struct bed *const bed = *state;
  struct hsds h;
  for (int32_t n = 1; n <= 5; n++) {
    h = ask(bed);
    h.ask = (struct hsds_query){ .page = num(n), .per_page = num(2), .full = SWITCH_ON };
    json_t *const v = page(bed, hsds_list_services(&h), "Service");
    assert_int_equal(json_array_size(json_object_get(v, "contents")), n <= 2 ? 2 : 0);
    assert_int_equal(json_integer_value(json_object_get(v, "total_pages")), 2);
    assert_int_equal(json_is_true(json_object_get(v, "first_page")), n == 1);
    assert_int_equal(json_is_true(json_object_get(v, "last_page")), n >= 2);
    assert_int_equal(json_is_true(json_object_get(v, "empty")), n > 2);
    json_decref(v);
  }
}

static void minimal_is_id_and_time_on_one_page(void **state)
{
  struct hsds h = ask(*state);
  h.ask.minimal = SWITCH_ON;
  json_t *const v = page(*state, hsds_list_services(&h), "ServiceMinimal");
  assert_int_equal(json_integer_value(json_object_get(v, "size")), 4);
  json_decref(v);
}

static void ndjson_is_an_item_a_line(void **state)
{
  struct bed *const bed = *state;
  struct hsds h = ask(bed);
  size_t lines = 0;
  h.ask = (struct hsds_query){ .format = HSDS_NDJSON, .full = SWITCH_ON, .page = num(2) };
  assert_int_equal(hsds_list_services(&h), OK);
  while (hsds_more_lines(&bed->c, &h)) continue;
  for (const char *at = buf_text(&bed->c.out), *end; (end = strchr(at, '\n')); at = end + 1, lines++) {
    json_t *const v = json_loadb(at, (size_t)(end - at), 0, NULL);
    check(bed->schemas, "Service", v);
    json_decref(v);
  }
  assert_int_equal(lines, 4);
}

static void organisations_bring_their_services(void **state)
{
  struct hsds h = ask(*state);
  struct hsds_organization o;
  json_t *v = page(*state, hsds_list_organizations(&h), "Organization");
  assert_string_equal(text(json_array_get(json_object_get(v, "contents"), 0), "name"), "Other provider");
  json_decref(v);
  h = ask(*state);
  h.ask.full_service = SWITCH_ON;
  assert_true(hsds_organization_find(&h, id_numbered(PROVIDER), &o));
  hsds_write_organization_whole(&h, &o);
  v = answer(*state, "Organization");
  assert_non_null(json_object_get(json_array_get(json_object_get(v, "services"), 0), "attributes"));
  json_decref(v);
  assert_false(hsds_organization_find(&h, ID_NONE, &o));
}

static void moments_are_read_strictly(void **state)
{
  static const struct { const char *text; int64_t ms; } good[] = {
    { "1970-01-01", 0 }, { "1970-01-02T00:00:01Z", 86401000 }, { "1970-01-01T01:00:00+01:00", 0 }, { "1970-01-01T01:00:00 01:00", 0 },
    { "1970-01-01T00:00:00.25Z", 250 }, { "1970-01-01 00:01", 60000 } };
  static const char *const bad[] = { "", "1970", "1970-02-30", "1970-01-01T", "1970-01-01T25:00", "1970-01-01T00:00:00.", "1970-01-01Tnow", "1970-01-01T00:00Zx" };
  int64_t at;
  (void)state;
  for (size_t i = 0; i < COUNT(good); i++) {
    assert_true(hsds_instant(good[i].text, &at));
    assert_int_equal(at, good[i].ms);
  }
  for (size_t i = 0; i < COUNT(bad); i++) assert_false(hsds_instant(bad[i], &at));
}

static void wrong_and_unknown_parameters_are_told_apart(void **state)
{
  struct bed *const bed = *state;
  static const char good[] = "search=a&page=2&per_page=100&format=ndjson&minimal=true&modified_after=2026-01-01", *const wrong[] = {
    "page=0", "per_page=101", "format=xml", "full=yes", "taxonomy_id=x", "modified_after=soon", "search=%FF" };
  assert_int_equal(form_parse_(&bed->c, &hsds_services, good, sizeof good - 1, NULL), OK);
  assert_int_equal(((const struct hsds_query *)bed->c.form->row)->per_page.n, 100);
  for (size_t i = 0; i < COUNT(wrong); i++)
    assert_int_equal(form_parse_(&bed->c, &hsds_services, wrong[i], strlen(wrong[i]), NULL), ERR_INVALID);
  assert_int_equal(form_parse_(&bed->c, &hsds_nothing, "x=1", 3, NULL), OK);
  assert_string_equal(bed->c.form->unknown, "x");
}

static void every_route_and_parameter_is_described(void **state)
{
  struct bed *const bed = *state;
  struct hsds h = ask(bed);
  size_t routes = 0;
  const char *path;
  json_t *row;
  hsds_write_openapi(&h, hsds_routes, "https://map.example/hsds");
  json_t *const v = json_loads(buf_text(&bed->c.out), JSON_REJECT_DUPLICATES, NULL);
  assert_non_null(v);
  while (hsds_routes[routes].path) routes++;
  assert_int_equal(json_object_size(json_object_get(v, "paths")), routes);
  json_object_foreach(json_object_get(v, "paths"), path, row)
    if (!text(json_object_get(row, "get"), "summary")) fail_msg("%s is not described", path);
  json_decref(v);
  h = ask(bed);
  hsds_write_profile(&h, "https://map.example/hsds");
  json_t *const profile = json_loads(buf_text(&bed->c.out), JSON_REJECT_DUPLICATES, NULL);
  assert_int_equal(json_array_size(json_object_get(profile, "taxonomies")), hsds_taxonomy_count);
  json_decref(profile);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(derived_ids_never_change),
    cmocka_unit_test(every_term_has_its_own_id_and_fits_in_a_set),
    cmocka_unit_test(lists_of_words_are_whole),
    cmocka_unit_test(what_is_for_professionals_stays_out),
    cmocka_unit_test(every_status_has_its_word),
    cmocka_unit_test(a_service_says_what_the_standard_has_a_member_for),
    cmocka_unit_test(the_rest_is_attributes),
    cmocka_unit_test(a_name_is_not_given_as_a_mailbox),
    cmocka_unit_test(an_unknown_provider_is_left_out),
    cmocka_unit_test(only_a_whole_address_is_an_address),
    cmocka_unit_test(a_postal_code_finds_visitable_places_only),
    cmocka_unit_test(a_distance_from_nowhere_is_refused),
    cmocka_unit_test(filters_narrow),
    cmocka_unit_test(a_search_finds_all_and_every_service_its_provider),
    cmocka_unit_test(pages_lose_and_repeat_nothing),
    cmocka_unit_test(minimal_is_id_and_time_on_one_page),
    cmocka_unit_test(ndjson_is_an_item_a_line),
    cmocka_unit_test(organisations_bring_their_services),
    cmocka_unit_test(moments_are_read_strictly),
    cmocka_unit_test(wrong_and_unknown_parameters_are_told_apart),
    cmocka_unit_test(every_route_and_parameter_is_described),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
