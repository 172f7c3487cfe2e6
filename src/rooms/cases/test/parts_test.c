/* What is written down about a household: who reads it, whom it may be about, that it goes along, and what keeps two parties apart. */
#include "cases_helper.h"
#include "case_trace.h"
#include "timeline.h"

static struct world *w;
static struct scratch *s;
static struct household_try t;
static int set_up(void **state) { *state = w = world_new(); s = w->s; t = both_parties(w); return 0; }
static int tear_down(void **state) { (void)state; world_free(w); return 0; }

static void every_kind_is_read_where_it_lies_and_nowhere_else(void **state)
{
  (void)state;
  for (size_t k = 0; k < KIND_COUNT; k++) {
    as(w, TEAM);
    writes(s, t.household, k, PLACE_A, t.bram);
    as(w, SHELTER);
    writes(s, t.household, k, PLACE_B, t.noor);
  }
  as(w, TEAM);
  assert_int_equal(parts_seen(s, t.household), KIND_COUNT);
  as(w, SHELTER);
  assert_int_equal(parts_seen(s, t.household), KIND_COUNT);
  as(w, DIRECTOR);
  assert_int_equal(parts_seen(s, t.household), 2 * KIND_COUNT);
}

static void what_all_read_names_members_and_no_file(void **state)
{
  struct incident i;
  (void)state;
  as(w, DIRECTOR);
  const struct id id = writes(s, t.household, KIND_INCIDENT, PLACE_SHARED, t.bram);
  MUST(case_part_get(&s->c, &case_kinds[KIND_INCIDENT], id, &i));
  assert_false(id_same(i.about, t.bram));
  const struct case_file f = case_of(s, t.household);
  assert_string_equal(case_name(&s->c, &f, i.about), "Bram");
  const union any_part p = part_of(KIND_INCIDENT, PLACE_SHARED, t.sem);                  /* the household does not know Sem */
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_INCIDENT], t.household, &p, NULL), "about");
}

static void nobody_writes_on_a_side_that_is_not_theirs(void **state)
{
  (void)state;
  as(w, TEAM);
  for (size_t k = 0; k < KIND_COUNT; k++) {
    const union any_part p = part_of(k, PLACE_B, ID_NONE), q = part_of(k, PLACE_A, t.noor), r = part_of(k, PLACE_PERSON, t.noor);
    if (case_kinds[k].nobody || !case_kinds[k].about) REFUSED(case_part_add(&s->c, &case_kinds[k], t.household, &p, NULL), "place");
    if (case_kinds[k].about) REFUSED(case_part_add(&s->c, &case_kinds[k], t.household, &q, NULL), "about");
    REFUSED(case_part_add(&s->c, &case_kinds[k], t.household, &r, NULL), "place");
  }
  as(w, OTHER_TEAM);
  const union any_part p = part_of(KIND_NOTE, PLACE_SHARED, ID_NONE);
  assert_int_equal(case_part_add(&s->c, &case_kinds[KIND_NOTE], t.household, &p, NULL), ERR_NOT_FOUND);
}

static void a_change_moves_nothing_and_says_who_wrote_it_first(void **state)
{
  struct case_note n;
  (void)state;
  as(w, TEAM);
  const struct id id = writes(s, t.household, KIND_NOTE, PLACE_A, t.bram);
  MUST(case_part_get(&s->c, &case_kinds[KIND_NOTE], id, &n));
  const struct id compartment = n.compartment;
  n.place = PLACE_SHARED;
  n.text = "Anders";
  n.struck = "Was iemand anders";
  as(w, DIRECTOR);
  MUST(case_part_change(&s->c, &case_kinds[KIND_NOTE], &n));
  assert_int_equal(case_part_change(&s->c, &case_kinds[KIND_NOTE], &n), ERR_CONFLICT);
  MUST(case_part_get(&s->c, &case_kinds[KIND_NOTE], id, &n));
  assert_int_equal(n.place, PLACE_A);
  assert_true(id_same(n.compartment, compartment) && id_same(n.writer, w->at[TEAM].account));
  assert_string_equal(n.text, "Anders");
}

