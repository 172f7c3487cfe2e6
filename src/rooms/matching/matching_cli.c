/* What fits, on the command line. */
#include "command.h"
#include "console.h"
#include "live.h"
#include "match_synth.h"
#include "rules_cli.h"
#include "say.h"
#include "text.h"
#include "versions.h"
#include <stdio.h>

struct asked { const struct config *config; const char *file; struct live_match *live; };

/* --- the offers ----------------------------------------------------------------------------------------------- */

static int load(struct ctx *c, struct asked *a)
{
  struct snapshot *snapshot;
  TRY(c->db ? live_match_stored(c, &snapshot) : live_match_examples(c, &snapshot));
  const int rc = live_match_now(c, snapshot, &a->live);
  snapshot_release(snapshot);
  return rc;
}

/* --- the answer ----------------------------------------------------------------------------------------------- */

static void put_reason(struct ctx *c, const struct rule *r, const struct field *asks, void *arg)
{
  (void)arg;
  add_line(c, "    ", asks ? JOIN(&c->arena, tr(c, N_("Not known:")), " ", tr(c, asks->label)) : rule_text(c, r));
}
static void put_safety(struct ctx *c, const struct rule *r, const struct field *asks, void *arg)
{
  (void)asks;
  (void)arg;
  add_line(c, "! ", rule_text(c, r));
}

static const char *name_of(struct ctx *c, const struct offer *o) { return JOIN(&c->arena, o->code ? o->code : o->slug, "  ", o->name); }

static void put_entry(struct ctx *c, const struct match_result *r, enum verdict v, const struct match_entry *e)
{
  add_line(c, "  ", name_of(c, &e->line->offer));
  if (v == VERDICT_UNKNOWN) add_line(c, "    ", match_question(c, e));
  else if (v == VERDICT_EXCLUDED) add_line(c, "    ", match_why(c, e));
  else {
    match_reasons(c, r, e, EFFECT_RANK, put_reason, NULL);
    match_reasons(c, r, e, EFFECT_LABEL, put_reason, NULL);
  }
}

static void put_words(struct ctx *c, const struct match_result *r)
{
  match_safety(c, r, put_safety, NULL);
  for (int v = 0; v < VERDICT_COUNT; v++) {
    put(&c->out, tr(c, verdict_label((enum verdict)v)));
    put(&c->out, " (");
    put_int(&c->out, (int64_t)r->lists[v].count);
    put(&c->out, ")\n");
    for (size_t i = 0; i < r->lists[v].count; i++) put_entry(c, r, (enum verdict)v, &r->lists[v].at[i]);
  }
  add_line(c, tr(c, N_("In other regions: ")), count_text(c, (int64_t)r->elsewhere));
}

enum { PROFILE_MOST = 1 << 16 };

static int answer(struct ctx *c, const struct asked *a)
{
  struct profile p;
  struct match_result r;
  const char *text;
  TRY(console_read(c, a->file, PROFILE_MOST, &text));
  TRY(profile_read_json(c, text, strlen(text), &p));
  TRY(match_decide(c, live_match_matcher(a->live), &(struct match_ask){ .profile = &p }, &r));
  if (a->config->json) {
    match_write_json(c, live_match_matcher(a->live), &p, &r, &c->out);
    put_char(&c->out, '\n');
  } else put_words(c, &r);
  return say_out(c);
}

static int run_match(struct ctx *c, const struct config *config, int argc, char **argv)
{
  struct asked a = { .config = config };
  if (argc != 1) return wrong_use(c, N_("Name one file with a profile, or - for standard input."));
  a.file = argv[0];
  if (console_begin(c, config, CONSOLE_NAMED) != OK) return say_error(c);
  int rc = load(c, &a);
  if (rc == OK) rc = answer(c, &a);
  live_match_release(a.live);
  console_end(c);
  return rc == OK ? DONE : say_error(c);
}

extern const struct command matching_commands[];
const struct command matching_commands[] = {
  { "match synth", "--data DIR --screenings N --seed S", N_("Makes screenings of the persons that are there, to try and to measure with"),
    N_("For a folder of kentering synth: the persons there are screened round after round, with answers made up from the seed.\n"), run_match_synth },
  { "match", "FILE.json [--json]", N_("Says which offers fit a person, and why"),
    N_("The file holds what is known of the person and the situation; everything but the region may be left out. - reads from\n"
       "standard input. Without --data and --database it answers from the shipped examples. docs/matching.md has the fields.\n"), run_match },
  { "rules show", "[--json]", N_("Shows the rules in force, in words"),
    N_("Without --data and --database: those that the program ships. With --json the set itself, as rules check and rules propose read it.\n"), command_rules_show },
  { "rules check", "FILE.json", N_("Tries a set of rules: their own tests, the example profiles, and what is different"),
    N_("Compares with the rules in force, or without --data and --database with those that the program ships. - reads from standard\n"
       "input. Lines with ! say what is wrong; then the exit code is 1.\n"), command_rules_check },
  { "rules propose", "FILE.json --note TEXT", N_("Proposes a set of rules; a coordinator publishes it"),
    N_("Prints the name of its version. The console has one open proposal: a second one takes its place.\n"), command_rules_propose },
  { 0 }
};
