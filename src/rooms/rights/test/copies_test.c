/* A copy: what it holds, what is left out and how, who agrees, and that nothing of the other side is ever in it. */
#include "rights_helper.h"
#include "partner_asks.h"
#include "plan_releases.h"
#include "set_aside.h"

static bool has(const struct copy *copy, const char *text) { return strcasestr(copy->json, text) != NULL; }

static void it_holds_the_file_the_own_side_and_what_is_shared(void **state)
{
  struct house *const h = *state;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  gives_all(h, id);
  const struct copy copy = copy_now(h, id);
  assert_int_equal(copy.undecided, 0);
  assert_true(has(&copy, "Bram"));
  assert_true(has(&copy, "Proefstraat"));
  assert_true(has(&copy, "belt elke maandag"));
  assert_true(has(&copy, "Huishouden aan het water"));
  assert_false(has(&copy, "kant") || has(&copy, "side"));      /* who reads of a side knows of another */
}

/* A record of another room: the walk finds it by its declaration. */
static void records_of_other_rooms_are_found_by_themselves(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  assert_null(key_of_table(h, id, "control_set_aside"));
  MUST(set_aside_ask(&s->c, h->p.person_a, &(struct set_aside_new){ .reason = "Zebravink: apart gesproken." }));
  assert_non_null(key_of_table(h, id, "control_set_aside"));
  gives_all(h, id);
  const struct copy copy = copy_now(h, id);
  assert_true(has(&copy, "Zebravink"));
}

/* What is kept as data is told as people were asked it. */
static void answers_stand_in_it_with_their_questions(void **state)
{
  struct house *const h = *state;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  answers_safety(h);
  assert_non_null(key_of_table(h, id, "assessment"));
  gives_all(h, id);
  const struct copy copy = copy_now(h, id);
  static const char *const said[] = { "Hoe veilig is het nu?", "1. Is er lichamelijk of seksueel geweld", "Wel eerder, niet in de afgelopen drie maanden", "Zebravink: slaapt weer", "Nog niet genoeg" };
  for (size_t i = 0; i < COUNT(said); i++) if (!has(&copy, said[i])) { print_error("%s\n", said[i]); assert_true(false); }
  assert_false(has(&copy, "linkId") || has(&copy, "QuestionnaireResponse"));
}

/* Whatever she has, and whoever handles it: also a director who works with both. */
static void nothing_of_the_other_side_is_ever_in_it(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  gives_all(h, id);
  const struct copy before = copy_now(h, id);
  her_secrets(h);
  lets_in_side(h, BOTH, h->p.person_a);
  lets_in_side(h, BOTH, h->p.person_b);
  static const uint8_t handlers[] = { FOR_A, ALSO_A, BOTH };
  for (size_t i = 0; i < COUNT(handlers); i++) {
    acts(s, handlers[i]);
    const struct copy after = copy_now(h, id);
    assert_int_equal(after.undecided, 0);
    assert_false(has(&after, her_word));
    assert_string_equal(before.json, after.json);
    assert_string_equal(before.digest, after.digest);
  }
}

/* What anybody wrote who never worked for this side came from another: it is not there at all. */
static void what_others_wrote_in_the_shared_part_is_not_in_it(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  struct household shared;
  assert_non_null(key_of_table(h, id, "household"));
  acts(s, FOR_B);
  MUST(household_get(&s->c, h->p.household, &shared));
  shared.note = "Kwartelkoning schreef dit.";
  MUST(household_change(&s->c, &shared));
  acts(s, FOR_A);
  assert_null(key_of_table(h, id, "household"));
  gives_all(h, id);
  const struct copy copy = copy_now(h, id);
  assert_false(has(&copy, her_word));
}

