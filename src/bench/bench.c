/* kentering bench: what this machine makes of it. Everything happens in a folder of its own that is gone afterwards. */
#include "bench_cases.h"
#include "bench_delphi.h"
#include "bench_import.h"
#include "bench_machine.h"
#include "bench_match.h"
#include "bench_postgres.h"
#include "bench_rates.h"
#include "bench_referrals.h"
#include "bench_surveys.h"
#include "bench_trust.h"
#include "bench_weight.h"
#include "commands.h"
#include "data_folder.h"
#include "say.h"
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

enum { OFFERS = 5000, OFFERS_LEAST = 500, OFFERS_MOST = 50000, CONNECTIONS = 64, STARTS = 5, SWAPS = 3, SWAP_SECONDS = 15, HOUSEHOLDS = 300, SCREENINGS = 5000, REFERRALS = 20000, CASES = 3000 };

struct bench {
  const char *base, *folder;
  struct config config;              /* of the synthetic offers */
  struct places places;
  struct synth *synth;
  struct asked_for asked;
  struct pools pools;
  struct figures figures;
  uint64_t seed;
  size_t screenings;                 /* stored ones, that other rules are tried on */
  size_t referrals;                  /* open ones of a region */
  size_t cases;                      /* households of a region */
  bool only_trust, only_match, only_referrals, only_delphi, only_surveys, only_cases;
  const char *server;                /* postgresql://…; NULL: SQLite only */
};

static void step(const char *what)
{
  if (isatty(STDERR_FILENO)) fprintf(stderr, "\r\033[K%s", what);
}

/* --- starting ------------------------------------------------------------------------------ */

/* The median of some starts; the last one keeps running. `again_ms`: likewise, from telling the one before to stop on; may be NULL. */
static int start_often(struct ctx *c, const char *const *arguments, struct server_child *server, double *ms, double *again_ms)
{
  double times[STARTS], again[STARTS];
  server_end(server);
  TRY(server_begin(c, arguments, server));
  for (size_t i = 0; i < STARTS; i++) {
    const double told = clock_seconds();
    server_end(server);
    TRY(server_begin(c, arguments, server));
    times[i] = server->first_answer_ms;
    again[i] = (clock_seconds() - told) * 1000;
  }
  *ms = median(times, STARTS);
  if (again_ms) *again_ms = median(again, STARTS);
  return OK;
}

static int weigh(struct ctx *c, struct figures *f, uint16_t port, const char *path, const char *key, const char *what)
{
  struct weight w;
  TRY(page_weight(c, port, path, &w));
  figure_add(f, (struct figure){ key, formed(c, "%s with its %zu files, compressed (page alone %.1f kB)", what, w.files, (double)w.page / 1000),
    "kB", (double)(w.page + w.rest) / 1000, 1, AT_MOST, 60 });
  return OK;
}

static int demo_figures(struct ctx *c, struct bench *b, struct server_child *server)
{
  const char *const arguments[] = { "--demo", "--data", formed(c, "%s/demo", b->folder), NULL };
  double ms;
  TRY(server_begin(c, arguments, server));
  figure_add(&b->figures, (struct figure){ "start_new", "start to first answer, example offers, database made", "ms", server->first_answer_ms, 0, LESS_THAN, 150 });
  TRY(start_often(c, arguments, server, &ms, NULL));
  figure_add(&b->figures, (struct figure){ "start_demo", "start to first answer, example offers", "ms", ms, 0, LESS_THAN, 150 });
  TRY(weigh(c, &b->figures, server->port, "/", "weight_home", "home page"));
  return weigh(c, &b->figures, server->port, "/hulp", "weight_search", "search page");
}

/* --- the load ------------------------------------------------------------------------------ */

