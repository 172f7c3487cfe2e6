/* The table of states as a model, and plans against it by chance. */
#include "plans_helper.h"

/* Written by hand, apart from the table. */
static enum plan_state expected(enum plan_state from, enum plan_act act)
{
  if (act == PLAN_FINALISE) return from == PLAN_DRAFT ? PLAN_FINAL : PLAN_STATE_UNKNOWN;
  if (act == PLAN_REOPEN) return from == PLAN_FINAL ? PLAN_DRAFT : PLAN_STATE_UNKNOWN;
  if (act == PLAN_REPLACE) return from == PLAN_FINAL ? PLAN_REPLACED : PLAN_STATE_UNKNOWN;
  if (act == PLAN_END) return from == PLAN_DRAFT || from == PLAN_FINAL ? PLAN_ENDED : PLAN_STATE_UNKNOWN;
  return PLAN_STATE_UNKNOWN;
}

static void every_state_and_act_goes_where_the_model_says(void **unused)
{
  (void)unused;
  for (unsigned from = 0; from < plan_state_choices.count; from++)
    for (unsigned act = 0; act < plan_act_choices.count; act++)
      assert_int_equal(plan_next_state((enum plan_state)from, (enum plan_act)act), expected((enum plan_state)from, (enum plan_act)act));
}

static void what_is_closed_stays_closed(void **unused)
{
  (void)unused;
  for (size_t i = 0; i < plan_moves_count; i++) assert_true(plan_moves[i].from == PLAN_DRAFT || plan_moves[i].from == PLAN_FINAL);
}

/* --- by chance ------------------------------------------------------------------------------------------------------- */

enum { PLANS = 3, ROUNDS = 6, STEPS = 40 };
struct model { struct id id; enum plan_state state; int32_t versions; bool lacks; };

static struct town t;
static struct scratch *s;
static int set_up(void **state)
{
  t = town_new();
  s = t.w->s;
  as(t.w, TEAM);
  *state = &t;
  return 0;
}
static int tear_down(void **state) { (void)state; world_free(t.w); return 0; }

static uint64_t dice = 4;
static size_t one_of(size_t n) { dice = dice * UINT64_C(6364136223846793005) + 1442695040888963407; return (size_t)(dice >> 33) % n; }

static void closes_actions(struct id plan)
{
  const struct plan_file f = opened(&t, plan);
  for (size_t i = 0; i < f.actions.count; i++)
    if (f.actions.at[i].state == ACTION_OPEN) MUST(action_end(&s->c, f.actions.at[i].id, f.actions.at[i].version, &(struct action_close){ ACTION_DONE, "Gedaan." }));
}

/* Takes out an element of the stop, or puts it back. */
static void changes(struct model *m)
{
  const bool out = one_of(2);
  const struct plan_file f = opened(&t, m->id);
  struct plan_stop row = f.stop;
  row.help = out ? NULL : one_of(2) ? "Hulp" : "Andere hulp";
  const int rc = sheet_save(&s->c, &sheet_kinds[SHEET_STOP], m->id, &row);
  assert_int_equal(rc, m->state == PLAN_DRAFT ? OK : ERR_INVALID);
  if (rc == OK) m->lacks = out;
}

static void reviews(struct model *m)
{
  const int rc = review_add(&s->c, m->id, &(struct review_new){ "Gezien", date_plus_days(s->c.today, 10) });
  assert_int_equal(rc, m->state == PLAN_DRAFT || m->state == PLAN_FINAL ? OK : ERR_INVALID);
}