static void what_is_left_out_without_a_word_leaves_no_trace(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct id address;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  gives_all(h, id);
  const struct copy without = copy_now(h, id);
  MUST(address_add(&s->c, &(struct address){ .person = h->p.person_a, .kind = ADDRESS_WORK, .street = "Zebravinklaan", .number = "903", .secret = YES }, &address));
  assert_int_equal(copy_now(h, id).undecided, 1);
  char text[ID_TEXT];
  id_format(address, text);
  MUST(item_decide(&s->c, id, JOIN(&s->c.arena, "address:", text), &(struct item_decide){ .choice = ITEM_WITHHOLD, .ground = WITHHOLD_SAFETY, .reason = "Een collega werkt daar." }));
  const struct copy with = copy_now(h, id);
  assert_int_equal(with.left_out, 1);
  assert_string_equal(without.json, with.json);
  assert_string_not_equal(without.digest, with.digest);      /* what a second person agrees to does differ */
}

static void words_that_are_left_out_stand_nowhere_in_that_part(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  gives_all(h, id);
  const char *const key = key_of_table(h, id, "household_side");
  struct item_decide d = { .choice = ITEM_PARTLY, .ground = WITHHOLD_THIRD_PARTY, .reason = "Gaat over een buur." };
  INVALID(item_decide(&s->c, id, key, &d), "words");
  d.words = "staat er niet";
  INVALID(item_decide(&s->c, id, key, &d), "words");
  d.words = "ELKE MAANDAG\n";
  MUST(item_decide(&s->c, id, key, &d));
  struct copy copy = copy_now(h, id);
  assert_false(has(&copy, "elke maandag"));
  assert_true(has(&copy, "Bram belt"));
  assert_false(has(&copy, "[weggelaten]"));
  d.tell = YES;
  MUST(item_decide(&s->c, id, key, &d));
  copy = copy_now(h, id);
  assert_true(has(&copy, "[weggelaten]"));
  assert_int_equal(copy.grounds.count, 1);
}

static void words_left_out_here_and_given_there_are_pointed_out(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  gives_all(h, id);
  MUST(item_decide(&s->c, id, key_of_table(h, id, "household_side"), &(struct item_decide){ .choice = ITEM_PARTLY, .ground = WITHHOLD_THIRD_PARTY, .reason = "Anders.", .words = "Bram" }));
  assert_true(copy_now(h, id).still.count > 0);
}

static void a_ground_that_would_tell_is_not_told(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  const char *const key = key_of_table(h, id, "address");
  for (enum withhold_ground g = WITHHOLD_THIRD_PARTY; g <= WITHHOLD_OWN_NOTE; g++) {
    const struct item_decide d = { .choice = ITEM_WITHHOLD, .ground = g, .reason = "Reden.", .tell = YES, .until = date_plus_days(s->c.today, 9) };
    assert_int_equal(item_decide(&s->c, id, key, &d), ground_may_be_told(g) ? OK : ERR_INVALID);
  }
  INVALID(item_decide(&s->c, id, key, &(struct item_decide){ .choice = ITEM_WITHHOLD, .ground = WITHHOLD_SAFETY }), "reason");
  INVALID(item_decide(&s->c, id, key, &(struct item_decide){ .choice = ITEM_WITHHOLD, .reason = "Zomaar." }), "ground");
  INVALID(item_decide(&s->c, id, key, &(struct item_decide){ .choice = ITEM_WITHHOLD, .ground = WITHHOLD_INVESTIGATION, .reason = "Loopt." }), "until");
  assert_int_equal(item_decide(&s->c, id, "address:zomaar", &(struct item_decide){ .choice = ITEM_GIVE }), ERR_NOT_FOUND);
}

/* --- giving -------------------------------------------------------------------------------------------------------- */

