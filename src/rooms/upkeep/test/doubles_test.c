#include "doubles.h"
#include "history.h"
#include "map_helper.h"
#include "mergers.h"

static void names_are_alike_whatever_their_case_accents_and_order(void **state)
{
  (void)state;
  assert_int_equal(names_alike("Agressieregulatie", "agressieregulatie"), 100);
  assert_int_equal(names_alike("Training agressie", "Agressie: training"), 100);
  assert_int_equal(names_alike("Café voor vaders", "Cafe vaders"), 100);
  assert_true(names_alike("Groep voor mannen", "Groepen voor mannen") >= DOUBLE_SAME_PROVIDER);
  assert_true(names_alike("Vrouwengroep", "Buddy voor vaders") < 20);
  assert_int_equal(names_alike("", ""), 0);
}

static void pairs_are_of_one_provider_or_one_region_and_stay_apart_when_somebody_said_so(void **state)
{
  struct world *const w = *state;
  struct double_pair_list pairs;
  const struct id a = offer_of(w, "Agressietraining mannen", "Een", "oost-brabant"), b = offer_of(w, "Agressietraining voor mannen", "Een", "oost-brabant");
  offer_of(w, "Agressietraining mannen", "Twee", "zeeland");
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(doubles_found(w->c, &pairs), OK);
  assert_int_equal(pairs.count, 1);
  assert_true(id_same(pairs.at[0].subject, pair_subject(b, a)));
  assert_int_equal(pairs.at[0].score, 100);
  for (int i = 0; i < 2; i++) assert_int_equal(doubles_apart(w->c, i ? b : a, i ? a : b, NULL), OK);      /* by two coordinators */
  assert_int_equal(doubles_found(w->c, &pairs), OK);
  assert_int_equal(pairs.count, 0);
  as_role(w, ROLE_REGION, w->two, "zeeland");
  assert_int_equal(doubles_found(w->c, &pairs), OK);
  assert_int_equal(pairs.count, 0);
}

static void joining_fills_what_was_unknown_and_leaves_what_was_known(void **state)
{
  struct world *const w = *state;
  const struct id a = offer_of(w, "Groep", "Een", "oost-brabant"), b = offer_of(w, "Groep!", "Een", "oost-brabant");
  struct id join;
  struct offer_line line = read_offer(w, b);
  line.offer.summary = "Van de ander.";
  line.offer.verified_on = (struct date){ 20251101 };
  line.offer.verified_by = "Een";
  line.offer.code = "B";
  put_offer(w, &line);
  line = read_offer(w, a);
  line.offer.limits = "Van de eerste.";
  put_offer(w, &line);
  as_role(w, ROLE_PROVIDER, w->one, "oost-brabant");
  assert_int_equal(doubles_join(w->c, a, 2, b, 2, &join), ERR_NOT_FOUND);
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(doubles_join(w->c, a, 2, a, 2, &join), ERR_INVALID);
  assert_int_equal(doubles_join(w->c, a, 2, b, 2, &join), OK);
  const struct offer_line stays = read_offer(w, a);
  assert_string_equal(stays.offer.summary, "Van de ander.");
  assert_string_equal(stays.offer.limits, "Van de eerste.");
  assert_null(stays.offer.code);                                   /* it is the other's */
}

/* As somebody who saw the second one before it was changed. */
static int join_old(struct ctx *c, void *ids)
{
  const struct id *const pair = ids;
  return doubles_join(c, pair[0], 1, pair[1], 1, NULL);
}

static void a_join_is_undone_while_nothing_changed_since(void **state)
{
  struct world *const w = *state;
  const struct id a = offer_of(w, "Groep", "Een", "oost-brabant"), b = offer_of(w, "Groep!", "Een", "oost-brabant");
  struct id join;
  struct offer_line line = read_offer(w, b);
  line.offer.summary = "Van de ander.";
  line.offer.verified_on = (struct date){ 20251101 };
  line.offer.verified_by = "Een";
  put_offer(w, &line);
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(db_savepoint(w->c, join_old, &(struct id[]){ a, b }), ERR_CONFLICT);
  assert_int_equal(doubles_join(w->c, a, 1, b, 2, &join), OK);
  assert_string_equal(read_offer(w, a).offer.summary, "Van de ander.");
  assert_false(date_known(read_offer(w, a).offer.verified_on));      /* nobody verified the two as one */
  assert_int_equal(read_offer(w, b).offer.status, STATUS_ENDED);
  assert_true(id_same(read_offer(w, b).offer.joined_into, a));
  assert_int_equal(doubles_join(w->c, a, 2, b, 3, NULL), ERR_INVALID);
  assert_int_equal(doubles_part(w->c, join), OK);
  assert_null(read_offer(w, a).offer.summary);
  assert_int_equal(read_offer(w, b).offer.status, STATUS_ACTIVE);
  assert_false(id_known(read_offer(w, b).offer.joined_into));
  assert_int_equal(doubles_part(w->c, join), ERR_NOT_FOUND);
  assert_int_equal(doubles_join(w->c, a, read_offer(w, a).offer.version, b, read_offer(w, b).offer.version, &join), OK);
  line = read_offer(w, a);
  line.offer.limits = "Later.";
  put_offer(w, &line);
  assert_int_equal(doubles_part(w->c, join), ERR_CONFLICT);
}

