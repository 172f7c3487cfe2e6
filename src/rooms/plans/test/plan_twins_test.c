/* Two worlds that differ only in the other side's plans are the same, byte for byte, to who works for this one. */
#include "plans_helper.h"

static const char word[] = "Kwartelkoning";

static struct town a, b;
static struct id own, hers, childs, shared, her_goal, her_action, her_release;

/* Chance as it is after a seed: ids of what is made are the same in both. */
static void afresh(struct town *t, uint64_t seed, size_t who)
{
  chance_seed(seed);
  t->w->s->c.now = NOW + (int64_t)seed * 1000;
  as(t->w, who);
}

static struct id makes_shared(struct town *t)
{
  struct scratch *const s = t->w->s;
  struct plan_new n = asked_plan(t, PLAN_HELP, ID_NONE);
  struct id id;
  n.place = PLACE_SHARED;
  MUST(plan_make(&s->c, t->household, &n, &id));
  return id;
}

/* The same in both: his plan, and one that all read. */
static struct town first_side(void)
{
  chance_seed(400);
  struct town t = town_new();
  afresh(&t, 500, TEAM);
  own = makes(&t, PLAN_SAFETY, t.bram);
  completes(&t, own, "Van hem");
  shared = makes_shared(&t);
  return t;
}

/* What only one world has: her plan and the child's, filled, final, released, on a phone, soon to be looked at; her word on the shared plan. */
static void second_side(struct town *t)
{
  struct scratch *const s = t->w->s;
  afresh(t, 600, SHELTER);
  struct plan_new n = asked_plan(t, PLAN_SAFETY, t->noor);
  n.title = n.why = word;
  n.review = s->c.today;
  MUST(plan_make(&s->c, t->household, &n, &hers));
  completes(t, hers, word);
  childs = makes(t, PLAN_SAFETY, t->lot);
  completes(t, childs, word);
  const struct release_new yes = { "veilig.signals", t->noor, word, s->c.today };
  MUST(release_add(&s->c, hers, &yes));
  MUST(phone_save(&s->c, hers, &(struct plan_phone){ .steps = word, .released = s->c.today, .own_phone = YES }));
  MUST(link_make(&s->c, hers, NULL));
  MUST(holder_add(&s->c, hers, &(struct plan_holder){ .holder = word, .since = s->c.today }));
  finalises(t, hers);
  const struct voice_new v = { t->noor, TOOK_PART, NULL, DISAGREES, word, s->c.today };
  MUST(voice_add(&s->c, shared, &v));
  const struct plan_file f = opened(t, hers);
  her_goal = f.goals.at[0].id;
  her_action = f.actions.at[0].id;
  struct plan_release_list releases;
  MUST(releases_of(&s->c, hers, &releases));
  her_release = releases.at[0].id;
}

static uint64_t turn;                 /* a second passes at each */

static void same_for_both(const char *target, const char *posted)
{
  struct buf one = { 0 };
  const uint64_t seed = ++turn;
  a.w->s->c.now = b.w->s->c.now = NOW + (int64_t)seed * 1000;
  const int first = asks(a.w, TEAM, seed, target, posted);
  put(&one, buf_text(&a.w->c.out));
  char location[300];
  snprintf(location, sizeof location, "%s", header_of(a.w, "Location"));
  const int second = asks(b.w, TEAM, seed, target, posted);
  const bool same = first == second && strcmp(buf_text(&one), buf_text(&b.w->c.out)) == 0 && strcmp(location, header_of(b.w, "Location")) == 0;
  if (!same) {
    print_error("%s %s: %d and %d\n", target, posted ? posted : "", first, second);
    for (size_t i = 0; one.at && i < one.len && buf_text(&b.w->c.out)[i]; i++)
      if (one.at[i] != buf_text(&b.w->c.out)[i]) { print_error("…%.200s\n…%.200s\n", one.at + (i > 60 ? i - 60 : 0), buf_text(&b.w->c.out) + (i > 60 ? i - 60 : 0)); break; }
  }
  if (first >= 500) print_error("%s: %d\n", target, first);
  assert_true(same && first < 500);
  assert_null(strstr(location, "/inloggen?"));              /* nobody is signed out meanwhile: that would be the same for everybody */
  assert_null(strstr(buf_text(&b.w->c.out), word));
  buf_release(&one);
}

