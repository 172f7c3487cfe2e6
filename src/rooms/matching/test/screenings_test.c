/* What is kept with a person: that it comes back the same, with the advice of then, and that it stays on its side. */
#include "../../../store/test/clear_reasons.h"
#include "kept_helper.h"
#include "json.h"
#include "matching_room.h"

static struct screening got(struct kept *k, struct id id)
{
  struct screening s;
  MUST(screening_get(&k->s->c, id, &s));
  return s;
}

static bool refused_on(struct kept *k, const struct screening_new *n, const char *field)
{
  struct id id;
  k->s->c.error = (struct error){ 0 };
  return screens(k, k->bram, n, &id) == ERR_INVALID && k->s->c.error.field && strcmp(k->s->c.error.field, field) == 0;
}

static size_t count_of(struct kept *k, struct id person)
{
  struct screening_list list;
  MUST(screenings_of(&k->s->c, person, &list));
  return list.count;
}

static bool has_offers(struct kept *k, const char *text, enum verdict v)
{
  struct advice a;
  advice_read(&k->s->c, text, &a);
  return a.lists[v].count > 0;
}

/* An offer that is for both together. */
static bool is_joint(struct kept *k, const char *code)
{
  const struct matcher *const m = live_match_matcher(k->live);
  for (size_t i = 0; i < matcher_count(m, "oost-brabant"); i++) {
    const struct offer *const o = &matcher_offer(m, "oost-brabant", i)->offer;
    if (strcmp(advice_code(o), code) == 0) return set_has(o->formats, FORMAT_JOINT);
  }
  return false;
}
static size_t joint_in(struct kept *k, const char *text, enum verdict v)
{
  struct advice a;
  size_t n = 0;
  advice_read(&k->s->c, text, &a);
  for (size_t i = 0; i < a.lists[v].count; i++) n += is_joint(k, a.lists[v].at[i]);
  return n;
}

/* --- the same again -------------------------------------------------------------------------------------- */

static void stored_answers_come_back_the_same(void **state)
{
  struct kept *const k = *state;
  struct screening_new n = of_bram();
  struct profile p;
  struct id id;
  n.profile.municipality = "eindhoven";
  n.behaviour = "Slaat als hij gedronken heeft.\nSinds een jaar.";
  n.impact = "Het kind slaapt slecht.";
  n.protects = "Gaat dan naar zijn broer.";
  n.complicating = "Schulden";
  acts(k->s, FOR_A);
  MUST(screens(k, k->bram, &n, &id));
  acts(k->s, ALSO_FOR_A);
  const struct screening s = got(k, id);
  MUST(screening_profile(&k->s->c, &s, &p));
  n.profile.region = "oost-brabant";
  n.profile.asker = ASKS_PROFESSIONAL;
  assert_true(record_same(profile, &p, &n.profile));
  assert_string_equal(s.behaviour, n.behaviour);
  assert_string_equal(s.impact, n.impact);
  assert_string_equal(s.protects, n.protects);
  assert_string_equal(s.complicating, n.complicating);
  assert_true(id_same(s.by, id_of(FOR_A)));
  assert_int_equal(s.made.ms, k->s->c.now);
}

static void an_empty_screening_is_kept_too(void **state)
{
  struct kept *const k = *state;
  struct id id;
  acts(k->s, FOR_A);
  MUST(screens(k, k->bram, &(struct screening_new){ 0 }, &id));
  assert_string_equal(got(k, id).answers, "{\"region\":\"oost-brabant\",\"asker\":\"professional\"}");
}

static void what_was_not_known_and_not_said_is_told_apart(void **state)
{
  struct kept *const k = *state;
  struct screening_new n = { .dont_know = "phase partner_consents motivation", .rather_not = "partner_spoken_separately gender" };
  struct answer_change_list all;
  struct id id;
  acts(k->s, FOR_A);
  MUST(screens(k, k->bram, &n, &id));
  const struct screening s = got(k, id);
  assert_string_equal(s.dont_know, "phase motivation");
  assert_string_equal(s.rather_not, "gender");
  MUST(screening_changes(&k->s->c, NULL, &s, &all));
  assert_int_equal(all.count, 3);
  assert_string_equal(all.at[0].after, tr(&k->s->c, "I don't know"));
  assert_string_equal(all.at[1].after, tr(&k->s->c, "I would rather not say"));
}

