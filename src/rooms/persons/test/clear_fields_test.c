/* What is stored as it is, although it is about a person: each field with its reason, and nothing else. Read it as somebody who
 * has the database alone, and as a colleague of the other side: neither learns from these what the rest hides. */
#include "persons_helper.h"
#include "../../../store/test/clear_reasons.h"
#include "persons_room.h"

static const struct clear_reason clear[] = {
  { "address",          "person",      "SQL finds a person's addresses by it. The compartment in the same row says whose it is already; rows of a compartment one is not involved in are not found." },
  { "contact_way",      "person",      "SQL finds a person's ways to be reached by it. The compartment says as much; likewise not found by others." },
  { "household",        "opened",      "Orders the list, which sealed values cannot. The journal's line of the insert has the same instant in clear." },
  { "household",        "merged_into", "Leaves merged households out of the list and finds them from the one they became. Says that two households are one, which involvement (household, compartment) shows too." },
  { "household",        "split_from",  "Finds the households that a side went on from: what is secret in one is not written in the other. The journal's lines of the split, and the colleagues involved in both, show it too." },
  { "household_side",   "household",   "SQL finds a household's sides by it. Involvement ties compartment to household in clear; the other side is not involved, so it finds no row and no count." },
  { "household_member", "household",   "SQL finds what the household knows by it. Refers to no file: which person it is, is sealed with the person." },
  { "membership",       "household",   "SQL finds a household's persons by it. Involvement ties compartment to household in clear; the row lies in the person's compartment, so the other side does not find it." },
  { "membership",       "person",      "SQL finds a person's households by it. The compartment in the same row says as much." },
  { "household_director", "account",      "Finds what a colleague directs for their work list, and whom a colleague who leaves leaves without one. Involvement ties colleague to household in clear." },
  { "household_director", "organisation", "Says for which organisation that colleague directs, which the colleague's involvement in the same household shows too." },
  { "household_director", "asked",        "Finds who was asked to direct. The task that asks it names account and household in clear." },
  { "household_director", "asked_organisation", "Says for which organisation, which the asked colleague's involvement in the same household shows too." },
  { "child_wish",       "person",      "SQL finds a child's wishes by it. The compartment in the same row says whose they are already." },
  { "child_trust",      "person",      "SQL finds a child's trusted person by it. The compartment in the same row says whose it is already." },
  { "parent_access",    "person",      "SQL finds what was weighed about a child's file by it. The compartment in the same row says whose it is already." },
  { "identity_check",   "person",      "SQL finds who confirmed a person by it. The compartment in the same row says whose file it is already." },
};

static void every_field_of_this_room_is_sealed_or_has_its_reason(void **state)
{
  (void)state;
  for (size_t r = 0; persons_room.records[r]; r++) assert_int_equal(persons_room.records[r]->protection, SEALED);
  clear_fields_have_reasons(persons_room.records, clear, COUNT(clear));
}

static void a_free_text_is_never_clear(void **state)
{
  (void)state;
  for (size_t r = 0; persons_room.records[r]; r++)
    for (size_t i = 0; i < persons_room.records[r]->count; i++) {
      const struct field *const f = &persons_room.records[r]->fields[i];
      if (f->flags & CLEAR) assert_true(f->kind == FIELD_REF || f->kind == FIELD_TIME);
    }
}

static void what_the_household_knows_refers_to_no_person_and_no_side(void **state)
{
  (void)state;
  for (size_t i = 0; i < household_member_record.count; i++) {
    const struct field *const f = &household_member_record.fields[i];
    assert_true(f->kind != FIELD_REF || f->target == &household_record);
  }
  for (size_t i = 0; i < household_record.count; i++) assert_true(household_record.fields[i].kind != FIELD_REF || household_record.fields[i].target == &household_record);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_field_of_this_room_is_sealed_or_has_its_reason),
    cmocka_unit_test(a_free_text_is_never_clear),
    cmocka_unit_test(what_the_household_knows_refers_to_no_person_and_no_side),
  };
  return cmocka_run_group_tests_name("clear_fields", tests, NULL, NULL);
}
