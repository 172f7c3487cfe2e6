/* What is stored as it is in records about a person: each field with its reason, and nothing else. The half that is not sealed (referral, norms,
 * absences) says nothing about whom it is about. */
#include "referral_world.h"
#include "../../../store/test/clear_reasons.h"
#include "partner_safety.h"

static const struct clear_reason clear[] = {
  { "referral_person", "referral", "SQL finds the sealed half by it. Both lie in the same compartment, which says as much." },
  { "referral_item",   "referral", "Likewise: what is shared is found by the referral it belongs to." },
  { "referral_note",   "referral", "Likewise: what happened is found by the referral it belongs to." },
  { "referral_home",   "referral", "Likewise: from which household it comes is sealed, with the referral." },
  { "safety_wish",     "person",   "SQL finds a person's wish by it. The compartment in the same row is the person's already." },
  { "safety_look",     "person",   "Likewise: what was seen of a person's safety lies in the person's own compartment." },
  { "referral_link",   "person",   "SQL finds a person's referrals by it. The compartment in the same row is the person's already; which referral it is, is sealed." },
};

/* Not all of what is sealed: the rest of the room says nothing about a person, and is read by SQL. */
static void every_field_about_a_person_is_sealed_or_has_its_reason(void **state)
{
  static const struct record *const about_a_person[] = { &referral_person_record, &referral_item_record, &referral_note_record, &referral_link_record, &referral_home_record,
    &safety_wish_record, &safety_look_record, NULL };
  (void)state;
  for (size_t i = 0; about_a_person[i]; i++) assert_int_equal(about_a_person[i]->protection, SEALED);
  clear_fields_have_reasons(about_a_person, clear, COUNT(clear));
}

/* A word that is in all that was written about somebody is nowhere in the database as it lies there, its log ahead included. */
static void nothing_of_who_it_is_lies_open_in_the_database(void **state)
{
  static const char word[] = "Kwartelkoning";
  struct town t = town_new();
  struct scratch *const s = t.w->s;
  struct referral_new n = asks_help(word);
  char ahead[220];
  struct id id;
  (void)state;
  n.hours = n.who_answers = n.neutral = n.place = n.handover = n.consent_words = n.request = n.situation = n.safety = n.health = n.justice = word;
  n.situation_ground = n.safety_ground = n.health_ground = n.justice_ground = GROUND_CARE;
  as(t.w, TEAM);
  MUST(referral_begin(&s->c, &n, &id));
  const struct referral r = stored(&t, id);
  as_one(t.w, r.responsible, r.holder, ROLE_PROVIDER);
  DOES(&t, id, .act = ACT_OFFER, .day = s->c.today, .with_whom = word, .note = word);
  DOES(&t, id, .act = ACT_RETURN, .reason = REASON_OTHER, .note = word);
  snprintf(ahead, sizeof ahead, "%s-wal", s->path);
  if (!scratch_server()) assert_true(file_has(ahead, "praten-over-thuis") || file_has(s->path, "praten-over-thuis"));      /* what is open is found so */
  assert_false(file_has(s->path, word));
  assert_false(file_has(ahead, word));
  town_free(&t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_field_about_a_person_is_sealed_or_has_its_reason),
    cmocka_unit_test(nothing_of_who_it_is_lies_open_in_the_database),
  };
  return cmocka_run_group_tests_name("clear_fields", tests, NULL, NULL);
}
