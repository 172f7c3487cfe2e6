/* Relations lie where they were put, and are read by whoever may read that place. */
#include "persons_helper.h"
#include "relations.h"

static int set_up(void **state) { *state = scratch_with_schema(); return 0; }
static int tear_down(void **state) { scratch_free(*state); return 0; }

static struct family family(struct scratch *s, struct id household)
{
  const struct household_file f = file_of(s, household);
  struct family out;
  MUST(family_of(&s->c, &f, &out));
  return out;
}
static struct id member_called(struct scratch *s, struct id household, const char *name)
{
  const struct household_file f = file_of(s, household);
  for (size_t i = 0; i < f.members.count; i++) if (strcmp(f.members.at[i].shared_name, name) == 0) return f.members.at[i].id;
  return ID_NONE;
}

static void what_one_side_writes_down_is_nowhere_for_the_other(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  acts(s, 2);
  const struct id bram = member_called(s, p.household, "Bram"), lot = adds(s, p.side_b, "Lot", "Proefstra", MEMBER_CHILD, NULL);
  MUST(relation_add(&s->c, p.household, &(struct relation_new){ .one = p.person_b, .kind = RELATION_EX_PARTNER, .other = bram, .readers = p.side_b, .until = { 20240101 } }, NULL));
  MUST(relation_add(&s->c, p.household, &(struct relation_new){ .one = lot, .kind = KIN_CHILD, .other = p.person_b, .readers = p.side_b, .together = YES }, NULL));
  MUST(relation_add(&s->c, p.household, &(struct relation_new){ .one = p.person_b, .kind = KIN_PARTNER, .other_name = "Iemand anders", .readers = p.side_b }, NULL));
  const struct family hers = family(s, p.household);
  assert_int_equal(hers.relations.count, 3);
  assert_int_equal(hers.kin.count, 4);                       /* Noor, Lot, Bram as the household knows him, and a name */
  acts(s, 1);
  const struct family his = family(s, p.household);
  assert_int_equal(his.relations.count, 0);
  assert_int_equal(his.kin.count, 2);
  struct kin_relation r;
  assert_int_equal(relation_get(&s->c, hers.relations.at[0].relation.id, &r), ERR_NOT_FOUND);
  assert_int_equal(relation_remove(&s->c, hers.relations.at[0].relation.id), ERR_NOT_FOUND);
}

static void what_both_know_is_read_by_both_between_members(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  acts(s, 2);
  const struct id bram = member_called(s, p.household, "Bram");
  MUST(relation_add(&s->c, p.household, &(struct relation_new){ .one = p.person_b, .kind = KIN_PARTNER, .other = bram, .readers = p.household, .since = { 19000101 } }, NULL));
  acts(s, 1);
  const struct family his = family(s, p.household);
  assert_int_equal(his.relations.count, 1);
  assert_int_equal(his.relations.at[0].side, SIDE_UNKNOWN);
  assert_true(id_same(his.kin.at[his.relations.at[0].other].person, p.person_a));          /* his own file, by what the household knows */
  assert_false(id_known(his.kin.at[his.relations.at[0].one].person));
  assert_false(id_same(his.relations.at[0].relation.one, p.person_b));                     /* no file is named in the shared part */
}

static void whom_the_household_does_not_know_is_not_shared(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  acts(s, 2);
  const struct id lot = adds(s, p.side_b, "Lot", "Proefstra", MEMBER_CHILD, NULL);
  assert_int_equal(relation_add(&s->c, p.household, &(struct relation_new){ .one = lot, .kind = KIN_CHILD, .other = p.person_b, .readers = p.household }, NULL), ERR_INVALID);
  assert_string_equal(s->c.error.field, "one");
  assert_int_equal(relation_add(&s->c, p.household, &(struct relation_new){ .one = p.person_b, .kind = KIN_PARENT, .other = lot, .readers = p.household }, NULL), ERR_INVALID);
  assert_string_equal(s->c.error.field, "other");
  assert_int_equal(relation_add(&s->c, p.household, &(struct relation_new){ .one = p.person_b, .kind = KIN_CHILD, .other_name = "Oma", .readers = p.household }, NULL), ERR_INVALID);
  acts(s, 1);
  assert_int_equal(family(s, p.household).relations.count, 0);
}

static void what_makes_no_sense_is_refused_on_its_field(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  acts(s, 1);
  const struct id noor = member_called(s, p.household, "Noor"), nobody = id_of(88);
  const struct { struct relation_new n; const char *field; } wrong[] = {
    { { .one = p.person_a, .kind = KIN_PARTNER, .other = p.person_a, .readers = p.side_a }, "other" },
    { { .one = p.person_a, .kind = KIN_PARTNER, .readers = p.side_a }, "other" },
    { { .one = nobody, .kind = KIN_PARTNER, .other = noor, .readers = p.side_a }, "one" },
    { { .one = p.person_a, .kind = KIN_PARTNER, .other = p.person_b, .readers = p.side_a }, "other" },          /* her file is not his worker's to name */
    { { .one = p.person_a, .kind = KIN_PARTNER, .other = noor, .readers = p.side_b }, "readers" },
    { { .one = p.person_a, .kind = KIN_PARTNER, .other = noor, .other_name = "X", .readers = p.side_a }, "other_name" },
    { { .one = p.person_a, .kind = KIN_PARTNER, .other = noor, .readers = p.side_a, .since = { 20200202 }, .until = { 20200201 } }, "until" },
    { { .one = p.person_a, .kind = KIN_PARTNER, .other = noor, .readers = p.side_a, .since = { 21000101 } }, "since" },
    { { .one = p.person_a, .other = noor, .readers = p.side_a }, "kind" } };
  for (size_t i = 0; i < COUNT(wrong); i++) {
    assert_int_equal(relation_add(&s->c, p.household, &wrong[i].n, NULL), ERR_INVALID);
    assert_string_equal(s->c.error.field, wrong[i].field);
  }
  acts(s, 3);
  assert_int_equal(relation_add(&s->c, p.household, &wrong[0].n, NULL), ERR_NOT_FOUND);
}

