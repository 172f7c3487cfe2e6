/* A merge that is taken back leaves every page of every side as it was; what came after goes by its side. */
#include "world.h"
#include "accounts.h"
#include "grounds.h"
#include "household_traces.h"
#include "moves.h"
#include "persons_web.h"
#include "relations.h"

enum { TEAM, SHELTER, OTHER_TEAM, DIRECTOR, COLLEAGUES };

static struct world *w;
static char path[200];
static int set_up(void **state) { *state = w = world_new(); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static uint64_t luck = 1;
static size_t below(size_t n)                                /* splitmix64 */
{
  uint64_t z = luck += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return (size_t)((z ^ z >> 31) % n);
}

/* As need to know would give it. */
static void lets(size_t who, struct id compartment, struct id household)
{
  struct scratch *const s = w->s;
  const struct involvement row = { .account = w->at[who].account, .organisation = w->at[who].organisation, .compartment = compartment, .household = household,
    .purpose = PURPOSE_HELP, .since = { s->c.now }, .given_by = s->c.scope.actor };
  MUST(record_insert(&s->c, involvement, &row, NULL));
}

struct ids { struct id at[200]; size_t count; };
static void keep_id(struct ids *ids, struct id id) { if (ids->count < COUNT(ids->at)) ids->at[ids->count++] = id; }

static const char *const names[] = { "Noor", "Bram", "Sem", "Lot", "Kees", "Joke" };

/* One household by the director, with sides, colleagues and persons as chance has it. */
static struct id some_household(struct ids *ids)
{
  struct scratch *const s = w->s;
  as(w, DIRECTOR);
  const struct id household = opens(s, below(2) ? MY_SIDE_BOTH : MY_SIDE_A);
  struct household_file f = file_of(s, household);
  keep_id(ids, household);
  for (size_t i = 0; i < f.sides.count; i++) {
    const struct id side = f.sides.at[i].id;
    keep_id(ids, side);
    const size_t worker = below(DIRECTOR);
    if (below(2)) { lets(worker, f.sides.at[i].compartment, household); lets(worker, f.household.compartment, household); }
    for (size_t k = below(3); k-- > 0; ) {
      const char *const name = names[below(COUNT(names))];
      const struct person_new n = { .called = name, .surname = "Voorbeeld", .birth = { 19800101 + (int32_t)below(20) * 10000 }, .role = below(3) ? MEMBER_USES : MEMBER_CHILD,
        .shared_name = below(2) ? name : NULL, .anyway = YES };
      struct id person;
      MUST(person_add(&s->c, side, &n, &person));
      keep_id(ids, person);
    }
  }
  if (below(2)) {
    const struct ground g = { .compartment = f.household.compartment, .organisation = w->at[SHELTER].organisation, .things = things_of(COMPARTMENT_HOUSEHOLD), .purpose = PURPOSE_HELP,
      .ground = GROUND_CONSENT, .how = "Gezegd", .since = s->c.today };
    MUST(ground_add(&s->c, &g, NULL));
  }
  f = file_of(s, household);
  for (size_t i = 0; i < f.members.count; i++) keep_id(ids, f.members.at[i].id);
  return household;
}

/* A side of somebody whom the director does not see. */
static void hidden_side(struct ids *ids, struct id household)
{
  struct scratch *const s = w->s;
  struct id side;
  as(w, DIRECTOR);
  struct household h;
  MUST(household_get(&s->c, household, &h));
  lets(SHELTER, h.compartment, household);
  as(w, SHELTER);
  MUST(side_open(&s->c, household, SIDE_B, &side));
  keep_id(ids, side);
  struct id person;
  MUST(person_add(&s->c, side, &(struct person_new){ .called = "Wil", .role = MEMBER_EXPERIENCES, .shared_name = below(2) ? "Wil" : NULL }, &person));
  keep_id(ids, person);
}

/* Without what is another at every showing: tokens and versions. */
static void put_page(struct buf *to)
{
  static const char *const changing[] = { "name=\"form_token\" value=\"", "name=\"version\" value=\"", "\"version\":" };
  const char *at = buf_text(&w->c.out);
  while (*at) {
    bool skipped = false;
    for (size_t i = 0; i < COUNT(changing) && !skipped; i++) {
      const size_t n = strlen(changing[i]);
      if (strncmp(at, changing[i], n) != 0) continue;
      at += n + strcspn(at + n, "\",");
      skipped = true;
    }
    if (!skipped) put_char(to, *at++);
  }
}

/* Every page of this room for everybody, with every id, and what is shared on which ground. */
static char *all_pages(const struct ids *ids)
{
  struct buf all = { 0 };
  for (size_t who = 0; who < COLLEAGUES; who++) {
    asks(w, who, 1, HOUSEHOLDS_PATH, NULL);
    put_page(&all);
    for (const struct route *row = persons_routes; row->path; row++) {
      const char *const colon = strchr(row->path, ':');
      char before[100];
      if (row->method != GET || !colon) continue;
      snprintf(before, sizeof before, "%.*s", (int)(colon - row->path), row->path);
      for (size_t i = 0; i < ids->count; i++) {
        const int status = asks(w, who, 1, with_id(path, before, ids->at[i], colon + strcspn(colon, "/")), NULL);
        if (status == 404) continue;
        put(&all, "\n==== ");
        put_int(&all, (int64_t)who);
        put(&all, path);
        put(&all, header_of(w, "Location"));
        put_page(&all);
      }
    }
    for (size_t i = 0; i < ids->count; i++) if (asks(w, who, 1, with_id(path, HOUSEHOLDS_PATH "/", ids->at[i], "/gronden"), NULL) == 200) put_page(&all);
  }
  static uint64_t fresh = 100;                               /* ids are new again after so many requests of one seed */
  chance_seed(++fresh);
  char *const text = strdup(buf_text(&all));
  assert_non_null(text);
  buf_release(&all);
  return text;
}

static void same_pages(const char *a, const char *b)
{
  size_t i = 0;
  while (a[i] && a[i] == b[i]) i++;
  if (a[i] != b[i]) {
    size_t from = i;
    while (from && strncmp(a + from, "\n==== ", 6) != 0) from--;
    print_error("%.90s\n…%.300s\n…%.300s\n", a + from, a + (i > 100 ? i - 100 : 0), b + (i > 100 ? i - 100 : 0));
  }
  assert_int_equal(a[i], b[i]);
}

static void a_merge_taken_back_leaves_every_page_as_it_was(void **state)
{
  struct scratch *const s = w->s;
  (void)state;
  const int rounds = scratch_server() && !(getenv("KENTERING_LONG") && *getenv("KENTERING_LONG")) ? 1 : 4;      /* the pages ask a server for thousands of rows each time */
  for (int round = 0; round < rounds; round++) {
    struct ids ids = { .count = 0 };
    const struct id keep = some_household(&ids), gone = some_household(&ids);
    if (below(2)) hidden_side(&ids, keep);
    if (below(2)) hidden_side(&ids, gone);
    char *const before = all_pages(&ids);
    as(w, DIRECTOR);
    MUST(household_merge(&s->c, keep, gone));
    char *const merged = all_pages(&ids);
    assert_true(strcmp(before, merged) != 0);
    as(w, DIRECTOR);
    s->c.now += 60000;
    MUST(household_unmerge(&s->c, keep, &(struct unmerge_ask){ .other = gone }));
    char *const after = all_pages(&ids);
    same_pages(before, after);
    as(w, DIRECTOR);
    MUST(household_merge(&s->c, keep, gone));                /* and once more the other way, over what is left of the first */
    MUST(household_unmerge(&s->c, keep, &(struct unmerge_ask){ .other = gone }));
    char *const again = all_pages(&ids);
    same_pages(before, again);
    free(before);
    free(merged);
    free(after);
    free(again);
  }
}

/* --- who may, and when not ------------------------------------------------------------------------------------ */

struct pair { struct id keep, gone, keep_side, gone_side; };

/* The team has both; the shelter works with the first only, the other team with the second only. */
static struct pair merged_pair(void)
{
  struct scratch *const s = w->s;
  struct pair p;
  as(w, TEAM);
  p.keep = opens(s, MY_SIDE_A);
  p.gone = opens(s, MY_SIDE_A);
  const struct household_file f = file_of(s, p.keep), g = file_of(s, p.gone);
  p.keep_side = f.sides.at[0].id;
  p.gone_side = g.sides.at[0].id;
  lets(SHELTER, f.household.compartment, p.keep);
  lets(OTHER_TEAM, g.household.compartment, p.gone);
  s->c.now += 1000;
  MUST(household_merge(&s->c, p.keep, p.gone));
  s->c.now += 1000;
  return p;
}
static int undo(size_t who, const struct pair *p, enum yes_no anyway)
{
  as(w, who);
  return household_unmerge(&w->s->c, p->keep, &(struct unmerge_ask){ .other = p->gone, .anyway = anyway });
}

static void only_who_worked_with_both_takes_it_back(void **state)
{
  const struct pair p = merged_pair();
  struct scratch *const s = w->s;
  struct household h;
  (void)state;
  assert_int_equal(undo(SHELTER, &p, YES), ERR_INVALID);
  assert_int_equal(undo(OTHER_TEAM, &p, YES), ERR_INVALID);
  assert_int_equal(undo(DIRECTOR, &p, YES), ERR_NOT_FOUND);
  MUST(undo(TEAM, &p, YES_NO_UNKNOWN));
  as(w, SHELTER);
  MUST(household_get(&s->c, p.keep, &h));
  assert_int_equal(household_get(&s->c, p.gone, &h), ERR_NOT_FOUND);
  as(w, OTHER_TEAM);
  assert_int_equal(household_get(&s->c, p.keep, &h), ERR_NOT_FOUND);
  assert_int_equal(undo(TEAM, &p, YES), ERR_INVALID);        /* it is no more */
}

static void what_was_written_in_the_shared_part_since_asks_for_a_word(void **state)
{
  const struct pair p = merged_pair();
  struct scratch *const s = w->s;
  (void)state;
  as(w, TEAM);
  MUST(member_add(&s->c, &(struct household_member){ .household = p.keep, .shared_name = "Opa" }, NULL));
  assert_int_equal(undo(TEAM, &p, YES_NO_UNKNOWN), ERR_INVALID);
  assert_string_equal(s->c.error.field, "anyway");
  MUST(undo(TEAM, &p, YES));
  assert_int_equal(file_of(s, p.keep).members.count, 1);
  assert_int_equal(file_of(s, p.gone).members.count, 0);
}

static void what_came_after_goes_by_its_side(void **state)
{
  const struct pair p = merged_pair();
  struct scratch *const s = w->s;
  struct id newcomers, own;
  struct household_side side;
  struct household h;
  (void)state;
  as(w, TEAM);
  const struct id lot = adds(s, p.gone_side, "Lot", "Voorbeeld", MEMBER_CHILD, "Lot"), sem = adds(s, p.keep_side, "Sem", "Proefstra", MEMBER_CHILD, NULL);
  as(w, OTHER_TEAM);                                         /* came in through the merge, and opens a side that nobody else sees */
  MUST(side_open(&s->c, p.keep, SIDE_B, &newcomers));
  adds(s, newcomers, "Wil", "Verzonnen", MEMBER_EXPERIENCES, NULL);
  as(w, SHELTER);
  MUST(side_open(&s->c, p.keep, SIDE_B, &own));
  MUST(undo(TEAM, &p, YES));
  const struct household_file kept = file_of(s, p.keep), gone = file_of(s, p.gone);
  assert_int_equal(kept.persons.count, 1);
  assert_true(id_same(kept.persons.at[0].id, sem));
  assert_int_equal(gone.persons.count, 1);
  assert_true(id_same(gone.persons.at[0].id, lot));
  assert_int_equal(gone.members.count, 1);                   /* its household knows Lot by the name that was written since */
  assert_true(id_same(gone.memberships.at[0].member, gone.members.at[0].id));
  as(w, OTHER_TEAM);
  MUST(side_get(&s->c, newcomers, &side));
  assert_true(id_same(side.household, p.gone));
  MUST(household_get(&s->c, p.gone, &h));
  assert_int_equal(household_get(&s->c, p.keep, &h), ERR_NOT_FOUND);
  assert_int_equal(file_of(s, p.gone).persons.count, 1);
  as(w, SHELTER);
  MUST(side_get(&s->c, own, &side));
  assert_true(id_same(side.household, p.keep));
}

static void a_later_merge_is_taken_back_first(void **state)
{
  const struct pair p = merged_pair();
  struct scratch *const s = w->s;
  (void)state;
  as(w, TEAM);
  const struct id third = opens(s, MY_SIDE_B);
  MUST(household_merge(&s->c, third, p.keep));
  assert_int_equal(undo(TEAM, &p, YES), ERR_INVALID);
  MUST(household_unmerge(&s->c, third, &(struct unmerge_ask){ .other = p.keep }));
  MUST(undo(TEAM, &p, YES_NO_UNKNOWN));
  assert_int_equal(file_of(s, p.gone).sides.count, 1);
  assert_int_equal(file_of(s, third).sides.count, 1);
}

/* A side that went on by itself comes back as it was: nobody is there twice. */
static void a_split_is_undone_by_merging_again(void **state)
{
  struct scratch *const s = w->s;
  struct id new;
  (void)state;
  as(w, DIRECTOR);
  const struct id household = opens(s, MY_SIDE_BOTH);
  struct household_file f = file_of(s, household);
  const struct id b = f.sides.at[1].id;
  adds(s, f.sides.at[0].id, "Bram", "Voorbeeld", MEMBER_USES, "Bram");
  adds(s, b, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  adds(s, b, "Lot", "Proefstra", MEMBER_CHILD, NULL);
  const struct household_file before = file_of(s, household);
  MUST(household_split(&s->c, b, "Verder", &new));
  assert_int_equal(file_of(s, new).members.count, 1);
  MUST(household_merge(&s->c, household, new));
  const struct household_file after = file_of(s, household);
  assert_int_equal(after.sides.count, before.sides.count);
  assert_int_equal(after.members.count, before.members.count);
  assert_int_equal(after.memberships.count, before.memberships.count);
  for (size_t i = 0; i < before.members.count; i++) assert_true(id_same(before.members.at[i].id, after.members.at[i].id));
  for (size_t i = 0; i < before.memberships.count; i++) assert_true(id_same(before.memberships.at[i].member, after.memberships.at[i].member));
  MUST(household_unmerge(&s->c, household, &(struct unmerge_ask){ .other = new }));
  f = file_of(s, new);
  assert_int_equal(f.persons.count, 2);
  assert_int_equal(f.members.count, 1);                      /* split again: the name comes along again */
  assert_int_equal(file_of(s, household).members.count, 2);
}

static void the_page_takes_it_back(void **state)
{
  const struct pair p = merged_pair();
  char body[200];
  (void)state;
  assert_int_equal(asks(w, TEAM, 1, with_id(path, HOUSEHOLDS_PATH "/", p.keep, ""), NULL), 200);
  assert_true(page_has(w, "/samenvoegen/ongedaan"));
  proves(w, TEAM, 5);
  with_id(path, HOUSEHOLDS_PATH "/", p.keep, "/samenvoegen/ongedaan");
  assert_int_equal(asks(w, TEAM, 6, path, NULL), 200);
  assert_true(page_has(w, "gaat terug"));
  assert_int_equal(asks(w, TEAM, 7, path, "other="), 422);
  assert_int_equal(asks(w, TEAM, 8, path, with_id(body, "other=", p.gone, "")), 303);
  assert_int_equal(asks(w, TEAM, 9, with_id(path, HOUSEHOLDS_PATH "/", p.gone, ""), NULL), 200);
  assert_int_equal(asks(w, DIRECTOR, 9, with_id(path, HOUSEHOLDS_PATH "/", p.keep, "/samenvoegen/ongedaan"), NULL), 404);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_merge_taken_back_leaves_every_page_as_it_was),
    TEST(only_who_worked_with_both_takes_it_back),
    TEST(what_was_written_in_the_shared_part_since_asks_for_a_word),
    TEST(what_came_after_goes_by_its_side),
    TEST(a_later_merge_is_taken_back_first),
    TEST(a_split_is_undone_by_merging_again),
    TEST(the_page_takes_it_back),
  };
  return cmocka_run_group_tests_name("household_undo", tests, NULL, NULL);
}