static void a_municipality_of_elsewhere_is_refused_on_its_field(void **state)
{
  struct kept *const k = *state;
  struct screening_new n = of_bram();
  n.profile.municipality = "amsterdam";
  acts(k->s, FOR_A);
  assert_true(refused_on(k, &n, "municipality"));
  assert_int_equal(count_of(k, k->bram), 0);
}

/* --- the partner ------------------------------------------------------------------------------------------ */

static void who_spoke_to_the_partner_alone_and_when_is_required(void **state)
{
  struct kept *const k = *state;
  struct screening_new n;
  acts(k->s, DIRECTOR);
  n = with_noor(k);
  n.spoken_by = NULL;
  assert_true(refused_on(k, &n, "spoken_by"));
  n = with_noor(k);
  n.spoken_on = DATE_UNKNOWN;
  assert_true(refused_on(k, &n, "spoken_on"));
  n = with_noor(k);
  n.spoken_on = date_plus_days(k->s->c.today, 1);
  assert_true(refused_on(k, &n, "spoken_on"));
  n = with_noor(k);
  n.partner = "";
  assert_true(refused_on(k, &n, "partner"));
}

static void a_wish_for_talks_together_counts_only_after_a_talk_alone(void **state)
{
  struct kept *const k = *state;
  struct screening_new n = of_bram();
  n.profile.partner_consents = YES;
  acts(k->s, DIRECTOR);
  assert_true(refused_on(k, &n, "partner_consents"));
  n.profile.partner_spoken_separately = NO;
  assert_true(refused_on(k, &n, "partner_consents"));
}

static void only_somebody_of_another_side_whom_one_works_with_can_be_the_partner(void **state)
{
  struct kept *const k = *state;
  struct person_list partners;
  char id[ID_TEXT];
  acts(k->s, DIRECTOR);
  const struct id brother = adds(k->s, k->side_a, "Daan", "Anders", MEMBER_OTHER, NULL), child = adds(k->s, k->side_b, "Lot", "Proefstra", MEMBER_CHILD, NULL);
  MUST(partners_of(&k->s->c, k->bram, &partners));
  assert_int_equal(partners.count, 1);
  assert_true(id_same(partners.at[0].id, k->noor));
  const struct id wrong[] = { brother, child, k->bram, id_of(99) };
  for (size_t i = 0; i < COUNT(wrong); i++) {
    struct screening_new n = with_noor(k);
    id_format(wrong[i], id);
    n.partner = id;
    assert_true(refused_on(k, &n, "partner"));
  }
  acts(k->s, FOR_A);                             /* does not see her: as if there were nobody */
  MUST(partners_of(&k->s->c, k->bram, &partners));
  assert_int_equal(partners.count, 0);
  const struct screening_new n = with_noor(k);
  assert_true(refused_on(k, &n, "partner"));
}

/* As of before two teams were kept apart: a person of two households. */
static void belongs_too(struct kept *k, struct id person, struct id household, struct id side, enum member_role role)
{
  struct membership m = { .household = household, .person = person, .side = side, .role = role };
  struct scratch *const s = k->s;
  MUST(record_place(&s->c, person, person, &m.compartment));
  MUST(record_insert(&s->c, membership, &m, NULL));
}

static void who_stands_on_the_same_side_anywhere_is_not_the_partner(void **state)
{
  struct kept *const k = *state;
  struct person_list partners;
  acts(k->s, DIRECTOR);
  const struct id other = opens(k->s, MY_SIDE_A), side = file_of(k->s, other).sides.at[0].id;
  belongs_too(k, k->bram, other, side, MEMBER_USES);
  MUST(partners_of(&k->s->c, k->bram, &partners));
  assert_int_equal(partners.count, 1);
  belongs_too(k, k->noor, other, side, MEMBER_OTHER);
  MUST(partners_of(&k->s->c, k->bram, &partners));
  assert_int_equal(partners.count, 0);
}