static void dates_that_have_not_come_are_refused_and_1900_is_taken(void **state)
{
  union any_part p = part_of(KIND_INCIDENT, PLACE_A, t.bram);
  (void)state;
  as(w, TEAM);
  p.part.day = date_plus_days(s->c.today, 1);
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_INCIDENT], t.household, &p, NULL), "day");
  p.part.day = (struct date){ 19000101 };
  MUST(case_part_add(&s->c, &case_kinds[KIND_INCIDENT], t.household, &p, NULL));
  static const char *const times[] = { "24:00", "2:60", "half negen", "-1:10", "12:3x" };
  for (size_t i = 0; i < COUNT(times); i++) { p.incident.time = times[i]; REFUSED(case_part_add(&s->c, &case_kinds[KIND_INCIDENT], t.household, &p, NULL), "time"); }
  p.incident.time = "02:30";                                 /* also on the night in which the clocks skip it: as it was told */
  p.part.day = (struct date){ 20240331 };
  MUST(case_part_add(&s->c, &case_kinds[KIND_INCIDENT], t.household, &p, NULL));
}

static void a_decision_of_the_reporting_code_stands_on_its_steps(void **state)
{
  union any_part p = part_of(KIND_MELDCODE, PLACE_A, t.bram);
  (void)state;
  as(w, TEAM);
  p.meldcode.decision = MELDCODE_BOTH;
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_MELDCODE], t.household, &p, NULL), "consulted");
  p.meldcode.consulted = "Collega";
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_MELDCODE], t.household, &p, NULL), "talk");
  p.meldcode.talk = "Gesprek";
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_MELDCODE], t.household, &p, NULL), "weighing");
  p.meldcode.weighing = "Acuut";
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_MELDCODE], t.household, &p, NULL), "why");
  p.meldcode.why = "Kind in gevaar";
  MUST(case_part_add(&s->c, &case_kinds[KIND_MELDCODE], t.household, &p, NULL));
}

static void who_works_for_both_says_how(void **state)
{
  union any_part p = part_of(KIND_HELPER, PLACE_SHARED, ID_NONE);
  (void)state;
  as(w, DIRECTOR);
  p.helper.several = YES;
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_HELPER], t.household, &p, NULL), "fair");
  p.helper.fair = "Ieder apart, niets gaat over en weer";
  MUST(case_part_add(&s->c, &case_kinds[KIND_HELPER], t.household, &p, NULL));
}

static struct id member_called(const struct case_file *f, const char *name)
{
  for (size_t i = 0; i < f->file.members.count; i++) if (strcmp(f->file.members.at[i].shared_name, name) == 0) return f->file.members.at[i].id;
  return ID_NONE;
}

/* Who reads both sides finds all of it, also what the other side wrote of a member whose file it does not open. */
static void what_is_about_somebody_is_found_under_person_and_member_alike(void **state)
{
  (void)state;
  as(w, TEAM);
  writes(s, t.household, KIND_INCIDENT, PLACE_A, t.bram);
  as(w, SHELTER);
  const struct case_file of_b = case_of(s, t.household);
  writes(s, t.household, KIND_INCIDENT, PLACE_B, member_called(&of_b, "Bram"));
  as(w, DIRECTOR);
  const struct case_file f = case_of(s, t.household);
  const struct id ids[] = { t.bram, member_called(&f, "Bram") };
  for (size_t i = 0; i < COUNT(ids); i++) {
    struct list rows[KIND_COUNT];
    struct timeline_part_list found;
    MUST(timeline_rows(&s->c, &f, NULL, rows));
    timeline_of(&s->c, &f, rows, &(struct timeline_ask){ .about = ids[i] }, &found);
    assert_int_equal(found.count, 2);
  }
}

