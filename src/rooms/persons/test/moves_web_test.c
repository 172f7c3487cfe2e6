/* Merging, splitting and moving to another side, through the pages. */
#include "world.h"
#include "persons_web.h"

enum { TEAM, SHELTER, NOBODY_HERE, DIRECTOR };

static struct world *w;
static char path[200], body[300];
static int set_up(void **state) { *state = w = world_new(); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

/* The shared part of a household, for another colleague too. */
static void shares(size_t with, const struct household *h)
{
  struct scratch *const s = w->s;
  const struct involvement row = { .account = w->at[with].account, .organisation = w->at[with].organisation, .compartment = h->compartment, .household = h->id,
    .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = s->c.scope.actor };
  MUST(record_insert(&s->c, involvement, &row, NULL));
}

struct two { struct id household, side_a, side_b, bram, noor; };

/* The team works for Bram, the shelter for Noor. */
static struct two two(void)
{
  struct scratch *const s = w->s;
  struct two t;
  as(w, TEAM);
  t.household = opens(s, MY_SIDE_A);
  struct household_file f = file_of(s, t.household);
  t.side_a = f.sides.at[0].id;
  t.bram = adds(s, t.side_a, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  shares(SHELTER, &f.household);
  as(w, SHELTER);
  MUST(side_open(&s->c, t.household, SIDE_B, &t.side_b));
  t.noor = adds(s, t.side_b, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  return t;
}

static const char *id_in(const char *before, struct id id, const char *after) { return with_id(body, before, id, after); }

static void keep_page(struct buf *out)
{
  buf_release(out);
  *out = (struct buf){ 0 };
  put(out, buf_text(&w->c.out));
}

/* Likewise without the tokens of forms, which two moments do not share. */
static void keep_words(struct buf *out)
{
  static const char token[] = "name=\"form_token\" value=\"";
  const char *at = buf_text(&w->c.out), *next;
  buf_release(out);
  *out = (struct buf){ 0 };
  for (; (next = strstr(at, token)) != NULL; at = next + strcspn(next, "\"")) {
    next += sizeof token - 1;
    put_mem(out, at, (size_t)(next - at));
  }
  put(out, at);
}

static void the_pages_say_who_gets_to_see_what(void **state)
{
  const struct two t = two();
  (void)state;
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/huishoudens/", t.household, ""), NULL), 200);
  assert_true(page_has(w, "/samenvoegen"));
  assert_true(page_has(w, "/splitsen"));
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/huishoudens/", t.household, "/samenvoegen"), NULL), 200);
  assert_true(page_has(w, "leest voortaan beide gedeelde delen"));
  assert_true(page_has(w, "niemand kan vergeten"));
  assert_true(page_has(w, "geen ander huishouden"));
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/huishoudens/", t.household, "/splitsen"), NULL), 200);
  assert_true(page_has(w, "Kant A"));
  assert_true(page_has(w, "Bram Voorbeeld"));
  assert_false(page_has(w, "Kant B"));
  assert_false(page_has(w, "Noor"));
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/personen/", t.bram, ""), NULL), 200);
  assert_true(page_has(w, "/kant\""));
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/personen/", t.bram, "/kant"), NULL), 200);
  assert_true(page_has(w, "geheime adressen"));
  assert_true(page_has(w, "geen andere kant"));
  assert_false(page_has(w, "Kant B"));
}

static void whoever_is_not_involved_gets_the_same_bytes_as_for_what_is_not_there(void **state)
{
  const struct two t = two();
  const struct { const char *before, *after; struct id id; } pages[] = { { "/werk/huishoudens/", "/samenvoegen", t.household }, { "/werk/huishoudens/", "/splitsen", t.household },
    { "/werk/personen/", "/kant", t.bram } };
  struct buf hidden = { 0 };
  (void)state;
  for (size_t i = 0; i < COUNT(pages); i++) {
    assert_int_equal(asks(w, NOBODY_HERE, 9, with_id(path, pages[i].before, pages[i].id, pages[i].after), NULL), 404);
    keep_page(&hidden);
    assert_int_equal(asks(w, NOBODY_HERE, 9, with_id(path, pages[i].before, id_of(99), pages[i].after), NULL), 404);
    assert_string_equal(buf_text(&hidden), buf_text(&w->c.out));
  }
  buf_release(&hidden);
}

static void two_households_are_merged_and_only_the_shared_parts_open(void **state)
{
  const struct two t = two();
  struct scratch *const s = w->s;
  (void)state;
  as(w, TEAM);
  const struct id other = opens(s, MY_SIDE_A);
  with_id(path, "/werk/huishoudens/", t.household, "/samenvoegen");
  assert_int_equal(asks(w, TEAM, 1, path, NULL), 200);
  assert_true(page_has(w, id_in("value=\"", other, "\"")));
  assert_false(page_has(w, id_in("value=\"", t.household, "\"")));
  assert_int_equal(asks(w, TEAM, 1, path, "version=1&other="), 422);
  assert_true(page_has(w, "href=\"#f-other\""));
  assert_int_equal(asks(w, TEAM, 1, path, id_in("version=1&other=", other, "")), 303);
  assert_int_equal(asks(w, TEAM, 1, path, id_in("version=1&other=", other, "")), 422);
  assert_true(page_has(w, "al"));
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/huishoudens/", other, "/samenvoegen"), NULL), 303);
  with_id(path, "/werk/huishoudens/", t.household, "/samenvoegen");
  assert_non_null(strstr(header_of(w, "Location"), path));
  as(w, SHELTER);
  assert_int_equal(file_of(s, t.household).sides.count, 1);
  assert_int_equal(file_of(s, t.household).earlier.count, 1);
  as(w, TEAM);
  assert_int_equal(person_get(&s->c, t.noor, &(struct person){ 0 }), ERR_NOT_FOUND);
}

static void merging_with_what_one_does_not_see_is_as_merging_with_nothing(void **state)
{
  const struct two t = two();
  struct scratch *const s = w->s;
  struct buf hidden = { 0 };
  (void)state;
  as(w, NOBODY_HERE);
  const struct id own = opens(s, MY_SIDE_A);
  with_id(path, "/werk/huishoudens/", own, "/samenvoegen");
  assert_int_equal(asks(w, NOBODY_HERE, 5, path, id_in("version=1&other=", t.household, "")), 404);
  keep_page(&hidden);
  assert_int_equal(asks(w, NOBODY_HERE, 5, path, id_in("version=1&other=", id_of(99), "")), 404);
  assert_string_equal(buf_text(&hidden), buf_text(&w->c.out));
  assert_int_equal(asks(w, NOBODY_HERE, 5, with_id(path, "/werk/huishoudens/", t.household, "/samenvoegen"), id_in("version=1&other=", own, "")), 404);
  assert_string_equal(buf_text(&hidden), buf_text(&w->c.out));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM household WHERE merged_into IS NOT NULL"), 0);
  buf_release(&hidden);
}

static void a_household_that_was_changed_meanwhile_is_looked_at_again_first(void **state)
{
  const struct two t = two();
  struct scratch *const s = w->s;
  struct household h;
  (void)state;
  as(w, TEAM);
  const struct id other = opens(s, MY_SIDE_A);
  MUST(household_get(&s->c, t.household, &h));
  h.note = "Nieuw";
  MUST(household_change(&s->c, &h));
  with_id(path, "/werk/huishoudens/", t.household, "/samenvoegen");
  assert_int_equal(asks(w, TEAM, 1, path, id_in("version=1&other=", other, "")), 409);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM household WHERE merged_into IS NOT NULL"), 0);
  assert_int_equal(asks(w, TEAM, 1, path, id_in("version=2&other=", other, "")), 303);
}

static void what_cannot_be_undone_asks_who_one_is(void **state)
{
  const struct two t = two();
  struct scratch *const s = w->s;
  (void)state;
  as(w, TEAM);
  const struct id other = opens(s, MY_SIDE_A);
  s->c.now += 11 * 60 * 1000;
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/huishoudens/", t.household, "/samenvoegen"), id_in("version=1&other=", other, "")), 303);
  assert_non_null(strstr(header_of(w, "Location"), "/inloggen/opnieuw"));
  assert_int_equal(asks(w, TEAM, 2, with_id(path, "/werk/huishoudens/", t.household, "/splitsen"), id_in("side=", t.side_a, "")), 303);
  assert_non_null(strstr(header_of(w, "Location"), "/inloggen/opnieuw"));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM household"), 2);
  assert_int_equal(raw_number(s, "SELECT count(*) FROM household WHERE merged_into IS NOT NULL"), 0);
  proves(w, TEAM, 77);
  assert_int_equal(asks(w, TEAM, 3, with_id(path, "/werk/huishoudens/", t.household, "/splitsen"), id_in("side=", t.side_a, "")), 303);
  assert_null(strstr(header_of(w, "Location"), "/inloggen"));
}

static void a_side_goes_on_by_itself_and_the_other_side_sees_the_same_bytes(void **state)
{
  const struct two t = two();
  const char *const pages[] = { "", "/betrokkenen", "/gedeeld", "/splitsen", "/samenvoegen" };
  struct buf before[COUNT(pages)] = { { 0 } }, after = { 0 };
  (void)state;
  for (size_t round = 0; round < 2; round++) {
    w->s->c.now = NOW + 60 * 1000 + (int64_t)round * 100;      /* the same but for the ids of lines in the journal */
    for (size_t i = 0; i < COUNT(pages); i++) {
      assert_int_equal(asks(w, TEAM, 20 + i, with_id(path, "/werk/huishoudens/", t.household, pages[i]), NULL), 200);
      keep_words(round ? &after : &before[i]);
      if (round) assert_string_equal(buf_text(&before[i]), buf_text(&after));
    }
    if (round) break;
    with_id(path, "/werk/huishoudens/", t.household, "/splitsen");
    assert_int_equal(asks(w, SHELTER, 1, path, "side=&name=Nieuw+begin"), 422);
    assert_true(page_has(w, "value=\"Nieuw begin\""));
    assert_int_equal(asks(w, SHELTER, 1, path, id_in("name=Nieuw+begin&side=", t.side_a, "")), 404);
    assert_int_equal(asks(w, SHELTER, 1, path, id_in("name=Nieuw+begin&side=", t.side_b, "")), 303);
    assert_int_equal(asks(w, SHELTER, 1, path, id_in("name=Nieuw+begin&side=", t.side_b, "")), 409);
  }
  buf_release(&after);
  for (size_t i = 0; i < COUNT(pages); i++) buf_release(&before[i]);
  assert_int_equal(asks(w, SHELTER, 1, "/werk/huishoudens", NULL), 200);
  assert_true(page_has(w, "Nieuw begin"));
}

static void within_a_household_a_person_moves_and_who_works_only_for_the_old_side_goes_out(void **state)
{
  struct scratch *const s = w->s;
  (void)state;
  as(w, DIRECTOR);
  const struct id household = opens(s, MY_SIDE_BOTH);
  const struct household_file f = file_of(s, household);
  const struct household_side *const a = &f.sides.at[0], *const b = &f.sides.at[1];
  const struct id opens_a[] = { f.household.compartment, a->compartment };
  for (size_t i = 0; i < COUNT(opens_a); i++) {
    const struct involvement row = { .account = w->at[TEAM].account, .organisation = w->at[TEAM].organisation, .compartment = opens_a[i], .household = household,
      .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = s->c.scope.actor };
    MUST(record_insert(&s->c, involvement, &row, NULL));
  }
  const struct id person = adds(s, a->id, "Sem", "Proefstra", MEMBER_CHILD, NULL);
  with_id(path, "/werk/personen/", person, "/kant");
  assert_int_equal(asks(w, DIRECTOR, 1, path, NULL), 200);
  assert_true(page_has(w, "Verhuist vanaf: Kant A"));
  assert_true(page_has(w, id_in("value=\"", b->id, "\"")));
  assert_false(page_has(w, id_in("value=\"", a->id, "\"")));
  assert_false(page_has(w, "name=\"role\""));                 /* only asked for another household */
  assert_int_equal(asks(w, DIRECTOR, 1, path, "version=1&side="), 422);
  assert_int_equal(asks(w, DIRECTOR, 1, path, id_in("version=1&side=", b->id, "")), 303);
  assert_int_equal(asks(w, DIRECTOR, 1, path, id_in("version=1&side=", a->id, "")), 409);
  assert_int_equal(asks(w, TEAM, 1, with_id(path, "/werk/personen/", person, ""), NULL), 404);
  assert_int_equal(asks(w, DIRECTOR, 1, path, NULL), 200);
}

static void a_person_joins_a_side_of_another_own_household_and_nobody_goes_out(void **state)
{
  const struct two t = two();
  struct scratch *const s = w->s;
  struct membership_list there;
  (void)state;
  as(w, TEAM);
  const struct id other = opens(s, MY_SIDE_B), side = file_of(s, other).sides.at[0].id;
  with_id(path, "/werk/personen/", t.bram, "/kant");
  assert_int_equal(asks(w, TEAM, 1, path, NULL), 200);
  assert_true(page_has(w, "Komt erbij"));
  assert_true(page_has(w, "name=\"role\""));
  assert_int_equal(asks(w, TEAM, 1, path, id_in("version=1&role=other&side=", t.side_b, "")), 404);       /* not their side */
  assert_int_equal(asks(w, TEAM, 1, path, id_in("version=1&role=other&side=", side, "")), 303);
  as(w, TEAM);
  MUST(memberships_of_person(&s->c, t.bram, &there));
  assert_int_equal(there.count, 2);
  assert_true(there.at[0].role == MEMBER_OTHER || there.at[1].role == MEMBER_OTHER);
  assert_int_equal(file_of(s, other).members.count, 0);
}

static void a_role_that_may_not_let_people_in_finds_none_of_these_pages(void **state)
{
  (void)state;
  hire(w, 5, "politie@proef.invalid", "Politie", ROLE_POLICE);
  struct scratch *const s = w->s;
  const struct two t = two();
  struct household h;
  as(w, TEAM);
  MUST(household_get(&s->c, t.household, &h));
  shares(5, &h);
  assert_int_equal(asks(w, 5, 1, with_id(path, "/werk/huishoudens/", t.household, ""), NULL), 200);
  assert_false(page_has(w, "/samenvoegen"));
  assert_false(page_has(w, "/splitsen"));
  assert_int_equal(asks(w, 5, 1, with_id(path, "/werk/huishoudens/", t.household, "/samenvoegen"), NULL), 404);
  assert_int_equal(asks(w, 5, 1, with_id(path, "/werk/huishoudens/", t.household, "/splitsen"), NULL), 404);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(the_pages_say_who_gets_to_see_what),
    TEST(whoever_is_not_involved_gets_the_same_bytes_as_for_what_is_not_there),
    TEST(two_households_are_merged_and_only_the_shared_parts_open),
    TEST(merging_with_what_one_does_not_see_is_as_merging_with_nothing),
    TEST(a_household_that_was_changed_meanwhile_is_looked_at_again_first),
    TEST(what_cannot_be_undone_asks_who_one_is),
    TEST(a_side_goes_on_by_itself_and_the_other_side_sees_the_same_bytes),
    TEST(within_a_household_a_person_moves_and_who_works_only_for_the_old_side_goes_out),
    TEST(a_person_joins_a_side_of_another_own_household_and_nobody_goes_out),
    TEST(a_role_that_may_not_let_people_in_finds_none_of_these_pages),
  };
  return cmocka_run_group_tests_name("moves_web", tests, NULL, NULL);
}