static void all_given_needs_nobody_else_and_is_kept(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  INVALID(copy_finish(&s->c, id, 1), "");
  gives_all(h, id);
  INVALID(gives(h, id), "");
  finishes(h, id);
  const struct copy copy = copy_now(h, id);
  assert_int_equal(gives(h, id), OK);
  struct rights_copy_list given;
  MUST(copies_of(&s->c, id, &given));
  assert_int_equal(given.count, 1);
  assert_string_equal(given.at[0].digest, copy.digest);
  assert_int_equal(given.at[0].count.n, copy.items.count);
  assert_non_null(strstr(given.at[0].items, key_of_table(h, id, "address")));
  assert_int_equal(raw_number(s, "SELECT count(*) FROM journal WHERE verb = 'export' AND record = 'rights_copy'"), 1);
  assert_true(date_known(right_now(h, id).clock.closed));
}

static void what_is_left_out_needs_a_second_person(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  bool erased;
  gives_all(h, id);
  MUST(item_decide(&s->c, id, key_of_table(h, id, "address"), &(struct item_decide){ .choice = ITEM_WITHHOLD, .ground = WITHHOLD_SAFETY, .reason = "Reden." }));
  finishes(h, id);
  assert_int_equal(right_now(h, id).clock.state, RIGHT_SECOND);
  assert_int_equal(gives(h, id), ERR_INVALID);
  INVALID(right_agree(&s->c, id, right_now(h, id).request.version, &erased), "");
  acts(s, ALSO_A);
  MUST(right_agree(&s->c, id, right_now(h, id).request.version, &erased));
  acts(s, FOR_A);
  assert_int_equal(gives(h, id), OK);
}

static void who_left_a_part_out_is_not_the_second_person_whoever_finished_it(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  bool erased;
  gives_all(h, id);
  MUST(item_decide(&s->c, id, key_of_table(h, id, "address"), &(struct item_decide){ .choice = ITEM_WITHHOLD, .ground = WITHHOLD_SAFETY, .reason = "Reden." }));
  acts(s, ALSO_A);
  finishes(h, id);
  acts(s, FOR_A);
  INVALID(right_agree(&s->c, id, right_now(h, id).request.version, &erased), "");
}

static void agreeing_counts_for_what_was_seen_and_nothing_else(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  bool erased;
  gives_all(h, id);
  MUST(item_decide(&s->c, id, key_of_table(h, id, "address"), &(struct item_decide){ .choice = ITEM_WITHHOLD, .ground = WITHHOLD_SAFETY, .reason = "Reden." }));
  finishes(h, id);
  acts(s, ALSO_A);
  MUST(right_agree(&s->c, id, right_now(h, id).request.version, &erased));
  acts(s, FOR_A);
  MUST(item_decide(&s->c, id, key_of_table(h, id, "address"), &(struct item_decide){ .choice = ITEM_GIVE }));
  INVALID(gives(h, id), "");
  struct household_side side;                                /* and a part that changed must be decided again */
  MUST(side_get(&s->c, h->p.side_a, &side));
  side.notes = "Iets anders.";
  MUST(side_change(&s->c, &side));
  assert_int_equal(copy_now(h, id).undecided, 1);
}

static void sent_back_it_is_made_again(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  gives_all(h, id);
  MUST(item_decide(&s->c, id, key_of_table(h, id, "address"), &(struct item_decide){ .choice = ITEM_WITHHOLD, .ground = WITHHOLD_SAFETY, .reason = "Reden." }));
  finishes(h, id);
  acts(s, ALSO_A);
  INVALID(right_return(&s->c, id, right_now(h, id).request.version, &(struct right_return){ 0 }), "returned");
  MUST(right_return(&s->c, id, right_now(h, id).request.version, &(struct right_return){ .returned = "Dit adres kent hij al." }));
  assert_int_equal(right_now(h, id).clock.state, RIGHT_MAKING);
}

static void nothing_is_given_to_somebody_whom_nobody_checked(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct right_ask a = plain_ask(h, RIGHT_COPY);
  struct id id;
  a.identity = IDENTITY_UNKNOWN;
  MUST(right_ask(&s->c, h->p.person_a, &a, &id));
  gives_all(h, id);
  finishes(h, id);
  INVALID(gives(h, id), "");
  const struct right r = right_now(h, id);
  MUST(right_detail(&s->c, id, r.request.version, &(struct right_details){ .identity = IDENTITY_DOCUMENT, .identity_note = "Gezien aan de balie." }));
  assert_int_equal(gives(h, id), OK);
}