static void a_side_that_goes_on_by_itself_takes_what_was_written_along(void **state)
{
  struct id new;
  (void)state;
  as(w, TEAM);
  writes(s, t.household, KIND_INCIDENT, PLACE_A, t.bram);
  writes(s, t.household, KIND_NOTE, PLACE_PERSON, t.bram);
  as(w, SHELTER);
  for (size_t k = 0; k < KIND_COUNT; k++) writes(s, t.household, k, PLACE_B, t.noor);
  as(w, DIRECTOR);
  MUST(household_split(&s->c, t.side_b, "Nieuw begin", &new));
  as(w, SHELTER);
  assert_int_equal(parts_seen(s, new), KIND_COUNT);
  as(w, TEAM);
  assert_int_equal(parts_seen(s, t.household), 2);
}

static void two_households_that_turn_out_to_be_one_show_what_was_written_in_both(void **state)
{
  (void)state;
  as(w, DIRECTOR);
  const struct id other = opens(s, MY_SIDE_BOTH);
  const struct id lot = adds(s, file_of(s, other).sides.at[1].id, "Lot", "Testema", MEMBER_EXPERIENCES, "Lot");
  for (size_t k = 0; k < KIND_COUNT; k++) {
    writes(s, t.household, k, PLACE_A, t.bram);
    writes(s, other, k, PLACE_B, lot);
  }
  writes(s, other, KIND_NOTE, PLACE_SHARED, ID_NONE);
  MUST(household_merge(&s->c, t.household, other));
  assert_int_equal(parts_seen(s, t.household), 2 * KIND_COUNT + 1);
  struct case_note n;                                        /* two sides B now: hers is the one that she is on */
  const struct id about_lot = writes(s, t.household, KIND_NOTE, PLACE_B, lot), about_noor = writes(s, t.household, KIND_NOTE, PLACE_B, t.noor);
  MUST(case_part_get(&s->c, &case_kinds[KIND_NOTE], about_lot, &n));
  const struct id hers = n.compartment;
  MUST(case_part_get(&s->c, &case_kinds[KIND_NOTE], about_noor, &n));
  assert_false(id_same(hers, n.compartment));
}

/* --- together --------------------------------------------------------------------------------------------- */

static enum talks_together now_for(size_t n) { return talks_for(w, n, t.household); }

static void a_side_of_ones_own_making_brings_nobody_together(void **state)
{
  struct id own;
  (void)state;
  as(w, TEAM);
  MUST(side_open(&s->c, t.household, SIDE_B, &own));
  assert_int_equal(now_for(TEAM), TALKS_ONE_SIDE);
  assert_int_equal(now_for(DIRECTOR), TALKS_ONE_SIDE);       /* there is a side now that the director does not see */
}

static void a_side_that_is_not_seen_counts_against_talks_together(void **state)
{
  (void)state;
  as(w, SHELTER);
  MUST(involvement_end(&s->c, w->at[DIRECTOR].account, t.household));
  as(w, TEAM);
  assert_int_equal(now_for(TEAM), TALKS_ONE_SIDE);
}

static void the_other_side_takes_no_control_back_that_all_read(void **state)
{
  union any_part p = part_of(KIND_PATTERN, PLACE_SHARED, ID_NONE);
  struct id id;
  (void)state;
  p.pattern.control = YES;
  as(w, SHELTER);
  MUST(case_part_add(&s->c, &case_kinds[KIND_PATTERN], t.household, &p, &id));
  as(w, TEAM);
  MUST(case_part_get(&s->c, &case_kinds[KIND_PATTERN], id, &p));
  p.part.struck = "Klopt niet";
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_PATTERN], &p), "struck");
  as(w, DIRECTOR);
  MUST(case_part_change(&s->c, &case_kinds[KIND_PATTERN], &p));
}

static void naming_a_colleague_of_the_other_side_is_as_naming_nobody(void **state)
{
  char doer[2][100] = { "account:", "account:" };
  (void)state;
  id_format(w->at[SHELTER].account, doer[0] + 8);            /* works with this household, unseen */
  id_format(w->at[OTHER_TEAM].account, doer[1] + 8);         /* does not */
  as(w, TEAM);
  for (size_t i = 0; i < 2; i++) {
    const struct action_new n = { .what = "Bellen", .doer = doer[i], .due = { 20991231 }, .form = ACTION_ALONE, .place = PLACE_SHARED };
    REFUSED(action_add(&s->c, t.household, ID_NONE, &n, NULL), "doer");
  }
}