static int draw_questions(struct ctx *c, struct bench *b)
{
  const char *path;
  TRY(data_path(c, &b->config, &path));
  TRY(db_open(c, path, DB_READER, &c->db));
  const int rc = questions_begin(c, &b->places, b->seed, &b->asked);
  db_close(c->db);
  c->db = NULL;
  if (rc == OK) pools_fill(c, &b->asked, &b->pools);
  return rc;
}

static int add_memory(struct ctx *c, struct figures *f, const struct server_child *server, const char *key, const char *what)
{
  size_t kb;
  TRY(server_memory(c, server, &kb));
  figure_add(f, (struct figure){ key, what, "MB", (double)kb / 1024, 1, AT_MOST, 32 });
  return OK;
}

static int load_figures(struct ctx *c, struct bench *b, struct server_child *server)
{
  const char *const theme = formed(c, "%s/theme.css", b->folder), *constant = NULL;
  const char *const arguments[] = { "--data", b->config.data, "--theme", theme, NULL };
  size_t size;
  TRY(pool_size_of(c, server->port, &b->pools.facets, &size));
  TRY(constant_write(c, theme, size));
  server_end(server);
  TRY(server_begin(c, arguments, server));
  TRY(constant_address(c, server->port, &constant));
  TRY(rate_figures(c, server, &b->pools, constant, &b->figures));
  return add_memory(c, &b->figures, server, "memory_load", "anonymous memory after the load");
}

/* --- a change while it serves ------------------------------------------------------------------ */

static const struct offer *first_offer(const struct snapshot *s)
{
  for (size_t i = 0; i < snapshot_count(s); i++) {
    const struct offer *const o = &snapshot_offer(s, i)->offer;
    if (offer_is_public(o)) return o;
  }
  return &snapshot_offer(s, 0)->offer;
}

/* Changes one offer from outside and waits until its page shows it. */
static int swap_once(struct ctx *c, struct bench *b, const struct server_child *server, unsigned number, size_t *most_kb)
{
  const struct offer *const o = first_offer(b->asked.snapshot);
  const char *const csv = formed(c, "%s/one.csv", b->folder), *const mark = formed(c, "Wissel nummer %u.", number);
  const char *const path = formed(c, "/hulp/%s", o->slug);
  FILE *const out = fopen(csv, "wb");
  if (!out || fprintf(out, "code,summary\n%s,%s\n", o->code, mark) < 0 || fclose(out) != 0) return fail(c, ERR_STORE, csv, "This file cannot be written.");
  double rate;
  TRY(import_once(c, &b->config, &b->places, csv, false, &rate));
  for (const double until = clock_seconds() + SWAP_SECONDS; clock_seconds() < until; ) {
    struct page_got got;
    size_t kb;
    const struct timespec little = { .tv_nsec = 5000000 };
    TRY(server_memory(c, server, &kb));
    if (kb > *most_kb) *most_kb = kb;
    TRY(load_get(c, server->port, path, NULL, &got));
    if (strstr(got.body, mark)) return OK;
    nanosleep(&little, NULL);
  }
  return fail(c, ERR_STORE, path, "The server does not show a change.");
}

static int swap_figures(struct ctx *c, struct bench *b, const struct server_child *server)
{
  const struct timespec settle = { .tv_nsec = 500000000 };
  size_t most = 0;
  const double began = clock_seconds();
  for (unsigned i = 1; i <= SWAPS; i++) TRY(swap_once(c, b, server, i, &most));
  const double took = (clock_seconds() - began) / SWAPS;
  nanosleep(&settle, NULL);
  TRY(add_memory(c, &b->figures, server, "memory_swap", formed(c, "anonymous memory after %d snapshot swaps", SWAPS)));
  figure_add(&b->figures, (struct figure){ "memory_most", "anonymous memory while swapping, at most", "MB", (double)most / 1024, 1, NO_BOUND, 0 });
  figure_add(&b->figures, (struct figure){ "swap", "change by another process until it is shown", "s", took, 1, NO_BOUND, 0 });
  return OK;
}