static void what_was_left_out_for_a_time_comes_back(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  bool erased;
  const struct date until = date_plus_days(s->c.today, 40);
  gives_all(h, id);
  MUST(item_decide(&s->c, id, key_of_table(h, id, "address"), &(struct item_decide){ .choice = ITEM_WITHHOLD, .ground = WITHHOLD_INVESTIGATION, .reason = "Loopt.", .until = until }));
  finishes(h, id);
  acts(s, ALSO_A);
  MUST(right_agree(&s->c, id, right_now(h, id).request.version, &erased));
  acts(s, FOR_A);
  assert_int_equal(gives(h, id), OK);
  const struct right r = right_now(h, id);
  assert_false(date_known(r.clock.closed));
  assert_int_equal(r.clock.due.ymd, until.ymd);
}

static void a_parents_copy_is_weighed_part_by_part_and_names_nobody(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct id child, id;
  MUST(person_add(&s->c, h->p.side_a, &(struct person_new){ .called = "Sem", .surname = "Voorbeeld", .birth = date_plus_months(s->c.today, -120), .role = MEMBER_CHILD }, &child));
  MUST(address_add(&s->c, &(struct address){ .person = child, .kind = ADDRESS_STAY, .street = "Zebravinklaan", .number = "904", .secret = YES }, NULL));
  struct right_ask a = plain_ask(h, RIGHT_COPY);
  a.asker = ASKER_PARENT;
  a.asker_name = "Een ouder";
  a.child_view = "Het kind wil niet dat het adres bekend wordt.";
  MUST(right_ask(&s->c, child, &a, &id));
  struct right_item_list items = items_now(h, id);
  INVALID(items_give(&s->c, id, &(struct text_list){ &items.at[0].key, 1 }), "");
  for (size_t i = 0; i < items.count; i++) {
    const bool place = items.at[i].rec == &address_record;
    INVALID(item_decide(&s->c, id, items.at[i].key, &(struct item_decide){ .choice = ITEM_GIVE }), "reason");
    MUST(item_decide(&s->c, id, items.at[i].key, &(struct item_decide){ .choice = place ? ITEM_WITHHOLD : ITEM_GIVE, .ground = place ? WITHHOLD_CHILD : WITHHOLD_UNKNOWN, .reason = "Gewogen." }));
  }
  finishes(h, id);
  assert_int_equal(right_now(h, id).clock.state, RIGHT_SECOND);
  const struct copy copy = copy_now(h, id);
  assert_false(has(&copy, "Zebravink"));
  assert_true(copy.recipients_by_kind);
  assert_int_equal(copy.recipients.count, 0);
}

