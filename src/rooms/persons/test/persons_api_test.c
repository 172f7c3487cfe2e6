/* The interface for programs, through all of the house. */
#include "program.h"
#include "persons_api.h"
#include "persons_web.h"

enum { TEAM, SHELTER, ELSEWHERE };

static struct world *w;
static char path[200];
static int set_up(void **state) { *state = w = world_new(); program_of(w); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static void end_keys_of_team(void) { end_keys(TEAM); }

struct made { struct id household, side, person, contact; };

/* The team's, for one side. */
static struct made made(void)
{
  struct scratch *const s = w->s;
  struct made m;
  as(w, TEAM);
  m.household = opens(s, MY_SIDE_A);
  m.side = file_of(s, m.household).sides.at[0].id;
  m.person = adds(s, m.side, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  MUST(contact_add(&s->c, &(struct contact_way){ .person = m.person, .kind = CONTACT_PHONE, .value = "06-00012345", .safe = NO, .hours = "Overdag" }, false, &m.contact));
  return m;
}

static void own_households_come_in_pages(void **state)
{
  struct scratch *const s = w->s;
  char next[200];
  (void)state;
  as(w, TEAM);
  for (int i = 0; i <= HOUSEHOLDS_A_PAGE; i++) { s->c.now += 1000; (void)opens(s, MY_SIDE_A); }
  key_of(TEAM, all_three());
  assert_int_equal(program_asks("/api/v1/households", NULL), 200);
  assert_int_equal(told_count("households"), HOUSEHOLDS_A_PAGE);
  assert_string_equal(told("households.0.version"), "1");
  assert_string_equal(told("households.0.name"), "Huishouden aan het water");
  snprintf(next, sizeof next, "%s", told("next"));
  assert_int_equal(strncmp(next, "/api/v1/households?after=", 25), 0);
  assert_int_equal(program_asks(next, NULL), 200);
  assert_int_equal(told_count("households"), 1);
  assert_string_equal(told("next"), "null");
  assert_int_equal(program_asks("/api/v1/households?na=1", NULL), 400);
  key_of(ELSEWHERE, all_three());
  assert_int_equal(program_asks("/api/v1/households", NULL), 200);
  assert_int_equal(told_count("households"), 0);
}

static void a_household_shows_what_is_shared_and_the_own_side(void **state)
{
  struct scratch *const s = w->s;
  const struct made m = made();
  const struct id shared = file_of(s, m.household).household.compartment;
  struct id side_b;
  (void)state;
  const struct involvement row = { .account = w->at[SHELTER].account, .organisation = w->at[SHELTER].organisation, .compartment = shared, .household = m.household,
    .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = s->c.scope.actor };
  MUST(record_insert(&s->c, involvement, &row, NULL));
  as(w, SHELTER);
  MUST(side_open(&s->c, m.household, SIDE_B, &side_b));
  (void)adds(s, side_b, "Noor", "Proefstra", MEMBER_EXPERIENCES, NULL);
  key_of(TEAM, all_three());
  with_id(path, "/api/v1/households/", m.household, "");
  assert_int_equal(program_asks(path, NULL), 200);
  assert_string_equal(told("shared.name"), "Huishouden aan het water");
  assert_string_equal(told("shared.version"), "1");
  assert_int_equal(told_count("sides"), 1);
  assert_string_equal(told("sides.0.letter"), "a");
  assert_string_equal(told("members.0.shared_name"), "Bram");
  assert_string_equal(told("memberships.0.role"), "uses_violence");
  assert_string_equal(told("persons.0.called"), "Bram");
  assert_false(page_has(w, "Noor"));
  assert_false(page_has(w, "compartment"));
  key_of(SHELTER, all_three());
  assert_int_equal(program_asks(path, NULL), 200);
  assert_string_equal(told("sides.0.letter"), "b");
  assert_int_equal(told_count("sides"), 1);
  assert_string_equal(told("persons.0.called"), "Noor");
  assert_int_equal(told_count("persons"), 1);
}

static void a_person_comes_with_addresses_and_ways_to_be_reached(void **state)
{
  struct scratch *const s = w->s;
  const struct made m = made();
  (void)state;
  MUST(address_add(&s->c, &(struct address){ .person = m.person, .kind = ADDRESS_HOME, .town = "Proefdorp", .secret = YES }, NULL));
  key_of(TEAM, all_three());
  assert_int_equal(program_asks(with_id(path, "/api/v1/persons/", m.person, ""), NULL), 200);
  assert_string_equal(told("person.surname"), "Voorbeeld");
  assert_string_equal(told("person.birth"), "1980-02-29");
  assert_string_equal(told("person.gender"), "null");
  assert_string_equal(told("addresses.0.town"), "Proefdorp");
  assert_string_equal(told("addresses.0.secret"), "yes");
  assert_string_equal(told("contacts.0.value"), "06-00012345");
  assert_string_equal(told("contacts.0.safe"), "no");
}

static void a_key_without_the_action_finds_nothing(void **state)
{
  const struct made m = made();
  struct buf nothing = { 0 };
  (void)state;
  key_of(TEAM, may(MAY_FIND, MAY_FIND, MAY_FIND));
  assert_int_equal(program_asks("/api/v1/bestaat-niet", NULL), 404);
  put(&nothing, buf_text(&w->c.out));
  assert_int_equal(program_asks("/api/v1/households", NULL), 404);
  assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
  assert_int_equal(program_asks(with_id(path, "/api/v1/persons/", m.person, ""), NULL), 404);
  assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
  assert_int_equal(program_asks(with_id(path, "/api/v1/contacts/", m.contact, ""), "{\"version\":1,\"hours\":\"Nooit\"}"), 404);
  assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
  assert_int_equal(program_asks("/api/v1/persons/find", "{\"surname\":\"Voorbeeld\",\"birth\":\"1980-02-29\"}"), 200);
  key_of(TEAM, may(MAY_SEE_FILES, MAY_SEE_FILES, MAY_SEE_FILES));
  assert_int_equal(program_asks(path, "{\"version\":1,\"hours\":\"Nooit\"}"), 404);
  assert_int_equal(program_asks("/api/v1/persons/find", "{\"phone\":\"0600012345\"}"), 404);
  assert_int_equal(raw_number(w->s, "SELECT version FROM contact_way"), 1);
  buf_release(&nothing);
}

static void a_key_that_ended_or_ran_out_says_so(void **state)
{
  struct scratch *const s = w->s;
  (void)state;
  program_key[0] = '\0';
  assert_int_equal(program_asks("/api/v1/households", NULL), 401);
  assert_string_equal(header_of(w, "WWW-Authenticate"), "Bearer");
  key_of(TEAM, all_three());
  assert_int_equal(program_asks("/api/v1/households", NULL), 200);
  end_keys(TEAM);
  assert_int_equal(program_asks("/api/v1/households", NULL), 401);
  key_of(TEAM, all_three());
  assert_int_equal(program_asks("/api/v1/households", NULL), 200);
  s->c.now += 25 * 3600 * 1000;
  assert_int_equal(program_asks("/api/v1/households", NULL), 401);
  assert_int_equal(program_asks("/api/v1/persons/find", "{}"), 401);
}

static void a_key_that_ends_while_its_change_waits_writes_nothing(void **state)
{
  const struct made m = made();
  (void)state;
  key_of(TEAM, all_three());
  program_waits = end_keys_of_team;
  assert_int_equal(program_asks(with_id(path, "/api/v1/contacts/", m.contact, ""), "{\"version\":1,\"hours\":\"Nooit\"}"), 401);
  program_waits = NULL;
  assert_int_equal(raw_number(w->s, "SELECT version FROM contact_way"), 1);
}

static void what_one_may_not_see_is_what_is_not_there(void **state)
{
  const struct made m = made();
  const struct { const char *before, *after, *body; struct id id; } rows[] = {
    { "/api/v1/households/", "", NULL, m.household }, { "/api/v1/persons/", "", NULL, m.person },
    { "/api/v1/persons/", "/contacts", "{\"kind\":\"phone\",\"value\":\"0600012346\"}", m.person }, { "/api/v1/persons/", "/contacts", "[", m.person },
    { "/api/v1/contacts/", "", "{\"version\":1,\"hours\":\"Nooit\"}", m.contact }, { "/api/v1/contacts/", "", "{\"version\":9}", m.contact },
    { "/api/v1/contacts/", "", "{}", m.contact } };
  struct buf nothing = { 0 };
  (void)state;
  key_of(ELSEWHERE, all_three());
  assert_int_equal(program_asks("/api/v1/bestaat-niet", NULL), 404);
  put(&nothing, buf_text(&w->c.out));
  for (size_t i = 0; i < COUNT(rows); i++) {
    assert_int_equal(program_asks(with_id(path, rows[i].before, rows[i].id, rows[i].after), rows[i].body), 404);
    assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
    assert_int_equal(program_asks(with_id(path, rows[i].before, id_of(99), rows[i].after), rows[i].body), 404);
    assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
    snprintf(path, sizeof path, "%sgeen-nummer%s", rows[i].before, rows[i].after);
    assert_int_equal(program_asks(path, rows[i].body), 404);
    assert_string_equal(buf_text(&nothing), buf_text(&w->c.out));
  }
  assert_int_equal(raw_number(w->s, "SELECT count(*) FROM contact_way WHERE version = 1"), 1);
  buf_release(&nothing);
}

static void a_way_to_be_reached_is_added_and_changed(void **state)
{
  const struct made m = made();
  char contact[200];
  (void)state;
  key_of(TEAM, all_three());
  with_id(path, "/api/v1/persons/", m.person, "/contacts");
  assert_int_equal(program_asks(path, "{\"kind\":\"mail\",\"value\":\"bram@proef.invalid\",\"safe\":\"yes\",\"hours\":\"Overdag\"}"), 201);
  assert_string_equal(told("version"), "1");
  assert_string_equal(told("safe"), "yes");
  snprintf(contact, sizeof contact, "/api/v1/contacts/%s", told("id"));
  assert_int_equal(program_asks(contact, "{\"version\":1,\"safe\":\"no\"}"), 200);
  assert_string_equal(told("version"), "2");
  assert_string_equal(told("safe"), "no");
  assert_string_equal(told("hours"), "Overdag");                /* what was not sent stays */
  assert_int_equal(program_asks(contact, "{\"version\":2,\"hours\":null}"), 200);
  assert_string_equal(told("hours"), "null");
}

static void whoever_comes_second_overwrites_nothing(void **state)
{
  const struct made m = made();
  (void)state;
  key_of(TEAM, all_three());
  with_id(path, "/api/v1/contacts/", m.contact, "");
  assert_int_equal(program_asks(path, "{\"version\":1,\"hours\":\"Ochtend\"}"), 200);
  assert_int_equal(program_asks(path, "{\"version\":1,\"hours\":\"Avond\"}"), 412);
  assert_string_equal(told("status"), "412");
  assert_int_equal(program_asks(with_id(path, "/api/v1/persons/", m.person, ""), NULL), 200);
  assert_string_equal(told("contacts.0.hours"), "Ochtend");
  assert_string_equal(told("contacts.0.version"), "2");
}

static void what_is_wrong_is_named(void **state)
{
  const struct made m = made();
  const struct { const char *body, *field; } wrong[] = {
    { "{\"hours\":\"Avond\"}", "version" }, { "{\"version\":\"1\"}", "version" }, { "{\"version\":0}", "version" }, { "{\"version\":1,\"uren\":\"x\"}", "uren" },
    { "{\"version\":1,\"person\":\"00000000-0000-4000-8000-000000000000\"}", "person" }, { "{\"version\":1,\"id\":\"00000000-0000-4000-8000-000000000000\"}", "id" },
    { "{\"version\":1,\"value\":\"geen nummer\"}", "value" }, { "{\"version\":1,\"value\":null}", "value" }, { "{\"version\":1,\"safe\":\"perhaps\"}", "safe" } };
  (void)state;
  key_of(TEAM, all_three());
  with_id(path, "/api/v1/contacts/", m.contact, "");
  for (size_t i = 0; i < COUNT(wrong); i++) {
    assert_int_equal(program_asks(path, wrong[i].body), 422);
    assert_string_equal(w->r.type, "application/problem+json");
    assert_string_equal(told("errors.0.field"), wrong[i].field);
  }
  assert_int_equal(program_asks(path, "[1"), 422);
  assert_int_equal(program_asks(path, "[1]"), 422);
  assert_int_equal(program_asks_as("text/plain", path, "{\"version\":1}"), 415);
  assert_int_equal(program_asks("/api/v1/persons/find", "{\"surname\":\"Voorbeeld\"}"), 422);
  assert_string_equal(told("errors.0.field"), "birth");
  assert_int_equal(raw_number(w->s, "SELECT version FROM contact_way"), 1);
}

static void whoever_may_not_be_found_is_not_found(void **state)
{
  const struct made m = made();
  static const char *const asked[] = { "{\"surname\":\"voorbeeld\",\"birth\":\"1980-02-29\"}", "{\"phone\":\"+31 6 00012345\"}" };
  (void)state;
  (void)m;
  key_of(TEAM, all_three());
  for (size_t i = 0; i < COUNT(asked); i++) {
    assert_int_equal(program_asks("/api/v1/persons/find", asked[i]), 200);
    assert_string_equal(told("persons.0.called"), "Bram");
    assert_string_equal(told("persons.0.version"), "1");
  }
  key_of(ELSEWHERE, all_three());
  for (size_t i = 0; i < COUNT(asked); i++) {
    assert_int_equal(program_asks("/api/v1/persons/find", asked[i]), 200);
    assert_string_equal(buf_text(&w->c.out), "{\"persons\":[]}");
  }
  int rc = 200, n = 0;
  while (n < 100 && (rc = program_asks("/api/v1/persons/find", asked[1])) == 200) n++;
  assert_int_equal(rc, 429);
}

static void a_read_leaves_a_line_of_whose_key_it_is(void **state)
{
  struct scratch *const s = w->s;
  const struct made m = made();
  char actor[ID_TEXT], sql[200];
  (void)state;
  key_of(TEAM, all_three());
  id_format(w->at[TEAM].account, actor);
  for (char *from = actor, *to = actor; ; from++) if (*from != '-') { *to++ = *from; if (!*from) break; }
  snprintf(sql, sizeof sql, "SELECT count(*) FROM journal WHERE verb = 'read' AND record = 'person' AND actor = x'%s'", actor);
  const int64_t before = raw_number(s, sql);
  assert_int_equal(program_asks(with_id(path, "/api/v1/persons/", m.person, ""), NULL), 200);
  assert_int_equal(raw_number(s, sql), before + 1);
}

static void every_row_is_described(void **state)
{
  (void)state;
  program_key[0] = '\0';
  assert_int_equal(program_asks("/api/v1/openapi.json", NULL), 200);
  json_t *const all = json_loads(buf_text(&w->c.out), 0, NULL), *const paths = json_object_get(all, "paths");
  assert_non_null(all);
  for (const struct route *r = persons_routes; r->path; r++) {
    if (!(r->flags & ROUTE_DATA)) continue;
    char name[100], *const end = name + snprintf(name, sizeof name, "%s", r->path + strlen(API_PATH));
    char *const colon = strchr(name, ':');
    if (colon) { memmove(colon + 4, colon + 3, (size_t)(end - colon) - 2); memcpy(colon, "{id}", 4); }
    const json_t *const row = json_object_get(json_object_get(paths, name), r->method == GET ? "get" : "post");
    assert_true(json_is_string(json_object_get(row, "operationId")));
    assert_int_equal(json_object_get(row, "requestBody") != NULL, r->method == POST);
    if (r->method == POST) assert_true(json_is_string(json_object_get(json_object_get(json_object_get(json_object_get(json_object_get(row, "requestBody"), "content"), "application/json"), "schema"), "$ref")));
  }
  json_decref(all);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(own_households_come_in_pages),
    TEST(a_household_shows_what_is_shared_and_the_own_side),
    TEST(a_person_comes_with_addresses_and_ways_to_be_reached),
    TEST(a_key_without_the_action_finds_nothing),
    TEST(a_key_that_ended_or_ran_out_says_so),
    TEST(a_key_that_ends_while_its_change_waits_writes_nothing),
    TEST(what_one_may_not_see_is_what_is_not_there),
    TEST(a_way_to_be_reached_is_added_and_changed),
    TEST(whoever_comes_second_overwrites_nothing),
    TEST(what_is_wrong_is_named),
    TEST(whoever_may_not_be_found_is_not_found),
    TEST(a_read_leaves_a_line_of_whose_key_it_is),
    TEST(every_row_is_described),
  };
  return cmocka_run_group_tests_name("persons_api", tests, NULL, NULL);
}