static void what_one_side_writes_about_the_other_names_a_member(void **state)
{
  struct incident i;
  union any_part p = part_of(KIND_INCIDENT, PLACE_A, t.bram);
  struct id id;
  (void)state;
  as(w, DIRECTOR);
  p.incident.against = t.noor;
  MUST(case_part_add(&s->c, &case_kinds[KIND_INCIDENT], t.household, &p, &id));
  MUST(case_part_get(&s->c, &case_kinds[KIND_INCIDENT], id, &i));
  assert_true(id_same(i.about, t.bram));
  assert_false(id_same(i.against, t.noor));
  p.incident.against = t.sem;                                /* whom the household does not know */
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_INCIDENT], t.household, &p, NULL), "against");
}

static void after_two_merges_what_was_shared_first_still_counts(void **state)
{
  union any_part p = part_of(KIND_PATTERN, PLACE_SHARED, ID_NONE);
  (void)state;
  p.pattern.stalking = YES;
  as(w, DIRECTOR);
  MUST(case_part_add(&s->c, &case_kinds[KIND_PATTERN], t.household, &p, NULL));
  const struct id second = opens(s, MY_SIDE_BOTH), third = opens(s, MY_SIDE_BOTH);
  MUST(household_merge(&s->c, second, t.household));
  MUST(household_merge(&s->c, third, second));
  t.household = third;
  assert_int_equal(now_for(DIRECTOR), TALKS_CONTROL);
}

static void no_action_brings_two_parties_together_against_it(void **state)
{
  struct action_new n = { .what = "Samen praten", .doer = "somebody", .somebody = "Coach", .due = { 20991231 }, .form = ACTION_TOGETHER, .place = PLACE_SHARED };
  (void)state;
  as(w, DIRECTOR);
  REFUSED(action_add(&s->c, t.household, ID_NONE, &n, NULL), "form");
  as(w, TEAM);
  n.place = PLACE_A;
  REFUSED(action_add(&s->c, t.household, ID_NONE, &n, NULL), "form");
  n.form = ACTION_ALONE;
  MUST(action_add(&s->c, t.household, ID_NONE, &n, NULL));
}

static void what_she_told_does_not_come_into_the_file_of_who_did_it(void **state)
{
  union any_part p = part_of(KIND_INCIDENT, PLACE_PERSON, t.bram);
  struct id id;
  (void)state;
  as(w, DIRECTOR);
  p.incident.source = FACT_EXPERIENCES;
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_INCIDENT], t.household, &p, NULL), "place");
  p.incident.source = FACT_CHILD;
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_INCIDENT], t.household, &p, NULL), "place");
  p.incident.source = FACT_USES;
  MUST(case_part_add(&s->c, &case_kinds[KIND_INCIDENT], t.household, &p, &id));
  MUST(case_part_get(&s->c, &case_kinds[KIND_INCIDENT], id, &p));
  p.incident.source = FACT_EXPERIENCES;
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_INCIDENT], &p), "place");
  p.part.struck = "Zij vertelde dit";                        /* what lies there already can still be struck out */
  MUST(case_part_change(&s->c, &case_kinds[KIND_INCIDENT], &p));
}

static void how_safe_somebody_is_lies_on_their_own_side_or_in_their_own_file(void **state)
{
  const struct case_kind *const k = &case_kinds[KIND_SAFETY];
  union any_part p;
  struct id id;
  (void)state;
  as(w, DIRECTOR);
  p = part_of(KIND_SAFETY, PLACE_SHARED, t.noor);
  REFUSED(case_part_add(&s->c, k, t.household, &p, NULL), "place");
  p = part_of(KIND_SAFETY, PLACE_A, t.noor);
  REFUSED(case_part_add(&s->c, k, t.household, &p, NULL), "place");
  p = part_of(KIND_SAFETY, PLACE_PERSON, t.noor);
  MUST(case_part_add(&s->c, k, t.household, &p, NULL));
  p = part_of(KIND_SAFETY, PLACE_B, t.noor);
  MUST(case_part_add(&s->c, k, t.household, &p, &id));
  MUST(case_part_get(&s->c, k, id, &p));
  p.part.about = t.bram;                                     /* nor by changing whom it is about */
  REFUSED(case_part_change(&s->c, k, &p), "place");
  as(w, TEAM);
  const struct case_file f = case_of(s, t.household);
  p = part_of(KIND_SAFETY, PLACE_A, f.file.members.at[0].shared_name[0] == 'N' ? f.file.members.at[0].id : f.file.members.at[1].id);
  REFUSED(case_part_add(&s->c, k, t.household, &p, NULL), "place");      /* of the other party as the household knows her */
}

