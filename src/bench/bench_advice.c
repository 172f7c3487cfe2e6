#include "bench_advice.h"
#include "bench_machine.h"
#include "bench_people.h"
#include "data_folder.h"
#include "keys.h"
#include "reevaluate.h"
#include "rule_edit.h"
#include "say.h"

enum { TURNS = 3, PART_MS = 40, PERSONS_IN_HOUSEHOLD = 3 };

/* --- what is stored ------------------------------------------------------------------------------- */

static int make_stored(struct ctx *c, const char *folder, size_t screenings)
{
  const char *const households = count_text(c, (int64_t)(screenings / PERSONS_IN_HOUSEHOLD + 1));
  const char *const synth[] = { "kentering", "synth", "--data", folder, "--households", households, "--seed", "1", NULL };
  const char *const screen[] = { "kentering", "match", "synth", "--data", folder, "--screenings", count_text(c, (int64_t)screenings), "--seed", "1", NULL };
  char said[1000];
  TRY(program_said(c, synth, said, sizeof said));
  return program_said(c, screen, said, sizeof said);
}

/* --- reading and unsealing ------------------------------------------------------------------------ */

struct reading { size_t persons; };

static int see(struct ctx *c, const struct stored_profile *p, void *arg)
{
  struct reading *const r = arg;
  (void)c;
  r->persons += p->profile != NULL;
  return OK;
}

static int read_all(struct ctx *c, void *arg)
{
  struct id reached = ID_NONE;
  size_t seen;
  enum { AT_ONCE = 16 };
  do TRY(stored_profiles.walk(c, &reached, AT_ONCE, see, arg, &seen));
  while (seen == AT_ONCE);
  return OK;
}

/* --- a run ------------------------------------------------------------------------------------------ */

struct run { struct id version; struct rule_pair pair; const char *rules; struct rule_run run; size_t parts; bool more; };

static int propose(struct ctx *c, void *arg)
{
  struct run *const r = arg;
  return version_propose(c, r->rules, "bench", &r->version);
}

static int begin_anew(struct ctx *c, void *arg)
{
  struct run *const r = arg;
  return reevaluate_ask(c, r->version, RUN_PREVIEW);
}

static int one_part(struct ctx *c, void *arg)
{
  struct run *const r = arg;
  TRY(rule_run_of(c, r->version, RUN_PREVIEW, &r->run));
  return reevaluate_part(c, &stored_profiles, &r->run, &r->pair, PART_MS, &r->more);
}

/* Each part in a transaction and with memory of its own, as the job does it. */
static int run_all(struct ctx *c, struct run *r)
{
  r->parts = 0;
  TRY(db_transaction(c, begin_anew, r));
  do {
    struct ctx part = *c;
    part.arena = (struct arena){ 0 };
    part.out = (struct buf){ 0 };
    const int rc = db_transaction(&part, one_part, r);
    c->error = part.error;
    arena_release(&part.arena);
    TRY(rc);
    r->parts++;
  } while (r->more);
  return OK;
}

/* --- both in turns ------------------------------------------------------------------------------------ */

static int measure(struct ctx *c, struct run *r, struct figures *f)
{
  double reading[TURNS], running[TURNS], share[TURNS];
  struct reading seen = { 0 };
  for (size_t i = 0; i < TURNS; i++) {
    seen.persons = 0;
    const double began = processor_us();
    TRY(db_read(c, read_all, &seen));
    const double read = processor_us();
    TRY(run_all(c, r));
    running[i] = (processor_us() - read) / 1e6;
    reading[i] = (read - began) / 1e6;
    share[i] = running[i] / reading[i];
  }
  figure_add(f, (struct figure){ "advice_read", formed(c, "reading and unsealing %zu stored profiles", seen.persons), "s", median(reading, TURNS), 2, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "advice_run", formed(c, "counting for whom other rules would change something, in %zu parts", r->parts), "s", median(running, TURNS), 2, NO_BOUND, 0 });
  figure_add(f, (struct figure){ "advice_share", "that, of reading and unsealing them", "×", median(share, TURNS), 1, AT_MOST, 2 });
  return OK;
}

/* Something that the rules do not say yet. */
static int other_rules(struct ctx *c, const char **out)
{
  static const struct rule_form form = { .when = "person.life_areas has debts and offer.formats has group", .effect = EFFECT_EXCLUDE, .unknown = UNKNOWN_PASSES, .nl = "Eerst de schulden.",
    .en = "Debts first.", .source = "bench", .test_profile = "{\"region\":\"oost-brabant\",\"life_areas\":[\"debts\"],\"acute_danger\":false}", .test_offer = "O007", .test_expect = TEST_EXCLUDED };
  struct rules_now now;
  TRY(rules_now(c, &now));
  return rules_with(c, now.json, "debts-first", &form, out);
}

static int with_rules(struct ctx *c, const struct snapshot *offers, struct figures *f)
{
  struct run r = { 0 };
  struct live_match *before = NULL, *after = NULL;
  TRY(other_rules(c, &r.rules));
  TRY(db_transaction(c, propose, &r));
  int rc = live_match_build(c, NULL, offers, &before);
  if (rc == OK) rc = live_match_build(c, r.rules, offers, &after);
  if (rc == OK) {
    r.pair = (struct rule_pair){ live_match_matcher(before), live_match_matcher(after) };
    rc = measure(c, &r, f);
  }
  live_match_release(before);
  live_match_release(after);
  return rc;
}

int advice_figures(struct ctx *c, const char *folder, const struct places *places, const struct snapshot *offers, size_t screenings, struct figures *f)
{
  const char *const data = formed(c, "%s/advice", folder);
  const struct config config = { .data = data, .demo = true };
  struct ctx mine;
  TRY(make_stored(c, data, screenings));
  ctx_init(&mine, c->now, c->random, 0);
  mine.arena = c->arena;                                     /* what is said of it stays */
  mine.places = places;
  mine.scope = (struct scope){ .reach = REACH_ALL };
  int rc = data_open_existing(&mine, &config, &mine.db);
  if (rc == OK) rc = with_rules(&mine, offers, f);
  db_close(mine.db);
  keys_close(mine.keys);
  c->arena = mine.arena;
  c->error = mine.error;
  return rc;
}