static void an_ended_relation_stays_and_a_mistake_goes(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct id id;
  struct kin_relation r;
  struct household h;
  acts(s, 1);
  const struct id noor = member_called(s, p.household, "Noor");
  MUST(relation_add(&s->c, p.household, &(struct relation_new){ .one = p.person_a, .kind = KIN_PARTNER, .other = noor, .readers = p.side_a }, &id));
  MUST(relation_get(&s->c, id, &r));
  r.until = (struct date){ 20240301 };
  MUST(relation_change(&s->c, &r));
  const struct family f = family(s, p.household);
  assert_int_equal(f.relations.count, 1);
  assert_true(family_ties(&s->c, &f).at[0].ended);
  r.note = "te laat";
  assert_int_equal(relation_change(&s->c, &r), ERR_CONFLICT);
  MUST(relation_household(&s->c, &f.relations.at[0].relation, &h));
  assert_true(id_same(h.id, p.household));
  MUST(relation_remove(&s->c, id));
  assert_int_equal(family(s, p.household).relations.count, 0);
}

/* Merged, the relations of both are there; a side that goes on by itself takes its own along, and keeps whom it knew. */
static void relations_come_along_when_households_move(void **state)
{
  struct scratch *const s = *state;
  const struct parties p = two_parties(s);
  struct id new;
  acts(s, 2);
  const struct id bram = member_called(s, p.household, "Bram");
  MUST(relation_add(&s->c, p.household, &(struct relation_new){ .one = p.person_b, .kind = RELATION_EX_PARTNER, .other = bram, .readers = p.side_b }, NULL));
  MUST(household_split(&s->c, p.side_b, "Verder", &new));
  const struct family alone = family(s, new);
  assert_int_equal(alone.relations.count, 1);
  assert_string_equal(alone.kin.at[alone.relations.at[0].other].name, "Bram");
  MUST(household_merge(&s->c, p.household, new));
  assert_int_equal(family(s, p.household).relations.count, 1);
  acts(s, 1);
  assert_int_equal(family(s, p.household).relations.count, 0);
}

static void a_person_in_two_households_is_drawn_in_both_once(void **state)
{
  struct scratch *const s = *state;
  acts(s, 1);
  const struct id one = opens(s, MY_SIDE_BOTH), other = opens(s, MY_SIDE_A);
  const struct household_file f = file_of(s, one), g = file_of(s, other);
  const struct id bram = adds(s, f.sides.at[0].id, "Bram", "Voorbeeld", MEMBER_USES, "Bram"), noor = adds(s, f.sides.at[1].id, "Noor", "Proefstra", MEMBER_EXPERIENCES, "Noor");
  MUST(person_join(&s->c, bram, g.sides.at[0].id, MEMBER_USES, NULL));
  MUST(relation_add(&s->c, one, &(struct relation_new){ .one = bram, .kind = RELATION_EX_PARTNER, .other = noor, .readers = one, .since = { 20100101 }, .until = { 20150101 } }, NULL));
  MUST(relation_add(&s->c, one, &(struct relation_new){ .one = noor, .kind = KIN_PARTNER, .other = bram, .readers = f.sides.at[1].id, .since = { 20180101 } }, NULL));
  MUST(relation_add(&s->c, other, &(struct relation_new){ .one = bram, .kind = KIN_PARTNER, .other_name = "Sanne", .readers = g.sides.at[0].id }, NULL));
  const struct family here = family(s, one), there = family(s, other);
  assert_int_equal(here.kin.count, 2);
  assert_int_equal(there.kin.count, 2);
  assert_int_equal(here.relations.count, 2);
  const struct genogram_ties ties = family_ties(&s->c, &here);
  assert_int_equal(ties.count, 1);                           /* a couple once, and together again */
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(what_one_side_writes_down_is_nowhere_for_the_other),
    TEST(what_both_know_is_read_by_both_between_members),
    TEST(whom_the_household_does_not_know_is_not_shared),
    TEST(what_makes_no_sense_is_refused_on_its_field),
    TEST(an_ended_relation_stays_and_a_mistake_goes),
    TEST(relations_come_along_when_households_move),
    TEST(a_person_in_two_households_is_drawn_in_both_once),
  };
  return cmocka_run_group_tests_name("relations", tests, NULL, NULL);
}
