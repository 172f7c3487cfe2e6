/* Every field of a questionnaire about a person is sealed, but for those that stand here with a reason. */
#include "../../../store/test/clear_reasons.h"
#include "assessments_room.h"

static const struct clear_reason reasons[] = {
  { "assessment", "unfinished", "Finds for a colleague's work list what they began; nobody's once it is finished. That they work in this compartment stands in their involvement." },
};

static void every_field_is_sealed_or_has_its_reason(void **state)
{
  (void)state;
  for (size_t r = 0; assessments_room.records[r]; r++) assert_int_equal(assessments_room.records[r]->protection, SEALED);
  clear_fields_have_reasons(assessments_room.records, reasons, COUNT(reasons));
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(every_field_is_sealed_or_has_its_reason) };
  return cmocka_run_group_tests_name("clear_fields", tests, NULL, NULL);
}