/* A partner outside care, asked for an action of his side: a copy says with whom it was shared, unless the part was left out; hers never does. */
static void a_copy_says_which_partner_was_asked(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct action_new a = { .what = "Huur", .doer = "somebody", .somebody = "De corporatie", .due = date_plus_days(s->c.today, 9), .form = ACTION_ALONE, .place = PLACE_A };
  const struct partner_new n = { .name = "Pim Proefman", .organisation = "Corporatie Testwonen", .branch = HELPER_HOUSING, .mail = "pim@testwonen.invalid", .request = "Kan de huur later?",
    .due = a.due, .ground = GROUND_CONSENT, .how = "Bram zei ja", .since = s->c.today };
  struct id action;
  MUST(action_add(&s->c, h->p.household, ID_NONE, &a, &action));
  MUST(partner_ask_add(&s->c, action, &n, NULL));
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  gives_all(h, id);
  struct copy copy = copy_now(h, id);
  assert_int_equal(copy.recipients.count, 1);
  assert_string_equal(copy.recipients.at[0].name, "Corporatie Testwonen");
  assert_true(has(&copy, "Kan de huur later?"));
  assert_false(has(&copy, "testwonen.invalid"));
  struct item_decide partly = { .choice = ITEM_PARTLY, .ground = WITHHOLD_THIRD_PARTY, .reason = "Reden.", .words = "Pim Proefman" };
  MUST(item_decide(&s->c, id, key_of_table(h, id, "partner_ask"), &partly));
  copy = copy_now(h, id);
  assert_int_equal(copy.recipients.count, 1);                /* of what was asked only a part is given: still a recipient */
  assert_false(has(&copy, "Pim Proefman"));
  partly.words = "Testwonen";
  MUST(item_decide(&s->c, id, key_of_table(h, id, "partner_ask"), &partly));
  copy = copy_now(h, id);
  assert_int_equal(copy.recipients.count, 0);                /* a name that is left out stands nowhere */
  assert_false(has(&copy, "Testwonen"));
  MUST(item_decide(&s->c, id, key_of_table(h, id, "partner_ask"), &(struct item_decide){ .choice = ITEM_WITHHOLD, .ground = WITHHOLD_SAFETY, .reason = "Reden." }));
  copy = copy_now(h, id);
  assert_int_equal(copy.recipients.count, 0);
  acts(s, FOR_B);
  const struct id hers = asks_for(h, h->p.person_b, RIGHT_COPY);
  gives_all(h, hers);
  copy = copy_now(h, hers);
  assert_false(has(&copy, "huur"));
  assert_int_equal(copy.recipients.count, 0);
  acts(s, FOR_A);
}

/* --- plans of two adults of one side ---------------------------------------------------------------------------------- */

/* As plan_make stores it, which looks for a coordinator among accounts that these tests have none of. */
static struct id plan_for(struct house *h, enum plan_kind kind, struct id person, const char *title)
{
  struct scratch *const s = h->s;
  struct household_side side;
  MUST(side_get(&s->c, h->p.side_a, &side));
  const struct plan p = { .compartment = side.compartment, .household = h->p.household, .kind = kind, .person = person, .place = PLACE_A, .title = title, .why = "Omdat het nu nodig is.",
    .coordinator = s->c.scope.actor, .start = s->c.today, .review = date_plus_days(s->c.today, 42), .state = PLAN_DRAFT, .versions = num(0), .stop = NO, .writer = s->c.scope.actor };
  struct id id;
  MUST(record_insert(&s->c, plan, &p, &id));
  return id;
}

/* Everything that hangs on a plan and names nobody: a sheet, a goal, an action, and what a partner was asked for it. */
static void fills_plan(struct house *h, struct id plan, int sheet, const char *words)
{
  struct scratch *const s = h->s;
  struct plan_stop stop = { .triggers = words };
  struct plan_safety safety = { .signals = words };
  struct plan_goal goal = { .plan = plan, .goal = words };
  const struct action_new a = { .what = words, .doer = "somebody", .somebody = words, .due = date_plus_days(s->c.today, 9), .form = ACTION_ALONE, .place = PLACE_A };
  const struct partner_new n = { .name = words, .organisation = words, .branch = HELPER_HOUSING, .mail = "pim@testwonen.invalid", .request = words,
    .due = a.due, .ground = GROUND_CONSENT, .how = words, .since = s->c.today };
  struct id action;
  MUST(sheet_save(&s->c, &sheet_kinds[sheet], plan, sheet == SHEET_STOP ? (const void *)&stop : (const void *)&safety));
  MUST(goal_add(&s->c, plan, &goal));
  MUST(plan_action_add(&s->c, plan, &a, &action));
  MUST(partner_ask_add(&s->c, action, &n, NULL));
}

static size_t of_table(struct house *h, struct id id, const char *table)
{
  const struct right_item_list items = items_now(h, id);
  size_t n = 0;
  for (size_t i = 0; i < items.count; i++) n += strcmp(items.at[i].rec->name, table) == 0;
  return n;
}