static void what_the_partner_said_lies_with_the_partner_and_nowhere_else(void **state)
{
  struct kept *const k = *state;
  struct screening_new n;
  struct talk_alone t;
  struct talk_alone_list talks;
  struct id before, with;
  acts(k->s, DIRECTOR);
  n = of_bram();
  MUST(screens(k, k->bram, &n, &before));
  later(k, DIRECTOR);
  n = with_noor(k);
  MUST(screens(k, k->bram, &n, &with));
  assert_true(joint_in(k, opened(k, with), VERDICT_FITS) > 0);
  acts(k->s, FOR_A);                             /* sees the same as if nobody had spoken to her */
  const struct screening a = got(k, before), b = got(k, with);
  assert_string_equal(a.answers, b.answers);
  assert_string_equal(a.advice, b.advice);
  assert_int_equal(joint_in(k, b.advice, VERDICT_FITS), 0);
  assert_null(strstr(b.answers, "partner"));
  assert_int_equal(talk_alone_of(&k->s->c, with, &t), ERR_NOT_FOUND);
  MUST(talks_alone_with(&k->s->c, k->noor, &talks));
  assert_int_equal(talks.count, 0);
  acts(k->s, FOR_B);                             /* reads the talk, and nothing of him */
  MUST(talks_alone_with(&k->s->c, k->noor, &talks));
  assert_int_equal(talks.count, 1);
  assert_string_equal(talks.at[0].spoken_by, n.spoken_by);
  assert_int_equal(talks.at[0].consents, YES);
  assert_int_equal(screening_get(&k->s->c, with, &(struct screening){ 0 }), ERR_NOT_FOUND);
}

static void who_refuses_talks_together_excludes_them_and_leaves_the_rest(void **state)
{
  struct kept *const k = *state;
  struct screening_new n;
  struct id id;
  acts(k->s, DIRECTOR);
  n = with_noor(k);
  n.profile.partner_consents = NO;
  MUST(screens(k, k->bram, &n, &id));
  assert_true(joint_in(k, opened(k, id), VERDICT_EXCLUDED) > 0);
  assert_false(has_offers(k, opened(k, id), VERDICT_FITS));
}

static void control_in_the_partners_own_screening_outweighs_a_no_without_a_trace_here(void **state)
{
  struct kept *const k = *state;
  struct screening_new n = { .profile = { .for_whom = IN_EXPERIENCES, .coercive_control = YES } };
  struct id id, plain;
  acts(k->s, DIRECTOR);
  const struct screening_new without = of_bram();
  MUST(screens(k, k->bram, &without, &plain));
  acts(k->s, FOR_B);
  MUST(screens(k, k->noor, &n, &id));
  later(k, DIRECTOR);
  n = with_noor(k);
  MUST(screens(k, k->bram, &n, &id));
  assert_int_equal(joint_in(k, opened(k, id), VERDICT_FITS), 0);
  assert_true(joint_in(k, opened(k, id), VERDICT_EXCLUDED) > 0);
  acts(k->s, FOR_A);
  assert_string_equal(got(k, id).advice, got(k, plain).advice);
}

/* What her screening says does not shine through what is kept with him. */
static void a_talk_tells_nothing_of_the_screening_that_it_belongs_to(void **state)
{
  struct kept *const k = *state;
  struct talk_alone_list talks;
  struct id id;
  acts(k->s, DIRECTOR);
  for (int control = NO; control >= YES; control--) {
    struct screening_new n = with_noor(k);
    char him[ID_TEXT];
    id_format(k->bram, him);
    n.partner = him;
    n.profile.for_whom = IN_EXPERIENCES;
    n.profile.coercive_control = (enum yes_no)control;
    n.profile.family_profile = control == YES ? PROFILE_TERROR : PROFILE_STRESS;
    MUST(screens(k, k->noor, &n, &id));
  }
  acts(k->s, FOR_A);
  MUST(talks_alone_with(&k->s->c, k->bram, &talks));
  assert_int_equal(talks.count, 2);
  talks.at[0].screening = talks.at[1].screening;
  assert_true(record_same(talk_alone, &talks.at[0], &talks.at[1]));
}