static void moves(struct model *m, const struct model *all)
{
  static const enum plan_act often[] = { PLAN_FINALISE, PLAN_FINALISE, PLAN_FINALISE, PLAN_REOPEN, PLAN_REOPEN, PLAN_REPLACE, PLAN_REPLACE, PLAN_END };
  const enum plan_act act = often[one_of(COUNT(often))];
  const bool old = one_of(5) == 0, silent = one_of(4) == 0;
  const struct model *const by = &all[one_of(PLANS)];
  const int32_t version = stored(&t, m->id).version - old;
  const char *const words = silent ? " " : "Het geweld is gestopt.";
  enum plan_state to = expected(m->state, act);
  if (old || (act == PLAN_FINALISE && m->lacks) || ((act == PLAN_END || act == PLAN_REPLACE) && silent)) to = PLAN_STATE_UNKNOWN;
  if (act == PLAN_REPLACE && (by == m || by->state != PLAN_FINAL)) to = PLAN_STATE_UNKNOWN;
  if (to && to != PLAN_DRAFT && to != PLAN_FINAL) closes_actions(m->id);
  const int rc = act == PLAN_FINALISE ? plan_finalise(&s->c, m->id, version) : act == PLAN_REOPEN ? plan_reopen(&s->c, m->id, version)
    : act == PLAN_END ? plan_end(&s->c, m->id, version, &(struct plan_closing){ words }) : plan_replace(&s->c, m->id, version, &(struct plan_replacing){ by->id, words });
  assert_int_equal(rc == OK, to != PLAN_STATE_UNKNOWN);
  if (rc != OK) return;
  m->state = to;
  m->versions += act == PLAN_FINALISE;
}

static void as_the_model_says(const struct model *m)
{
  struct plan_version_list versions;
  const struct plan p = stored(&t, m->id);
  assert_int_equal(p.state, m->state);
  assert_true(id_known(p.coordinator));                     /* exactly one, in whatever state */
  assert_true(plan_is_open(&p) == !date_known(p.closed));
  assert_true(plan_is_open(&p) || text_said(p.outcome));    /* nothing is closed empty */
  MUST(versions_of(&s->c, m->id, &versions));
  assert_int_equal(versions.count, m->versions);            /* they only grow, one at each time */
  for (size_t i = 0; i < versions.count; i++) assert_int_equal(versions.at[i].number.n, m->versions - (int32_t)i);
  if (p.state == PLAN_FINAL) assert_int_equal(lacking(&t, m->id).count, 0);
}

static void whatever_is_tried_in_whatever_order_plans_keep_to_the_table(void **state)
{
  struct model all[PLANS];
  size_t closed = 0, made = 0, replaced = 0;
  (void)state;
  for (int round = 0; round < ROUNDS; round++) {
    for (size_t i = 0; i < PLANS; i++) {
      all[i] = (struct model){ .id = makes(&t, PLAN_SAFETY, t.bram), .state = PLAN_DRAFT };
      completes(&t, all[i].id, "Woorden");
    }
    for (int step = 0; step < STEPS; step++) {
      struct model *const m = &all[one_of(PLANS)];
      s->c.now += 1000;
      as(t.w, TEAM);
      switch (one_of(4)) {
      case 0: changes(m); break;
      case 1: reviews(m); break;
      default: moves(m, all); break;
      }
      s->c.error = (struct error){ 0 };
      as_the_model_says(m);
    }
    for (size_t i = 0; i < PLANS; i++) { closed += all[i].state == PLAN_ENDED; replaced += all[i].state == PLAN_REPLACED; made += (size_t)all[i].versions; }
  }
  assert_true(closed > 0 && made > 10 && replaced > 0);                     /* chance went everywhere */
}

static void a_plan_with_actions_to_do_is_not_closed(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  (void)state;
  acts_on(&t, plan, "Bellen");
  assert_int_equal(plan_end(&s->c, plan, stored(&t, plan).version, &(struct plan_closing){ "Klaar." }), ERR_INVALID);
  closes_actions(plan);
  MUST(plan_end(&s->c, plan, stored(&t, plan).version, &(struct plan_closing){ "Klaar." }));
}

/* --- versions side by side ----------------------------------------------------------------------------------------------- */

