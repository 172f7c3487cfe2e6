/* What is stored as it is in records of a case: each field with its reason, and nothing else. */
#include "cases_helper.h"
#include "../../../store/test/clear_reasons.h"
#include "cases_room.h"

static const struct clear_reason clear[] = {
  { "case_action", "household",    "SQL finds what is to be done in a household by it. The row lies in a compartment that involvement ties to the household in clear; others find no row." },
  { "case_action", "account",      "Finds what somebody is to do for their work list, without opening every case. Involvement ties that account to the compartment in clear." },
  { "case_action", "organisation", "Says for which organisation, which the same account's involvement in the compartment shows in clear too." },
  { "case_action", "due",          "Orders what is due, and tells in time. A day says nothing of whom it is about or what is to be done." },
  { "case_action", "state",        "Leaves closed actions out of what is due. Says nothing of whom, or of what came of it." },
};

static void every_field_is_sealed_or_has_its_reason(void **state)
{
  (void)state;
  for (size_t r = 0; cases_room.records[r]; r++) assert_int_equal(cases_room.records[r]->protection, SEALED);
  clear_fields_have_reasons(cases_room.records, clear, COUNT(clear));
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(every_field_is_sealed_or_has_its_reason) };
  return cmocka_run_group_tests_name("clear_fields", tests, NULL, NULL);
}
