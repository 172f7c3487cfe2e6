/* What the room keeps in memory, and when it is built anew. */
#include "../../../store/test/scratch.h"
#include "exchange.h"
#include "offers_room.h"
#include "rooms.h"
#include "web_state.h"

static struct app app;
static struct config config;
static struct places places;
static struct db *writer, *reader;

static const struct snapshot *now(struct scratch *s)
{
  s->c.db = reader;
  s->c.now += 2000;
  assert_int_equal(offers_room.tick(&s->c, app.states[0]), OK);
  const struct snapshot *const current = offers_snapshot(&s->c);
  s->c.db = writer;
  return current;
}

static void only_a_change_of_an_offer_builds_it_anew(void **state)
{
  struct scratch *s = *state;
  struct id id;
  const struct offer_line line = { .offer = { .code = "A", .name = "Naam", .kind = KIND_HELP, .status = STATUS_ACTIVE } };
  const struct snapshot *const empty = now(s);
  assert_int_equal(offer_add(&s->c, &line, &id), OK);
  const struct snapshot *const one = now(s);
  assert_ptr_not_equal(one, empty);
  assert_int_equal(snapshot_count(one), 1);
  assert_int_equal(offer_flag_add(&s->c, id, &(struct offer_flag){ .reason = FLAG_GONE }), OK);
  assert_ptr_equal(now(s), one);
  assert_int_equal(offer_remove(&s->c, id), OK);
  assert_int_equal(snapshot_count(now(s)), 0);
}

static void at_midnight_it_is_built_anew(void **state)
{
  struct scratch *s = *state;
  const struct snapshot *const today = now(s);
  assert_ptr_equal(now(s), today);
  s->c.today = date_plus_days(s->c.today, 1);
  assert_ptr_not_equal(now(s), today);
}

static int set_up(void **state)
{
  struct scratch *const s = scratch_with_schema();
  *state = s;
  writer = s->c.db;
  assert_int_equal(places_load(&s->c, NULL, &places), OK);
  app = (struct app){ .config = &config, .rooms = rooms, .places = &places, .keys = s->c.keys };
  assert_int_equal(web_start(&s->c, &app), OK);
  assert_int_equal(db_open(&s->c, s->path, DB_READER, &reader), OK);
  s->c.db = reader;
  if (rooms_start(&s->c, &app) != OK) {
    print_error("%s: %s\n", s->c.error.field ? s->c.error.field : "-", s->c.error.text);
    return 1;
  }
  s->c.db = writer;
  return 0;
}
static int tear_down(void **state)
{
  struct scratch *const s = *state;
  rooms_stop(&app);
  db_close(reader);
  scratch_free(s);
  return 0;
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(only_a_change_of_an_offer_builds_it_anew),
    TEST(at_midnight_it_is_built_anew),
  };
  return cmocka_run_group_tests_name("room", tests, NULL, NULL);
}