static void of_another_adults_plan_only_what_was_released_is_there(void **state)
{
  static const char *const hanging[] = { "plan", "plan_goal", "case_action", "partner_ask" };
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct plan p;
  const struct id wilma = adds(s, h->p.side_a, "Wilma", "Testma", MEMBER_OTHER, NULL);
  const struct id hers = plan_for(h, PLAN_SAFETY, wilma, "Zebravink"), his = plan_for(h, PLAN_SAFETY, h->p.person_a, "Roodborst"), all = plan_for(h, PLAN_HELP, ID_NONE, "Samenplan");
  fills_plan(h, hers, SHEET_SAFETY, "Zebravink");
  fills_plan(h, his, SHEET_STOP, "Roodborst");
  fills_plan(h, all, SHEET_SAFETY, "Van ons allen");
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY), own = asks_for(h, wilma, RIGHT_COPY);
  for (size_t i = 0; i < COUNT(hanging); i++) {
    assert_int_equal(of_table(h, id, hanging[i]), 2);        /* his own, and that of the side as a whole */
    assert_int_equal(of_table(h, own, hanging[i]), 2);
  }
  gives_all(h, id);
  gives_all(h, own);
  struct copy copy = copy_now(h, id);
  assert_true(has(&copy, "Roodborst") && has(&copy, "Van ons allen") && !has(&copy, "Zebravink") && !has(&copy, "Wilma"));
  copy = copy_now(h, own);
  assert_true(has(&copy, "Zebravink") && has(&copy, "Van ons allen") && !has(&copy, "Roodborst"));
  MUST(plan_get(&s->c, his, &p));
  p.household = id_of(77);                                   /* made before this side went on by itself */
  MUST(record_update(&s->c, plan, &p));
  assert_int_equal(of_table(h, id, "plan_stop"), 1);
}

static void what_another_adult_released_is_decided_on_like_any_part(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  struct plan_safety changed;
  struct plan_release_list releases;
  const struct id wilma = adds(s, h->p.side_a, "Wilma", "Testma", MEMBER_OTHER, NULL), hers = plan_for(h, PLAN_SAFETY, wilma, "Zebravink");
  fills_plan(h, hers, SHEET_SAFETY, "Zebravink");
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  MUST(release_add(&s->c, hers, &(struct release_new){ "veilig.signals", wilma, "Als ik stil word, help mij.", s->c.today }));
  MUST(release_add(&s->c, hers, &(struct release_new){ "veilig.signals", wilma, "Dit nam ik terug.", date_plus_days(s->c.today, -1) }));
  MUST(releases_of(&s->c, hers, &releases));
  MUST(release_take_back(&s->c, releases.at[1].id, releases.at[1].version));
  assert_int_equal(of_table(h, id, "plan_release"), 1);
  gives_all(h, id);
  struct copy copy = copy_now(h, id);
  assert_true(has(&copy, "Als ik stil word") && !has(&copy, "Zebravink") && !has(&copy, "nam ik terug"));
  MUST(item_decide(&s->c, id, key_of_table(h, id, "plan_release"), &(struct item_decide){ .choice = ITEM_WITHHOLD, .ground = WITHHOLD_THIRD_PARTY, .reason = "Wilma wil het zelf geven." }));
  copy = copy_now(h, id);
  assert_true(!has(&copy, "Als ik stil word") && copy.left_out == 1);
  assert_true(copy_needs_second(&(struct right){ .parent = false }, &copy));
  MUST(sheet_get(&s->c, &sheet_kinds[SHEET_SAFETY], hers, &changed));
  changed.signals = "Zebravink, anders";
  MUST(sheet_save(&s->c, &sheet_kinds[SHEET_SAFETY], hers, &changed));
  assert_int_equal(of_table(h, id, "plan_release"), 0);      /* said yes to what stands there no more */
}