static bool offers(const struct choices *places, enum case_place place, const char *label)
{
  for (size_t i = 1; i < places->count; i++)
    if (strcmp(places->at[i].key, case_place_key(place)) == 0) return !label || strstr(places->at[i].label, label);
  return false;
}

static void a_form_offers_only_places_where_it_may_lie_and_says_whose_file_it_is(void **state)
{
  (void)state;
  as(w, TEAM);
  struct case_file f = case_of(s, t.household);
  const struct choices of_team = case_part_places(&s->c, &f, &case_kinds[KIND_SAFETY]);
  assert_true(offers(&of_team, PLACE_A, NULL) && offers(&of_team, PLACE_PERSON, NULL) && !offers(&of_team, PLACE_SHARED, NULL));
  as(w, DIRECTOR);
  f = case_of(s, t.household);
  const struct choices of_both = case_part_places(&s->c, &f, &case_kinds[KIND_SAFETY]), incident = case_part_places(&s->c, &f, &case_kinds[KIND_INCIDENT]);
  assert_true(offers(&of_both, PLACE_PERSON, NULL) && !offers(&of_both, PLACE_A, NULL) && !offers(&of_both, PLACE_B, NULL) && !offers(&of_both, PLACE_SHARED, NULL));
  assert_true(offers(&incident, PLACE_SHARED, NULL) && offers(&incident, PLACE_A, NULL) && offers(&incident, PLACE_PERSON, "the one who did it"));
}

/* A day later: and signed in anew. */
static void next_day(void)
{
  char token[SESSION_TOKEN_TEXT];
  s->c.now += DAY_MS;
  s->c.today = date_at(s->c.now);
  console(w);
  MUST(session_begin(&s->c, w->at[DIRECTOR].account, ID_NONE, (struct set){ 0 }, "test", true, token));
  snprintf(w->at[DIRECTOR].cookie, sizeof w->at[DIRECTOR].cookie, "kentering=%s", token);
}

static void facts_that_changed_on_a_later_day_show_what_stood_there_when_and_by_whom(void **state)
{
  const struct case_kind *const k = &case_kinds[KIND_INCIDENT];
  struct part_change_list changes;
  union any_part p;
  char path[200];
  (void)state;
  as(w, TEAM);
  const struct id id = writes(s, t.household, KIND_INCIDENT, PLACE_A, t.bram);
  MUST(case_part_get(&s->c, k, id, &p));
  p.incident.facts = "Duwde haar";
  MUST(case_part_change(&s->c, k, &p));
  MUST(case_part_get(&s->c, k, id, &p));
  struct case_file f = case_of(s, t.household);
  MUST(case_part_changes(&s->c, &f, k, &p, &changes));
  assert_int_equal(changes.count, 0);                        /* on the same day it is still being written */
  next_day();
  as(w, TEAM);
  p.incident.facts = "Raakte haar aan";
  p.incident.injury = INJURY_NONE;
  MUST(case_part_change(&s->c, k, &p));
  MUST(case_part_get(&s->c, k, id, &p));
  f = case_of(s, t.household);
  MUST(case_part_changes(&s->c, &f, k, &p, &changes));
  assert_int_equal(changes.count, 1);
  assert_string_equal(changes.at[0].by, "team@proef.invalid");
  assert_int_equal(changes.at[0].before.count, 2);
  assert_string_equal(changes.at[0].before.at[0].text, "Duwde haar");
  assert_int_equal(asks(w, DIRECTOR, 3, with_id(path, "/werk/huishoudens/", t.household, "/dossier"), NULL), 200);
  assert_non_null(strstr(buf_text(&w->c.out), "Daarvoor stond er"));
  assert_non_null(strstr(buf_text(&w->c.out), "Duwde haar"));
}

