/* kentering synth: households that do not exist, in a data folder. */
#include "bulk.h"
#include "data_folder.h"
#include "say.h"
#include "synth.h"
#include "command.h"
#include <time.h>
#include <unistd.h>

extern const struct command persons_commands[];

/* The first few by themselves, so that a server knows soon what its tables hold; then whenever there are so many times as many. */
enum { FIRST = 20, GROWN = 8, A_TRANSACTION = 200, HOUSEHOLDS_MOST = 1000000, CANARY_MOST = 16 };
static const char region[] = "oost-brabant";

struct job { struct ctx *c; struct synth s; size_t count, done; };

/* A worker has about a hundred households, however many there are. */
enum { HOUSEHOLDS_A_TEAM = 100, TEAMS_MOST = 1000 };
struct teams { struct synth *each; size_t count; };

static size_t teams_for(size_t households)
{
  const size_t n = households / HOUSEHOLDS_A_TEAM;
  return n < SYNTH_TEAMS ? SYNTH_TEAMS : n > TEAMS_MOST ? TEAMS_MOST : n;
}

static int make_actors(struct ctx *c, void *arg)
{
  const struct teams *const t = arg;
  for (size_t k = 0; k < t->count; k++) TRY(synth_actors(c, k, &t->each[k]));
  return OK;
}

/* One household with a memory of its own, so that a thousand need no more than one. */
static int one(struct ctx *c, const struct synth *s, size_t n)
{
  struct ctx h;
  struct id household;
  ctx_init(&h, c->now + (int64_t)n, c->random, 0);
  h.lang = c->lang;
  h.scope = c->scope;
  h.db = c->db;
  h.keys = c->keys;
  const int rc = synth_whole(&h, s, n, &household);
  c->error = h.error;
  if (rc != OK) error_keep(c, &c->arena);
  ctx_release(&h);
  return rc;
}

struct batch { const struct teams *teams; size_t from, to; };

static int make_some(struct ctx *c, void *arg)
{
  const struct batch *const b = arg;
  for (size_t n = b->from; n < b->to; n++) TRY(one(c, &b->teams->each[n % b->teams->count], n));
  return OK;
}

static int make_all(struct ctx *c, const struct synth *s, size_t count)
{
  struct teams teams = { .count = teams_for(count) };
  const bool terminal = isatty(STDERR_FILENO);
  teams.each = arena_new(&c->arena, struct synth, teams.count);
  for (size_t k = 0; k < teams.count; k++) teams.each[k] = *s;
  TRY(db_transaction(c, make_actors, &teams));
  for (size_t n = 0, looked = 0, most = FIRST; n < count; most = A_TRANSACTION) {
    struct batch b = { &teams, n, n + most < count ? n + most : count };
    TRY(bulk_transaction(c, make_some, &b));
    n = b.to;
    if (n >= GROWN * looked && n < count) {
      TRY(bulk_look(c));
      looked = n;
    }
    if (terminal) fprintf(stderr, "\r%zu / %zu%s", b.to, count, b.to == count ? "\n" : "");
  }
  return OK;
}

static int run_synth(struct ctx *c, const struct config *given, int argc, char **argv)
{
  struct config config = *given;
  struct synth s = { 0 };
  uint64_t count = 0;
  const char *const households = option_value(&argc, argv, "households"), *const seed = option_value(&argc, argv, "seed");
  s.canary = option_value(&argc, argv, "canary");
  if (argc) return wrong_use(c, N_("This command takes options only, no other arguments."));
  if (!whole_number(households, HOUSEHOLDS_MOST, &count) || !count) return wrong_use(c, N_("Say how many: --households N."));
  if (!whole_number(seed, UINT64_MAX, &s.seed)) return wrong_use(c, N_("Give a whole number as --seed, so that the same can be made again."));
  if (s.canary && (!*s.canary || strlen(s.canary) > CANARY_MOST || strspn(s.canary, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != strlen(s.canary)))
    return wrong_use(c, N_("A canary is one word of at most 16 letters and digits."));
  if (!config.data) return wrong_use(c, N_("Say where: --data DIR."));
  config.demo = !config.master_key;                          /* nothing here is anybody's: its key may lie beside it */
  if (data_open(c, &config, &c->db) != OK) return say_error(c);
  c->scope = (struct scope){ .reach = REACH_ALL, .region = region };
  int rc = bulk_begin(c);
  if (rc == OK) rc = make_all(c, &s, (size_t)count);
  db_close(c->db);
  c->db = NULL;
  if (rc != OK) return say_error(c);
  SAY(c, stdout, N_("%s households made that do not exist."), count_text(c, (int64_t)count));
  return DONE;
}

const struct command persons_commands[] = {
  { "synth", "--data DIR --households N --seed S [--canary WORD]", N_("Makes households that do not exist, to try and to test with"),
    N_("The same seed makes the same persons. Demo roles of that folder see some of them. --canary: every sealed text holds WORD, its\n"
       "field and the household's number, so that a search through files shows what is not sealed.\n"), run_synth },
  { 0 }
};
