/* What is stored as it is in records of a case: each field with its reason, and nothing else. */
#include "cases_helper.h"
#include "../../../store/test/clear_reasons.h"
#include "cases_room.h"
#include "partner_asks.h"

static const struct clear_reason clear[] = {
  { "case_action", "household",    "SQL finds what is to be done in a household by it. The row lies in a compartment that involvement ties to the household in clear; others find no row." },
  { "case_action", "account",      "Finds what somebody is to do for their work list, without opening every case. Involvement ties that account to the compartment in clear." },
  { "case_action", "organisation", "Says for which organisation, which the same account's involvement in the compartment shows in clear too." },
  { "case_action", "due",          "Orders what is due, and tells in time. A day says nothing of whom it is about or what is to be done." },
  { "case_action", "state",        "Leaves closed actions out of what is due. Says nothing of whom, or of what came of it." },
  { "partner_ask", "action",       "Finds what a partner was asked for an action. Both lie in the same compartment, so it ties nothing together that is not tied already." },
  { "partner_ground", "action",    "Finds whether the ground of what a partner was asked stands. Both lie in the same compartment, so it ties nothing together that is not tied already." },
  { "partner_answer", "action",    "Finds what a partner answered for an action. Both lie in the same compartment, so it ties nothing together that is not tied already." },
};

static void every_field_is_sealed_or_has_its_reason(void **state)
{
  (void)state;
  for (size_t r = 0; cases_room.records[r]; r++) assert_true(cases_room.records[r]->protection == SEALED || cases_room.records[r] == &partner_link_record);
  clear_fields_have_reasons(cases_room.records, clear, COUNT(clear));
}

/* A link is not sealed: it may refer to what was asked and say when, and no more. */
static void a_link_says_nothing_of_anybody(void **state)
{
  (void)state;
  for (size_t i = 0; i < partner_link_record.count; i++) {
    const struct field *const f = &partner_link_record.fields[i];
    assert_true(f->kind == FIELD_TIME || f->kind == FIELD_DATE || (f->kind == FIELD_REF && f->target == &partner_ask_record) || strcmp(f->name, "region") == 0);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = { cmocka_unit_test(every_field_is_sealed_or_has_its_reason), cmocka_unit_test(a_link_says_nothing_of_anybody) };
  return cmocka_run_group_tests_name("clear_fields", tests, NULL, NULL);
}