static void words_of_a_measure_that_changed_on_a_later_day_show_what_stood_there(void **state)
{
  const struct case_kind *const k = &case_kinds[KIND_NOTE];
  struct part_change_list changes;
  union any_part p = part_of(KIND_NOTE, PLACE_A, ID_NONE);
  struct id id;
  (void)state;
  as(w, TEAM);
  p.note.kind = NOTE_MEASURE;
  p.note.text = "Huisverbod tot 20 januari";
  MUST(case_part_add(&s->c, k, t.household, &p, &id));
  next_day();
  as(w, TEAM);
  MUST(case_part_get(&s->c, k, id, &p));
  p.note.text = "Huisverbod tot 4 januari";
  MUST(case_part_change(&s->c, k, &p));
  MUST(case_part_get(&s->c, k, id, &p));
  const struct case_file f = case_of(s, t.household);
  MUST(case_part_changes(&s->c, &f, k, &p, &changes));
  assert_int_equal(changes.count, 1);
  assert_string_equal(changes.at[0].before.at[0].text, "Huisverbod tot 20 januari");
}

static void no_secret_address_comes_into_what_all_read(void **state)
{
  union any_part p = part_of(KIND_NOTE, PLACE_SHARED, ID_NONE);
  struct action_new n = { .what = "Ophalen aan de Verborgenstraat 901", .doer = "somebody", .somebody = "Coach", .due = { 20991231 }, .form = ACTION_ALONE, .place = PLACE_SHARED };
  struct id id, address, action;
  (void)state;
  as(w, SHELTER);
  MUST(address_add(&s->c, &(struct address){ .person = t.noor, .kind = ADDRESS_HOME, .street = "Verborgen straat", .secret = YES }, &address));
  p.note.text = "Zij is aan de VERBORGENSTRAAT gezien";
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_NOTE], t.household, &p, NULL), "text");
  REFUSED(action_add(&s->c, t.household, ID_NONE, &n, NULL), "what");
  p.note.text = "Zij is gezien";
  MUST(case_part_add(&s->c, &case_kinds[KIND_NOTE], t.household, &p, &id));
  MUST(case_part_get(&s->c, &case_kinds[KIND_NOTE], id, &p));
  p.note.company = "Buurvrouw, Verborgenstraat";
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_NOTE], &p), "company");
  n.what = "Ophalen";
  MUST(action_add(&s->c, t.household, ID_NONE, &n, &action));
  REFUSED(action_end(&s->c, action, 1, &(struct action_close){ ACTION_DONE, "Opgehaald in de verborgen-straat" }), "result");
  p = part_of(KIND_NOTE, PLACE_B, t.noor);                   /* in her own side's it may stand */
  p.note.text = "Zij is aan de Verborgenstraat";
  MUST(case_part_add(&s->c, &case_kinds[KIND_NOTE], t.household, &p, NULL));
}