/* --- all of it -------------------------------------------------------------------------------- */

static int with_offers(struct ctx *c, struct bench *b, struct server_child *server)
{
  const char *const arguments[] = { "--data", b->config.data, NULL };
  double ms, again_ms;
  step("import");
  TRY(import_figures(c, &b->config, &b->places, b->synth, &b->figures));
  step("questions");
  TRY(draw_questions(c, b));
  step("starts");
  TRY(start_often(c, arguments, server, &ms, &again_ms));
  figure_add(&b->figures, (struct figure){ "restart", formed(c, "stop and start again to first answer, %zu offers", b->figures.offers), "ms", again_ms, 0, LESS_THAN, 1000 });
  figure_add(&b->figures, (struct figure){ "start", formed(c, "start to first answer, %zu offers", b->figures.offers), "ms", ms, 0, LESS_THAN, 150 });
  TRY(weigh(c, &b->figures, server->port, "/hulp", "weight_search_all", formed(c, "search page, %zu offers,", b->figures.offers)));
  TRY(load_figures(c, b, server));
  step("swaps");
  TRY(swap_figures(c, b, server));
  step("flags");
  return flag_figures(c, server, b->asked.snapshot, &b->figures);
}

static int on_server(struct ctx *c, struct bench *b)
{
  step("postgresql");
  return postgres_figures(c, b->server, b->folder, b->only_trust ? NULL : b->config.data, HOUSEHOLDS, &b->figures);
}

static int measure(struct ctx *c, struct bench *b)
{
  struct server_child server = { .pid = -1, .out = -1 };
  TRY(places_load(c, NULL, &b->places));
  c->places = &b->places;
  TRY(synth_new(c, &b->places, b->seed, &b->synth));
  b->figures.machine = machine_name(c);
  b->figures.disk = disk_name(b->folder);
  if (b->only_delphi) {
    step("delphi");
    return delphi_figures(c, b->folder, b->seed, &b->figures);
  }
  if (b->only_surveys) {
    step("surveys");
    return survey_figures(c, b->folder, &b->places, &b->figures);
  }
  if (b->only_cases) {
    step("cases");
    return case_figures(c, b->folder, &b->places, b->cases, &b->figures);
  }
  if (b->only_referrals) {
    step("referrals");
    return referral_figures(c, b->folder, &b->places, b->referrals, &b->figures);
  }
  step("matching");
  int rc = b->only_trust ? OK : match_figures(c, b->folder, &b->places, b->synth, b->screenings, &b->figures);
  if (b->only_match) return rc;
  step("trust");
  if (rc == OK) rc = trust_figures(c, b->folder, HOUSEHOLDS, &b->figures);
  if (rc == OK && b->only_trust && b->server) rc = on_server(c, b);
  if (b->only_trust) return rc;
  step("referrals");
  if (rc == OK) rc = referral_figures(c, b->folder, &b->places, b->referrals, &b->figures);
  step("cases");
  if (rc == OK) rc = case_figures(c, b->folder, &b->places, b->cases, &b->figures);
  step("delphi");
  if (rc == OK) rc = delphi_figures(c, b->folder, b->seed, &b->figures);
  step("surveys");
  if (rc == OK) rc = survey_figures(c, b->folder, &b->places, &b->figures);
  step("example offers");
  if (rc == OK) rc = demo_figures(c, b, &server);
  server_end(&server);
  if (rc == OK) rc = with_offers(c, b, &server);
  server_end(&server);
  if (rc == OK && b->server) rc = on_server(c, b);
  snapshot_release((struct snapshot *)(uintptr_t)b->asked.snapshot);
  return rc;
}