static void organisations_become_one_and_two_again(void **state)
{
  struct world *const w = *state;
  const struct id own = offer_of(w, "Eigen", "Een", "oost-brabant"), shared = offer_of(w, "Samen", "Drie", "oost-brabant"), both = offer_of(w, "Beide", "Twee", "oost-brabant"),
    moved = offer_of(w, "Later weg", "Een", "oost-brabant");
  struct offer_line line = read_offer(w, shared);
  struct id merger, found;
  line.also_by = "Een";
  put_offer(w, &line);
  line = read_offer(w, both);
  line.also_by = "Een; Vier";
  put_offer(w, &line);
  as_role(w, ROLE_PROVIDER, w->one, "oost-brabant");
  assert_int_equal(organisations_merge(w->c, w->one, w->two, &merger), ERR_NOT_FOUND);
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(organisations_merge(w->c, w->one, w->one, &merger), ERR_INVALID);
  assert_int_equal(organisations_merge(w->c, w->one, w->two, &merger), OK);
  assert_int_equal(organisations_merge(w->c, w->two, w->one, NULL), ERR_INVALID);
  assert_string_equal(read_offer(w, own).provider, "Twee");
  assert_string_equal(read_offer(w, shared).also_by, "Twee");
  assert_string_equal(read_offer(w, both).provider, "Twee");
  assert_string_equal(read_offer(w, both).also_by, "Vier");            /* not beside itself */
  assert_int_equal(organisation_by_name(w->c, "EEN", &found), OK);    /* the old name leads on */
  assert_true(id_same(found, w->two));
  line = read_offer(w, moved);
  line.provider = "Vier";
  put_offer(w, &line);
  assert_int_equal(organisations_unmerge(w->c, merger), OK);
  assert_string_equal(read_offer(w, own).provider, "Een");
  assert_string_equal(read_offer(w, shared).also_by, "Een");
  assert_string_equal(read_offer(w, both).provider, "Twee");
  assert_non_null(strstr(read_offer(w, both).also_by, "Een"));
  assert_string_equal(read_offer(w, moved).provider, "Vier");
  assert_int_equal(organisations_unmerge(w->c, merger), ERR_NOT_FOUND);
}

static void undoing_a_merger_leaves_who_gave_it_too(void **state)
{
  struct world *const w = *state;
  const struct { const char *name, *provider, *also_by; } rows[] = { { "Een met Twee", "Een", "Twee" }, { "Samen", "Drie", "Een; Twee" } };
  struct id ids[COUNT(rows)], merger;
  for (size_t i = 0; i < COUNT(rows); i++) {
    ids[i] = offer_of(w, rows[i].name, rows[i].provider, "oost-brabant");
    struct offer_line line = read_offer(w, ids[i]);
    line.also_by = rows[i].also_by;
    put_offer(w, &line);
  }
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(organisations_merge(w->c, w->one, w->two, &merger), OK);
  assert_string_equal(read_offer(w, ids[0]).provider, "Twee");
  assert_null(read_offer(w, ids[0]).also_by);
  assert_int_equal(organisations_unmerge(w->c, merger), OK);
  assert_string_equal(read_offer(w, ids[0]).provider, "Een");
  assert_string_equal(read_offer(w, ids[0]).also_by, "Twee");
  const char *const both = read_offer(w, ids[1]).also_by;
  assert_true(strstr(both, "Een") && strstr(both, "Twee"));
}

static int unmerge(struct ctx *c, void *merger) { return organisations_unmerge(c, *(const struct id *)merger); }

static void a_coordinator_merges_nobody_who_gives_help_elsewhere(void **state)
{
  struct world *const w = *state;
  struct id merger;
  offer_of(w, "Hier", "Een", "oost-brabant");
  const struct id there = offer_of(w, "Daar", "Een", "zeeland");
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(organisations_merge(w->c, w->one, w->two, NULL), ERR_INVALID);
  as_console(w);
  assert_int_equal(organisations_merge(w->c, w->one, w->two, &merger), OK);
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(db_savepoint(w->c, unmerge, &merger), ERR_INVALID);
  assert_string_equal(read_offer(w, there).provider, "Twee");
}

static void a_join_is_not_undone_by_halves_through_the_history(void **state)
{
  struct world *const w = *state;
  const struct id a = offer_of(w, "Een", "Een", "oost-brabant"), b = offer_of(w, "Ander", "Een", "oost-brabant");
  struct offer_event_list events;
  struct id join;
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(doubles_join(w->c, a, 1, b, 1, &join), OK);
  const enum role askers[] = { ROLE_REGION, ROLE_PROVIDER };
  for (size_t i = 0; i < COUNT(askers); i++) {
    as_role(w, askers[i], w->one, "oost-brabant");
    const struct offer now = read_offer(w, b).offer;
    assert_int_equal(offer_history(w->c, &now, &events), OK);
    assert_false(events.at[0].undoable);
    assert_int_equal(offer_history_undo(w->c, b, events.at[0].line), ERR_INVALID);
  }
  assert_int_equal(read_offer(w, b).offer.status, STATUS_ENDED);
  assert_int_equal(doubles_part(w->c, join), ERR_NOT_FOUND);
  as_role(w, ROLE_REGION, w->two, "oost-brabant");
  assert_int_equal(doubles_part(w->c, join), OK);
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, world_up, world_down)
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(names_are_alike_whatever_their_case_accents_and_order),
    TEST(pairs_are_of_one_provider_or_one_region_and_stay_apart_when_somebody_said_so),
    TEST(joining_fills_what_was_unknown_and_leaves_what_was_known),
    TEST(a_join_is_undone_while_nothing_changed_since),
    TEST(organisations_become_one_and_two_again),
    TEST(undoing_a_merger_leaves_who_gave_it_too),
    TEST(a_coordinator_merges_nobody_who_gives_help_elsewhere),
    TEST(a_join_is_not_undone_by_halves_through_the_history),
  };
  return cmocka_run_group_tests_name("doubles", tests, NULL, NULL);
}