/* A school, a doctor, a shelter is of a place; the police are of everywhere. */
static void help_that_tells_a_place_is_not_shared_where_somebody_lives_in_secret(void **state)
{
  union any_part p = part_of(KIND_HELPER, PLACE_SHARED, ID_NONE);
  struct id id, address;
  (void)state;
  as(w, SHELTER);
  MUST(case_part_add(&s->c, &case_kinds[KIND_HELPER], t.household, &p, &id));
  MUST(address_add(&s->c, &(struct address){ .person = t.noor, .kind = ADDRESS_SHELTER, .street = "Verborgenstraat", .secret = YES }, &address));
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_HELPER], t.household, &p, NULL), "place");
  p.helper.branch = HELPER_GP;
  REFUSED(case_part_add(&s->c, &case_kinds[KIND_HELPER], t.household, &p, NULL), "place");
  p.helper.branch = HELPER_POLICE;
  MUST(case_part_add(&s->c, &case_kinds[KIND_HELPER], t.household, &p, &id));
  MUST(case_part_get(&s->c, &case_kinds[KIND_HELPER], id, &p));
  p.helper.branch = HELPER_SHELTER;
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_HELPER], &p), "place");
  p = part_of(KIND_HELPER, PLACE_B, t.noor);
  MUST(case_part_add(&s->c, &case_kinds[KIND_HELPER], t.household, &p, NULL));
  as(w, TEAM);                                               /* who does not know of it is told nothing */
  p = part_of(KIND_HELPER, PLACE_SHARED, ID_NONE);
  MUST(case_part_add(&s->c, &case_kinds[KIND_HELPER], t.household, &p, NULL));
  as(w, SHELTER);
  MUST(address_end(&s->c, address, 1));
  MUST(case_part_add(&s->c, &case_kinds[KIND_HELPER], t.household, &p, NULL));
}

static void what_became_secret_since_can_still_be_struck_out(void **state)
{
  union any_part p = part_of(KIND_NOTE, PLACE_SHARED, ID_NONE);
  struct id id, address;
  (void)state;
  as(w, SHELTER);
  p.note.text = "Verhuisd naar de Verborgenstraat";
  MUST(case_part_add(&s->c, &case_kinds[KIND_NOTE], t.household, &p, &id));
  MUST(address_add(&s->c, &(struct address){ .person = t.noor, .kind = ADDRESS_HOME, .street = "Verborgenstraat", .secret = YES }, &address));
  MUST(case_part_get(&s->c, &case_kinds[KIND_NOTE], id, &p));
  p.part.struck = "Hoort in de Verborgenstraat niet te staan";
  REFUSED(case_part_change(&s->c, &case_kinds[KIND_NOTE], &p), "struck");
  p.part.struck = "Hoort hier niet te staan";
  MUST(case_part_change(&s->c, &case_kinds[KIND_NOTE], &p));
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(every_kind_is_read_where_it_lies_and_nowhere_else),
    TEST(what_all_read_names_members_and_no_file),
    TEST(nobody_writes_on_a_side_that_is_not_theirs),
    TEST(a_change_moves_nothing_and_says_who_wrote_it_first),
    TEST(dates_that_have_not_come_are_refused_and_1900_is_taken),
    TEST(a_decision_of_the_reporting_code_stands_on_its_steps),
    TEST(who_works_for_both_says_how),
    TEST(what_is_about_somebody_is_found_under_person_and_member_alike),
    TEST(a_side_that_goes_on_by_itself_takes_what_was_written_along),
    TEST(two_households_that_turn_out_to_be_one_show_what_was_written_in_both),
    TEST(a_side_of_ones_own_making_brings_nobody_together),
    TEST(a_side_that_is_not_seen_counts_against_talks_together),
    TEST(the_other_side_takes_no_control_back_that_all_read),
    TEST(naming_a_colleague_of_the_other_side_is_as_naming_nobody),
    TEST(what_one_side_writes_about_the_other_names_a_member),
    TEST(after_two_merges_what_was_shared_first_still_counts),
    TEST(no_action_brings_two_parties_together_against_it),
    TEST(what_she_told_does_not_come_into_the_file_of_who_did_it),
    TEST(how_safe_somebody_is_lies_on_their_own_side_or_in_their_own_file),
    TEST(a_form_offers_only_places_where_it_may_lie_and_says_whose_file_it_is),
    TEST(facts_that_changed_on_a_later_day_show_what_stood_there_when_and_by_whom),
    TEST(words_of_a_measure_that_changed_on_a_later_day_show_what_stood_there),
    TEST(no_secret_address_comes_into_what_all_read),
    TEST(help_that_tells_a_place_is_not_shared_where_somebody_lives_in_secret),
    TEST(what_became_secret_since_can_still_be_struck_out),
  };
  return cmocka_run_group_tests_name("parts", tests, NULL, NULL);
}