/* Signals wait until the folder is gone. */
static int bench(struct ctx *c, struct bench *b)
{
  sigset_t signals, old;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  TRY(folder_make(c, b->base, &b->folder));
  sigprocmask(SIG_BLOCK, &signals, &old);
  b->config.data = formed(c, "%s/data", b->folder);
  b->config.database = NULL;
  const int rc = mkdir(b->config.data, 0700) == 0 ? measure(c, b) : fail(c, ERR_STORE, b->config.data, "This folder cannot be made.");
  folder_remove(b->folder);
  step("");
  sigprocmask(SIG_SETMASK, &old, NULL);
  return rc;
}

/* --- the command line -------------------------------------------------------------------------- */

struct setting { const char *name; double least, most, value; };

/* Takes "--name number" for each of the settings; false: something else stands there. */
static bool read_settings(struct setting *settings, size_t count, int argc, char **argv)
{
  for (int i = 0; i < argc; i += 2) {
    size_t k = 0;
    char *end;
    while (k < count && strcmp(argv[i], settings[k].name) != 0) k++;
    if (k == count || i + 1 == argc) return false;
    settings[k].value = strtod(argv[i + 1], &end);
    if (!*argv[i + 1] || *end || !(settings[k].value >= settings[k].least && settings[k].value <= settings[k].most)) return false;
  }
  return true;
}

int command_bench(struct ctx *c, const struct config *config, int argc, char **argv)
{
  enum { SET_OFFERS, SET_SECONDS, SET_CONNECTIONS, SET_SEED, SET_SCREENINGS, SET_REFERRALS, SET_CASES, SETTINGS_COUNT };
  struct setting settings[SETTINGS_COUNT] = {
    [SET_OFFERS]      = { "--offers", OFFERS_LEAST, OFFERS_MOST, OFFERS },
    [SET_SECONDS]     = { "--seconds", 0.1, 600, 3 },
    [SET_CONNECTIONS] = { "--connections", 1, 1000, CONNECTIONS },
    [SET_SEED]        = { "--seed", 0, 1e9, 1 },
    [SET_SCREENINGS]  = { "--screenings", 100, 1e6, SCREENINGS },
    [SET_REFERRALS]   = { "--referrals", 1000, 1e6, REFERRALS },
    [SET_CASES]       = { "--households", 300, 1e6, CASES },
  };
  struct bench b = { .base = config->data, .config = *config, .server = config->database };
  if (b.server && !db_on_server(b.server)) return wrong_use(c, "bench measures SQLite by itself; --database is for postgresql://…");
  b.only_trust = option_flag(&argc, argv, "trust");
  b.only_match = option_flag(&argc, argv, "match");
  b.only_referrals = option_flag(&argc, argv, "referrals-only");
  b.only_delphi = option_flag(&argc, argv, "delphi-only");
  b.only_cases = option_flag(&argc, argv, "cases-only");
  b.only_surveys = option_flag(&argc, argv, "surveys-only");
  if (!read_settings(settings, SETTINGS_COUNT, argc, argv))
    return wrong_use(c, "bench [--offers 500-50000] [--seconds N] [--connections 1-1000] [--seed N] [--screenings 100-1000000] [--referrals 1000-1000000] [--households 300-1000000] "
      "[--data DIR] [--database postgresql://…] [--trust] [--match] [--referrals-only] [--delphi-only] [--surveys-only] [--cases-only] [--json]");
  b.figures.offers = (size_t)settings[SET_OFFERS].value;
  b.figures.seconds = settings[SET_SECONDS].value;
  b.figures.connections = (size_t)settings[SET_CONNECTIONS].value;
  b.screenings = (size_t)settings[SET_SCREENINGS].value;
  b.referrals = (size_t)settings[SET_REFERRALS].value;
  b.cases = (size_t)settings[SET_CASES].value;
  b.seed = (uint64_t)settings[SET_SEED].value;
  if (bench(c, &b) != OK) return say_error(c);
  if (config->json) figures_print_json(&b.figures, stdout);
  else figures_print(&b.figures, stdout);
  return fflush(stdout) == 0 ? DONE : FAILED;
}