static size_t crawl(const struct id *ids, size_t count)
{
  size_t pages = 0;
  for (size_t r = 0; rooms[r]; r++)
    for (const struct route *row = rooms[r]->routes; row && row->path; row++) {
      const char *const colon = strchr(row->path, ':');
      const bool ours = strcmp(rooms[r]->name, "plans") == 0 || strcmp(rooms[r]->name, "cases") == 0 || strcmp(rooms[r]->name, "persons") == 0;
      char before[100], path[200];
      if (row->method != GET || (strncmp(row->path, "/werk", 5) != 0 && strncmp(row->path, "/api/", 5) != 0)) continue;
      if (!colon) { same_for_both(row->path, NULL); pages++; continue; }
      if (!ours) continue;
      snprintf(before, sizeof before, "%.*s", (int)(colon - row->path), row->path);
      for (size_t i = 0; i < count; i++, pages++) same_for_both(with_id(path, before, ids[i], colon + strcspn(colon, "/")), NULL);
    }
  return pages;
}

static int set_up(void **state)
{
  turn = 1000;
  a = first_side();
  b = first_side();
  second_side(&b);
  *state = &a;
  return 0;
}
static int tear_down(void **state)
{
  (void)state;
  world_free(a.w);
  world_free(b.w);
  return 0;
}

static void the_worlds_do_differ(void **state)
{
  char path[200];
  (void)state;
  assert_int_equal(raw_number(a.w->s, "SELECT count(*) FROM plan"), 2);
  assert_int_equal(raw_number(b.w->s, "SELECT count(*) FROM plan"), 4);
  assert_int_equal(asks(b.w, SHELTER, 1, with_id(path, "/werk/plannen/", hers, ""), NULL), 200);
  assert_true(page_has(b.w, word));
  assert_int_equal(asks(b.w, SHELTER, 1, "/werk", NULL), 200);
  assert_true(page_has(b.w, word));
}

static void every_page_is_the_same_to_the_other_side(void **state)
{
  const struct id ids[] = { a.household, a.bram, own, shared, hers, childs, her_goal, her_action, her_release };
  (void)state;
  assert_true(crawl(ids, COUNT(ids)) > 150);
}

static void writing_to_her_plans_is_the_same_as_to_nothing(void **state)
{
  static const struct { const char *before, *after, *body; } posts[] = {
    { "/werk/plannen/", "/gegevens", "title=X&why=X&version=1" }, { "/werk/plannen/", "/stop", "triggers=X&version=1" }, { "/werk/plannen/", "/veilig", "place=X&version=1" },
    { "/werk/plannen/", "/doel", "goal=X" }, { "/werk/plannen/", "/inspraak", "part=together&agrees=agrees&said_on=2026-01-01" }, { "/werk/plannen/", "/vaststellen", "version=1" },
    { "/werk/plannen/", "/openen", "version=2" }, { "/werk/plannen/", "/einde", "outcome=X&version=2" }, { "/werk/plannen/", "/vrijgeven", "item=veilig.signals&said_on=2026-01-01" },
    { "/werk/plannen/", "/telefoon", "steps=X&released=2026-01-01&own_phone=yes" }, { "/werk/plannen/", "/link", "" }, { "/werk/plannen/", "/linkweg", "" },
    { "/werk/plannen/", "/bekijken", "words=X&next=2030-01-01" }, { "/werk/plannen/", "/dossiers", "holder=X&since=2026-01-01" } };
  char path[200];
  (void)state;
  for (size_t i = 0; i < COUNT(posts); i++) same_for_both(with_id(path, posts[i].before, hers, posts[i].after), posts[i].body);
  same_for_both(with_id(path, "/werk/plandoelen/", her_goal, ""), "goal=X&version=1");
  same_for_both(with_id(path, "/werk/plandoelen/", her_goal, "/weg"), "version=1");
  same_for_both(with_id(path, "/werk/vrijgaven/", her_release, "/terug"), "version=1");
}

static void an_own_plan_is_made_final_and_ended_the_same_way(void **state)
{
  char path[200], body[200];
  (void)state;
  same_for_both(with_id(path, "/werk/plannen/", own, "/vaststellen"), "version=1");
  assert_int_equal(asks(a.w, TEAM, 7, with_id(path, "/werk/plannen/", own, ""), NULL), 200);
  assert_true(page_has(a.w, "Definitief"));
  same_for_both(with_id(path, "/werk/plannen/", own, "/versies"), NULL);
  same_for_both(with_id(path, "/werk/plannen/", shared, "/inspraak"), with_id(body, "part=together&agrees=agrees&said_on=2026-01-01&person=", a.bram, ""));
  same_for_both(with_id(path, "/werk/plannen/", shared, "/vaststellen"), NULL);
  same_for_both(with_id(path, "/werk/huishoudens/", a.household, "/plan"), "kind=safety&title=X&why=Y");
}

int main(void)
{
  db_process_init();
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(the_worlds_do_differ),
    TEST(every_page_is_the_same_to_the_other_side),
    TEST(writing_to_her_plans_is_the_same_as_to_nothing),
    TEST(an_own_plan_is_made_final_and_ended_the_same_way),
  };
  return cmocka_run_group_tests_name("plan_twins", tests, NULL, NULL);
}