static void the_copy_of_one_household_tells_nothing_of_another(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  gives_all(h, id);
  const struct copy before = copy_now(h, id);
  struct id other;
  MUST(household_open(&s->c, &(struct household_new){ .name = "Zebravinkhuis", .mine = MY_SIDE_A }, &other));
  const struct household_side there = file_of(s, other).sides.at[0];
  same_team(s, h->p.side_a, there.id);
  MUST(person_join(&s->c, h->p.person_a, there.id, MEMBER_USES, NULL));
  MUST(member_add(&s->c, &(struct household_member){ .household = other, .shared_name = "Zebravink", .role = MEMBER_CHILD }, NULL));
  const struct copy after = copy_now(h, id);
  assert_false(has(&after, "Zebravink"));
  assert_string_equal(before.json, after.json);
}

static void own_statements_stand_beside_what_they_are_about(void **state)
{
  struct house *const h = *state;
  struct scratch *const s = h->s;
  const struct id id = asks_for(h, h->p.person_a, RIGHT_COPY);
  struct right_ask a = plain_ask(h, RIGHT_NOTE);
  struct id note;
  a.about = key_of_table(h, id, "household_side");
  a.statement = "Ik bel op dinsdag.";
  MUST(right_ask(&s->c, h->p.person_a, &a, &note));
  a.about = "household_side:11111111-1111-4111-8111-111111111111";
  INVALID(right_ask(&s->c, h->p.person_a, &a, &note), "statement");
  gives_all(h, id);
  const struct copy copy = copy_now(h, id);
  assert_true(has(&copy, "Ik bel op dinsdag."));
  assert_true(has(&copy, "belt elke maandag"));              /* what is written stays */
}

/* Each with its reason: a reference whose compartment says as much. */
static void only_references_of_this_room_are_stored_as_they_are(void **state)
{
  static const struct record *const all[] = { &rights_request_record, &rights_decision_record, &rights_copy_record };
  (void)state;
  for (size_t r = 0; r < COUNT(all); r++)
    for (size_t i = 0; i < all[r]->count; i++)
      if (all[r]->fields[i].flags & CLEAR) assert_int_equal(all[r]->fields[i].kind, FIELD_REF);
  for (size_t i = 0; i < right_clock_record.count; i++) assert_true(right_clock_record.fields[i].kind != FIELD_TEXT && right_clock_record.fields[i].target != &person_record);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(it_holds_the_file_the_own_side_and_what_is_shared),
    TEST(records_of_other_rooms_are_found_by_themselves),
    TEST(answers_stand_in_it_with_their_questions),
    TEST(nothing_of_the_other_side_is_ever_in_it),
    TEST(what_others_wrote_in_the_shared_part_is_not_in_it),
    TEST(what_is_left_out_without_a_word_leaves_no_trace),
    TEST(words_that_are_left_out_stand_nowhere_in_that_part),
    TEST(words_left_out_here_and_given_there_are_pointed_out),
    TEST(a_ground_that_would_tell_is_not_told),
    TEST(all_given_needs_nobody_else_and_is_kept),
    TEST(what_is_left_out_needs_a_second_person),
    TEST(who_left_a_part_out_is_not_the_second_person_whoever_finished_it),
    TEST(agreeing_counts_for_what_was_seen_and_nothing_else),
    TEST(sent_back_it_is_made_again),
    TEST(nothing_is_given_to_somebody_whom_nobody_checked),
    TEST(what_was_left_out_for_a_time_comes_back),
    TEST(a_parents_copy_is_weighed_part_by_part_and_names_nobody),
    TEST(of_another_adults_plan_only_what_was_released_is_there),
    TEST(what_another_adult_released_is_decided_on_like_any_part),
    TEST(the_copy_of_one_household_tells_nothing_of_another),
    TEST(a_copy_says_which_partner_was_asked),
    TEST(own_statements_stand_beside_what_they_are_about),
    TEST(only_references_of_this_room_are_stored_as_they_are),
  };
  return cmocka_run_group_tests_name("copies", tests, NULL, NULL);
}