/* --- the other side ---------------------------------------------------------------------------------------- */

static void a_colleague_of_the_other_side_sees_nothing(void **state)
{
  struct kept *const k = *state;
  const struct screening_new n = of_bram();
  struct id id;
  acts(k->s, FOR_A);
  MUST(screens(k, k->bram, &n, &id));
  acts(k->s, FOR_B);
  assert_int_equal(screening_get(&k->s->c, id, &(struct screening){ 0 }), ERR_NOT_FOUND);
  assert_int_equal(count_of(k, k->bram), 0);
  assert_int_equal(screens(k, k->bram, &n, &id), ERR_NOT_FOUND);
}

/* --- over time ----------------------------------------------------------------------------------------------- */

/* The shipped rules under another name, with one rule less. */
static struct live_match *other_rules(struct kept *k)
{
  const char *const json = shipped_read(&k->s->c.arena, NULL, "rules/rules.json");
  char *const changed = arena_text(&k->s->c.arena, json, strlen(json)), *const version = strstr(changed, "\"2026-2\"");
  struct live_match *live;
  assert_non_null(version);
  memcpy(version, "\"2026-9\"", 8);
  char *const rule = strstr(changed, "person.suicidal_thoughts is yes");
  assert_non_null(rule);
  memcpy(rule, "person.suicidal_thoughts is no ", 31);
  MUST(live_match_build(&k->s->c, changed, k->snapshot, &live));
  return live;
}

static void old_advice_keeps_the_version_that_gave_it(void **state)
{
  struct kept *const k = *state;
  const struct screening_new n = of_bram();
  struct id old, new;
  acts(k->s, FOR_A);
  MUST(screens(k, k->bram, &n, &old));
  const struct screening before = got(k, old);
  struct live_match *const live = other_rules(k);
  later(k, FOR_A);
  MUST(screening_add(&k->s->c, live_match_matcher(live), k->bram, &n, &new));
  assert_string_equal(got(k, new).rules_version, "2026-9");
  assert_string_equal(got(k, old).rules_version, "2026-2");
  assert_string_equal(got(k, old).advice, before.advice);
  assert_true(has_offers(k, before.advice, VERDICT_FITS));
  live_match_release(live);
}

static void control_that_was_written_down_before_outweighs_a_later_no(void **state)
{
  struct kept *const k = *state;
  struct screening_new n = of_bram();
  struct profile p;
  struct id first, second;
  acts(k->s, FOR_A);
  n.profile.coercive_control = YES;
  MUST(screens(k, k->bram, &n, &first));
  later(k, FOR_A);
  n.profile.coercive_control = NO;
  MUST(screens(k, k->bram, &n, &second));
  assert_string_equal(got(k, second).advice, got(k, first).advice);
  const struct screening s = got(k, second);
  MUST(screening_profile(&k->s->c, &s, &p));
  assert_int_equal(p.coercive_control, NO);      /* kept as it was answered */
  MUST(screening_decided(&k->s->c, &s, &p));
  assert_int_equal(p.coercive_control, YES);
}

