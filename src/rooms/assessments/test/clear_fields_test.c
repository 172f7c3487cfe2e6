/* Nothing of a questionnaire about a person is stored as it is. */
#include "assessments_helper.h"
#include "assessments_room.h"

static void every_field_is_sealed(void **state)
{
  (void)state;
  for (size_t r = 0; assessments_room.records[r]; r++) {
    const struct record *const rec = assessments_room.records[r];
    assert_int_equal(rec->protection, SEALED);
    for (size_t i = 0; i < rec->count; i++) assert_false(rec->fields[i].flags & CLEAR);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(every_field_is_sealed) };
  return cmocka_run_group_tests_name("clear_fields", tests, NULL, NULL);
}