static void versions_tell_what_was_added_removed_and_changed(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  struct plan_version_list versions;
  struct plan_item_list one, two;
  struct item_pair_list pairs;
  (void)state;
  completes(&t, plan, "Woorden");
  finalises(&t, plan);
  MUST(plan_reopen(&s->c, plan, stored(&t, plan).version));
  struct plan_stop stop = opened(&t, plan).stop;
  stop.triggers = "Andere \"woorden\" \\ en\nregels";
  MUST(sheet_save(&s->c, &sheet_kinds[SHEET_STOP], plan, &stop));
  const struct plan_goal goal = opened(&t, plan).goals.at[0];
  MUST(goal_remove(&s->c, goal.id, goal.version));
  MUST(goal_add(&s->c, plan, &(struct plan_goal){ .goal = "Nieuw doel" }));
  finalises(&t, plan);
  MUST(versions_of(&s->c, plan, &versions));
  MUST(version_items(&s->c, &versions.at[1], &one));
  MUST(version_items(&s->c, &versions.at[0], &two));
  items_compared(&s->c, &one, &two, false, &pairs);
  assert_int_equal(pairs.count, 3);
  assert_int_equal(pairs.at[0].change, ITEM_ADDED);
  assert_string_equal(pairs.at[0].after, "Nieuw doel");
  assert_int_equal(pairs.at[1].change, ITEM_CHANGED);
  assert_string_equal(pairs.at[1].after, stop.triggers);
  assert_string_equal(pairs.at[1].before, "Woorden");
  assert_int_equal(pairs.at[2].change, ITEM_REMOVED);
  items_compared(&s->c, &one, &one, false, &pairs);
  assert_int_equal(pairs.count, 0);
  items_compared(&s->c, &one, &one, true, &pairs);
  assert_int_equal(pairs.count, one.count);
}

static void a_version_reads_back_as_it_was_written(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  struct plan_version_list versions;
  struct plan_item_list now, kept;
  (void)state;
  completes(&t, plan, "Woorden \"met\" {haken} \\ en é\tvan alles");
  const struct plan_file f = opened(&t, plan);
  MUST(plan_items(&s->c, &f, &now));
  finalises(&t, plan);
  MUST(versions_of(&s->c, plan, &versions));
  MUST(version_items(&s->c, &versions.at[0], &kept));
  assert_int_equal(kept.count, now.count);
  for (size_t i = 0; i < now.count; i++) {
    assert_string_equal(kept.at[i].key, now.at[i].key);
    assert_string_equal(kept.at[i].text, now.at[i].text);
    assert_string_equal(kept.at[i].raw, now.at[i].raw);
  }
}

struct heard { const struct plan_item_list *items; size_t count; };

static int is_said(struct ctx *c, const char *label, const char *text, void *arg)
{
  struct heard *const h = arg;
  (void)c;
  assert_true(h->count < h->items->count);
  assert_string_equal(text, h->items->at[h->count++].text);
  assert_true(*label && !strpbrk(label, "{}\""));
  return OK;
}

/* For the person's copy and the archive: no data, and nothing twice. */
static void a_version_is_told_item_by_item(void **state)
{
  const struct id plan = makes(&t, PLAN_SAFETY, t.bram);
  struct plan_version_list versions;
  struct plan_item_list items;
  (void)state;
  completes(&t, plan, "Woorden");
  finalises(&t, plan);
  MUST(versions_of(&s->c, plan, &versions));
  MUST(version_items(&s->c, &versions.at[0], &items));
  for (size_t i = 0; i < plan_version_record.count; i++) {
    const struct field *const f = &plan_version_record.fields[i];
    struct heard heard = { .items = &items };
    bool told;
    MUST(plan_in_words(&s->c, &plan_version_record, f, &versions.at[0], is_said, &heard, &told));
    assert_int_equal(told, strcmp(f->name, "body") == 0);
    assert_int_equal(heard.count, told ? items.count : 0);
  }
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_state_and_act_goes_where_the_model_says),
    cmocka_unit_test(what_is_closed_stays_closed),
    TEST(whatever_is_tried_in_whatever_order_plans_keep_to_the_table),
    TEST(a_plan_with_actions_to_do_is_not_closed),
    TEST(versions_tell_what_was_added_removed_and_changed),
    TEST(a_version_reads_back_as_it_was_written),
    TEST(a_version_is_told_item_by_item),
  };
  return cmocka_run_group_tests_name("states", tests, NULL, NULL);
}