static void what_changed_is_told_in_words_and_since_when_the_rest_stands(void **state)
{
  struct kept *const k = *state;
  struct screening_new n = of_bram();
  struct screening_list list;
  struct answer_change_list changes;
  struct standing_answer_list standing;
  struct id id;
  acts(k->s, FOR_A);
  MUST(screens(k, k->bram, &n, &id));
  later(k, FOR_A);
  MUST(screens(k, k->bram, &n, &id));
  later(k, FOR_A);
  n.profile.motivation = MOTIVATION_CONSCIENTIOUS;
  n.profile.languages = "nl pl";
  n.complicating = "Schulden";
  MUST(screens(k, k->bram, &n, &id));
  MUST(screenings_of(&k->s->c, k->bram, &list));
  assert_int_equal(list.count, 3);
  assert_true(list.at[0].made.ms > list.at[1].made.ms && list.at[1].made.ms > list.at[2].made.ms);
  MUST(screening_changes(&k->s->c, &list.at[2], &list.at[1], &changes));
  assert_int_equal(changes.count, 0);
  MUST(screening_changes(&k->s->c, &list.at[1], &list.at[0], &changes));
  assert_int_equal(changes.count, 3);
  assert_string_equal(changes.at[0].before, tr(&k->s->c, motivation_label(MOTIVATION_COMPLIANT)));
  assert_string_equal(changes.at[0].after, tr(&k->s->c, motivation_label(MOTIVATION_CONSCIENTIOUS)));
  assert_string_equal(changes.at[1].after, "Nederlands, Pools");
  assert_null(changes.at[2].before);
  assert_string_equal(changes.at[2].after, "Schulden");
  MUST(screening_standing(&k->s->c, &list, &standing));
  for (size_t i = 0; i < standing.count; i++) {
    const bool new = strcmp(standing.at[i].text, "Schulden") == 0 || strcmp(standing.at[i].text, "Nederlands, Pools") == 0
      || strcmp(standing.at[i].text, tr(&k->s->c, motivation_label(MOTIVATION_CONSCIENTIOUS))) == 0;
    assert_int_equal(standing.at[i].since, new ? 0 : 2);
  }
}

/* --- in the clear ----------------------------------------------------------------------------------------------- */

static const struct clear_reason clear[] = {
  { "screening",         "person",        "SQL finds a person's screenings by it. The compartment in the same row says whose they are already; others do not find the row." },
  { "screening",         "rules_version", "Whoever publishes rules sees how many stored ones older rules gave. When the row was made, which the journal has in clear, says as much." },
  { "talk_alone",        "person",        "SQL finds the talks with a person by it. The compartment in the same row says as much; it is that of whom was spoken to." },
  { "talk_alone",        "screening",     "Leads from a screening to the partner's word. Involvement ties both compartments to one household in clear; the row lies in the partner's, so the other side finds none." },
  { "control_set_aside", "person",        "SQL finds it by the person. The compartment in the same row says as much." },
};

static void every_field_that_is_kept_is_sealed_or_has_its_reason(void **state)
{
  (void)state;
  clear_fields_have_reasons(matching_room.records, clear, COUNT(clear));
}

int main(void)
{
  db_process_init();
  const struct CMUnitTest tests[] = {
    TEST(stored_answers_come_back_the_same),
    TEST(an_empty_screening_is_kept_too),
    TEST(what_was_not_known_and_not_said_is_told_apart),
    TEST(a_municipality_of_elsewhere_is_refused_on_its_field),
    TEST(who_spoke_to_the_partner_alone_and_when_is_required),
    TEST(a_wish_for_talks_together_counts_only_after_a_talk_alone),
    TEST(only_somebody_of_another_side_whom_one_works_with_can_be_the_partner),
    TEST(who_stands_on_the_same_side_anywhere_is_not_the_partner),
    TEST(what_the_partner_said_lies_with_the_partner_and_nowhere_else),
    TEST(who_refuses_talks_together_excludes_them_and_leaves_the_rest),
    TEST(control_in_the_partners_own_screening_outweighs_a_no_without_a_trace_here),
    TEST(a_talk_tells_nothing_of_the_screening_that_it_belongs_to),
    TEST(a_colleague_of_the_other_side_sees_nothing),
    TEST(old_advice_keeps_the_version_that_gave_it),
    TEST(control_that_was_written_down_before_outweighs_a_later_no),
    TEST(what_changed_is_told_in_words_and_since_when_the_rest_stands),
    cmocka_unit_test(every_field_that_is_kept_is_sealed_or_has_its_reason),
  };
  return cmocka_run_group_tests_name("screenings", tests, NULL, NULL);
}
