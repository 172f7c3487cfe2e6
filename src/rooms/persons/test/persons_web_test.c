/* The pages as colleagues see them, through all of the house. */
#include "world.h"
#include "persons_web.h"

static struct world *w;
static char path[200];
static int set_up(void **state) { *state = w = world_new(); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

struct made { struct id household, side, person; };

/* By colleague 0, for one side. */
static struct made made(void)
{
  struct scratch *const s = w->s;
  struct made m;
  as(w, 0);
  m.household = opens(s, MY_SIDE_A);
  m.side = file_of(s, m.household).sides.at[0].id;
  m.person = adds(s, m.side, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  return m;
}

static void a_household_is_opened_and_filled_through_its_pages(void **state)
{
  (void)state;
  assert_int_equal(asks(w, 0, 1, "/werk/huishoudens", NULL), 200);
  assert_true(page_has(w, "Nog geen huishoudens"));
  assert_int_equal(asks(w, 0, 2, "/werk/huishoudens/nieuw", NULL), 200);
  assert_int_equal(asks(w, 0, 3, "/werk/huishoudens/nieuw", "name="), 422);
  assert_int_equal(asks(w, 0, 4, "/werk/huishoudens/nieuw", "name=Aan+het+water&mine=a"), 303);
  snprintf(path, sizeof path, "%.*s", (int)strcspn(header_of(w, "Location"), "?"), header_of(w, "Location"));
  assert_int_equal(asks(w, 0, 5, path, NULL), 200);
  assert_true(page_has(w, "Aan het water"));
  assert_true(page_has(w, "Kant A"));
  assert_false(page_has(w, "Kant B"));
  const char *const side = strstr(buf_text(&w->c.out), "/werk/kanten/");
  snprintf(path, sizeof path, "%.*s", (int)(strlen("/werk/kanten/") + 36 + strlen("/persoon")), side);
  assert_int_equal(asks(w, 0, 6, path, "called=Noor&surname=Voorbeeld&birth=1980-02-29&role=experiences_violence&shared_name=Noor"), 303);
  snprintf(path, sizeof path, "%.*s", (int)strcspn(header_of(w, "Location"), "?"), header_of(w, "Location"));
  assert_int_equal(asks(w, 0, 7, path, NULL), 200);
  assert_true(page_has(w, "Noor Voorbeeld"));
  assert_int_equal(asks(w, 0, 8, "/werk/huishoudens", NULL), 200);
  assert_true(page_has(w, "Noor"));
}

static void titles_tell_nothing_about_anybody(void **state)
{
  const struct made m = made();
  (void)state;
  assert_int_equal(asks(w, 0, 1, with_id(path, "/werk/personen/", m.person, ""), NULL), 200);
  assert_true(page_has(w, "<title>Persoon | Kentering</title>"));
  assert_int_equal(asks(w, 0, 1, with_id(path, "/werk/huishoudens/", m.household, ""), NULL), 200);
  assert_true(page_has(w, "<title>Huishouden | Kentering</title>"));
}

static void whoever_is_not_involved_gets_the_same_bytes_as_for_what_is_not_there(void **state)
{
  const struct made m = made();
  const struct { const char *before, *after; struct id id; } pages[] = {
    { "/werk/huishoudens/", "", m.household }, { "/werk/huishoudens/", "/gedeeld", m.household }, { "/werk/huishoudens/", "/betrokkenen", m.household },
    { "/werk/huishoudens/", "/lid", m.household }, { "/werk/huishoudens/", "/kant", m.household }, { "/werk/personen/", "", m.person },
    { "/werk/personen/", "/gegevens", m.person }, { "/werk/personen/", "/adres", m.person }, { "/werk/personen/", "/bereik", m.person }, { "/werk/kanten/", "/persoon", m.side }, { "/werk/kanten/", "", m.side } };
  (void)state;
  for (size_t i = 0; i < COUNT(pages); i++) {
    struct buf hidden = { 0 };
    assert_int_equal(asks(w, 2, 9, with_id(path, pages[i].before, pages[i].id, pages[i].after), NULL), 404);
    put(&hidden, buf_text(&w->c.out));
    assert_int_equal(asks(w, 2, 9, with_id(path, pages[i].before, id_of(99), pages[i].after), NULL), 404);
    assert_string_equal(buf_text(&hidden), buf_text(&w->c.out));
    snprintf(path, sizeof path, "%sgeen-nummer%s", pages[i].before, pages[i].after);
    assert_int_equal(asks(w, 2, 9, path, NULL), 404);
    assert_string_equal(buf_text(&hidden), buf_text(&w->c.out));
    buf_release(&hidden);
  }
}

static void nothing_is_written_for_whoever_is_not_involved(void **state)
{
  struct scratch *const s = w->s;
  const struct made m = made();
  (void)state;
  assert_int_equal(asks(w, 2, 1, with_id(path, "/werk/personen/", m.person, "/gegevens"), "called=Anders&version=1"), 404);
  assert_int_equal(asks(w, 2, 1, with_id(path, "/werk/personen/", m.person, "/adres"), "kind=home&town=X&secret=no"), 404);
  assert_int_equal(asks(w, 2, 1, with_id(path, "/werk/kanten/", m.side, "/persoon"), "called=X&role=other"), 404);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM address"), 0);
  assert_int_equal(raw_number(s, "SELECT version FROM person"), 1);
}

static void a_second_writer_sees_what_was_stored_meanwhile_and_nothing_is_overwritten(void **state)
{
  const struct made m = made();
  (void)state;
  with_id(path, "/werk/personen/", m.person, "/gegevens");
  assert_int_equal(asks(w, 0, 1, path, "called=Abram&surname=Voorbeeld&version=1"), 303);
  assert_int_equal(asks(w, 0, 2, path, "called=Bart&surname=Voorbeeld&version=1"), 409);
  assert_true(page_has(w, "Abram"));
  assert_true(page_has(w, "value=\"Bart\""));
  struct scratch *const s = w->s;
  struct person stored;
  as(w, 0);
  MUST(person_get(&s->c, m.person, &stored));
  assert_string_equal(stored.called, "Abram");
}

static void whoever_is_not_found_and_may_not_be_found_give_one_page(void **state)
{
  struct buf hidden = { 0 };
  made();
  (void)state;
  assert_int_equal(asks(w, 0, 5, "/werk/zoeken", "surname=voorbeeld&birth=1980-02-29"), 200);
  assert_true(page_has(w, "Bram Voorbeeld"));
  assert_int_equal(asks(w, 2, 5, "/werk/zoeken", "surname=voorbeeld&birth=1980-02-29"), 200);
  put(&hidden, buf_text(&w->c.out));
  assert_int_equal(asks(w, 2, 5, "/werk/zoeken", "surname=voorbeeld&birth=1980-02-28"), 200);
  const char *const one = strstr(buf_text(&hidden), "Niemand gevonden"), *const other = strstr(buf_text(&w->c.out), "Niemand gevonden");
  assert_non_null(one);
  assert_non_null(other);
  assert_memory_equal(one, other, 80);
  assert_int_equal(hidden.len, w->c.out.len);                 /* the same but for the day that was typed */
  buf_release(&hidden);
}

static void whoever_searches_very_often_has_to_wait_also_when_nothing_is_found(void **state)
{
  int rc = 200, n = 0;
  (void)state;
  while (n < 100 && (rc = asks(w, 2, 1, "/werk/zoeken", "phone=0600012345")) == 200) n++;
  assert_int_equal(rc, 429);
  assert_true(n >= 30 && n <= 60);
}

static void emergency_access_opens_one_side_tells_the_privacy_officer_and_counts_as_a_search(void **state)
{
  struct scratch *const s = w->s;
  const struct made m = made();
  struct address_list addresses;
  struct id other;
  (void)state;
  as(w, 0);
  MUST(address_add(&s->c, &(struct address){ .person = m.person, .kind = ADDRESS_HOME, .town = "Proefdorp", .secret = NO }, NULL));
  assert_int_equal(asks(w, 2, 1, "/werk/noodtoegang", "surname=voorbeeld&birth=1980-02-29&reason=gevaar"), 404);      /* not their role */
  assert_int_equal(asks(w, 3, 1, "/werk/noodtoegang", "surname=voorbeeld&birth=1980-02-29&reason="), 422);
  assert_int_equal(asks(w, 3, 1, "/werk/noodtoegang", "surname=voorbeeld&birth=1980-02-28&reason=gevaar"), 422);
  assert_true(page_has(w, "Niemand heeft precies"));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'search'"), 2);       /* among the own files, and among all */
  assert_int_equal(asks(w, 3, 1, "/werk/noodtoegang", "surname=voorbeeld&birth=1980-02-29&reason=Acuut+gevaar"), 303);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'search'"), 4);
  assert_true(raw_number(s, "SELECT count(*) FROM task WHERE kind = 'emergency_used'") >= 1);
  assert_int_equal(asks(w, 3, 1, with_id(path, "/werk/personen/", m.person, ""), NULL), 200);
  assert_true(page_has(w, "Proefdorp"));
  assert_true(page_has(w, "vanwege een noodsituatie"));
  assert_false(page_has(w, "/kant\""));
  assert_int_equal(asks(w, 3, 1, with_id(path, "/werk/huishoudens/", m.household, ""), NULL), 200);
  assert_true(page_has(w, "vanwege een noodsituatie"));
  assert_false(page_has(w, "/splitsen"));
  assert_false(page_has(w, "/betrokkenen"));
  as(w, 3);
  assert_int_equal(household_split(&s->c, m.side, NULL, &other), ERR_INVALID);       /* not theirs to take along */
  s->c.now += 5 * 3600 * 1000;
  as(w, 3);
  MUST(addresses_of(&s->c, m.person, &addresses));
  assert_int_equal(addresses.count, 0);
}

static void a_colleague_of_the_same_organisation_is_involved_and_let_go_again(void **state)
{
  struct scratch *const s = w->s;
  const struct made m = made();
  const struct account a = { .name = "Kim", .mail = "kim@proef.invalid", .language = "nl" };
  struct id kim;
  (void)state;
  console(w);
  MUST(account_add(&s->c, &a, &kim));
  const struct post p = { .account = kim, .organisation = w->at[0].organisation, .role = ROLE_TEAM, .region = "oost-brabant" };
  MUST(post_ask(&s->c, &p, NULL));
  with_id(path, "/werk/huishoudens/", m.household, "/betrokkenen");
  assert_int_equal(asks(w, 0, 1, path, "mail=niemand@proef.invalid&part=a&purpose=help"), 422);
  assert_int_equal(asks(w, 0, 1, path, "mail=kim@proef.invalid&part=b&purpose=help"), 422);
  assert_int_equal(asks(w, 0, 1, path, "mail=kim@proef.invalid&part=a&purpose=help"), 303);
  assert_int_equal(asks(w, 0, 1, path, NULL), 200);
  assert_true(page_has(w, "Kim"));
  struct person seen;
  s->c.scope = (struct scope){ .actor = kim, .organisation = w->at[0].organisation, .region = "oost-brabant", .role = "team", .reach = REACH_INVOLVED };
  MUST(person_get(&s->c, m.person, &seen));
  char body[200], end[220];
  with_id(body, "account=", kim, "");
  snprintf(end, sizeof end, "%s/einde", path);
  assert_int_equal(asks(w, 0, 1, end, body), 303);
  seal_forget(&s->c);
  assert_int_equal(person_get(&s->c, m.person, &seen), ERR_NOT_FOUND);
}

static void another_organisation_needs_a_ground(void **state)
{
  const struct made m = made();
  (void)state;
  with_id(path, "/werk/huishoudens/", m.household, "/betrokkenen");
  assert_int_equal(asks(w, 0, 1, path, "mail=opvang@proef.invalid&part=shared&purpose=help"), 422);
}

static void a_role_without_files_finds_no_page_here(void **state)
{
  (void)state;
  hire(w, 5, "beheer@proef.invalid", "Beheer", ROLE_ADMINISTRATOR);
  assert_int_equal(asks(w, 5, 1, "/werk/huishoudens", NULL), 404);
  assert_int_equal(asks(w, 5, 1, "/werk/zoeken", NULL), 404);
  assert_int_equal(asks(w, 5, 1, "/werk/noodtoegang", NULL), 404);
}

static void a_double_is_shown_with_a_link_to_whom_one_may_see_and_to_nobody_else(void **state)
{
  struct scratch *const s = w->s;
  const struct made m = made();
  char link[200];
  (void)state;
  MUST(contact_add(&s->c, &(struct contact_way){ .person = m.person, .kind = CONTACT_PHONE, .value = "06-00012345", .safe = YES }, false, NULL));
  const struct id other = adds(s, m.side, "Daan", "Proefstra", MEMBER_USES, NULL);
  with_id(link, "/werk/personen/", m.person, "\">Bram Voorbeeld");
  assert_int_equal(asks(w, 0, 1, with_id(path, "/werk/kanten/", m.side, "/persoon"), "called=B.&surname=voorbeeld&birth=1980-02-29&role=uses_violence"), 422);
  assert_true(page_has(w, link));
  assert_int_equal(asks(w, 0, 2, path, "called=B.&surname=voorbeeld&birth=1980-02-29"), 422);      /* came back for another reason */
  assert_false(page_has(w, link));
  assert_int_equal(asks(w, 0, 3, with_id(path, "/werk/personen/", other, "/bereik"), "kind=phone&value=0600012345"), 422);
  assert_true(page_has(w, link));
  as(w, 2);
  const struct id household = opens(s, MY_SIDE_A), side = file_of(s, household).sides.at[0].id;
  assert_int_equal(asks(w, 2, 4, with_id(path, "/werk/kanten/", side, "/persoon"), "called=B.&surname=voorbeeld&birth=1980-02-29&role=uses_violence"), 303);
  assert_false(page_has(w, link));
}

static void with_the_last_search_of_the_hour_a_double_is_refused_without_links(void **state)
{
  const struct made m = made();
  char link[200];
  int most = 0;
  (void)state;
  while (most < 100 && asks(w, 2, (uint64_t)most, "/werk/zoeken", "phone=0600012345") == 200) most++;
  for (int n = 1; n < most; n++) assert_int_equal(asks(w, 0, (uint64_t)n, "/werk/zoeken", "phone=0600012345"), 200);
  assert_int_equal(asks(w, 0, 200, with_id(path, "/werk/kanten/", m.side, "/persoon"), "called=B.&surname=voorbeeld&birth=1980-02-29&role=uses_violence"), 422);
  assert_true(page_has(w, "Kijk daar eerst"));
  assert_false(page_has(w, with_id(link, "/werk/personen/", m.person, "")));
}

static void no_message_is_called_safe_on_a_number_that_is_not(void **state)
{
  struct scratch *const s = w->s;
  const struct made m = made();
  (void)state;
  MUST(contact_add(&s->c, &(struct contact_way){ .person = m.person, .kind = CONTACT_PHONE, .value = "06-00012345", .safe = NO, .voicemail = YES, .preferred = YES, .hours = "Altijd" }, false, NULL));
  assert_int_equal(asks(w, 0, 1, with_id(path, "/werk/personen/", m.person, ""), NULL), 200);
  assert_true(page_has(w, "Niet veilig: niet gebruiken"));
  assert_false(page_has(w, "ja, dat is veilig"));
  assert_false(page_has(w, "Bericht achterlaten"));
  assert_false(page_has(w, "Altijd"));
  MUST(contact_add(&s->c, &(struct contact_way){ .person = m.person, .kind = CONTACT_PHONE, .value = "06-00012346", .voicemail = YES }, false, NULL));
  assert_int_equal(asks(w, 0, 2, path, NULL), 200);
  assert_true(page_has(w, "onbekend, dus niet"));
  assert_false(page_has(w, "ja, dat is veilig"));
}

static void a_secret_address_says_so_first_also_once_it_has_ended(void **state)
{
  struct scratch *const s = w->s;
  const struct made m = made();
  struct id address;
  (void)state;
  MUST(address_add(&s->c, &(struct address){ .person = m.person, .kind = ADDRESS_HOME, .street = "Proefstraat", .secret = YES }, &address));
  for (uint64_t round = 0; round < 2; round++) {
    assert_int_equal(asks(w, 0, 1 + round, with_id(path, "/werk/personen/", m.person, ""), NULL), 200);
    const char *const secret = strstr(buf_text(&w->c.out), "Geheim adres: deel dit met niemand"), *const kind = strstr(buf_text(&w->c.out), "<strong>Thuis");
    assert_true(secret && kind && secret < kind);
    as(w, 0);
    if (!round) MUST(address_end(&s->c, address, 1));
  }
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_household_is_opened_and_filled_through_its_pages),
    TEST(titles_tell_nothing_about_anybody),
    TEST(whoever_is_not_involved_gets_the_same_bytes_as_for_what_is_not_there),
    TEST(nothing_is_written_for_whoever_is_not_involved),
    TEST(a_second_writer_sees_what_was_stored_meanwhile_and_nothing_is_overwritten),
    TEST(whoever_is_not_found_and_may_not_be_found_give_one_page),
    TEST(whoever_searches_very_often_has_to_wait_also_when_nothing_is_found),
    TEST(emergency_access_opens_one_side_tells_the_privacy_officer_and_counts_as_a_search),
    TEST(a_colleague_of_the_same_organisation_is_involved_and_let_go_again),
    TEST(another_organisation_needs_a_ground),
    TEST(a_role_without_files_finds_no_page_here),
    TEST(a_double_is_shown_with_a_link_to_whom_one_may_see_and_to_nobody_else),
    TEST(with_the_last_search_of_the_hour_a_double_is_refused_without_links),
    TEST(no_message_is_called_safe_on_a_number_that_is_not),
    TEST(a_secret_address_says_so_first_also_once_it_has_ended),
  };
  return cmocka_run_group_tests_name("persons_web", tests, NULL, NULL);
}
