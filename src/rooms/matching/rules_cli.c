/* The rules on the command line: reading them, trying a set, proposing one. */
#include "rules_cli.h"
#include "console.h"
#include "say.h"
#include "text.h"
#include "version_checks.h"
#include "versions.h"
#include <stdio.h>

struct job_of { const struct config *config; const char *file, *note, *json; bool wrong; };

/* --- show ------------------------------------------------------------------------------------------------------- */

static void put_rule(struct ctx *c, const struct rule_set *set, const struct rule *r)
{
  const struct rule_part_list parts = rule_in_parts(c, set, r);
  add_line(c, r->id, "");
  for (size_t i = 0; i < parts.count; i++)
    if (*parts.at[i].after) add_line(c, "  ", JOIN(&c->arena, tr(c, parts.at[i].label), ": ", parts.at[i].after));
}

static int show(struct ctx *c, struct job_of *j)
{
  struct rules_now now;
  struct rule_set set;
  TRY(rules_now(c, &now));
  if (j->config->json) {
    add_line(c, now.json, "");
    return OK;
  }
  TRY(rule_set_read(c, now.json, strlen(now.json), &set));
  add_line(c, JOIN(&c->arena, tr(c, N_("Version")), " "), set.version);
  for (size_t i = 0; i < set.count; i++) put_rule(c, &set, &set.at[i]);
  return OK;
}

/* --- check ------------------------------------------------------------------------------------------------------ */

static void put_change(struct ctx *c, const struct rule_change *r)
{
  add_line(c, r->id, r->before && r->after ? "" : JOIN(&c->arena, "  ", r->after ? tr(c, N_("New")) : tr(c, N_("Taken out"))));
  for (size_t i = 0; i < r->parts.count; i++) {
    const struct rule_part *const p = &r->parts.at[i];
    add_line(c, "  ", tr(c, p->label));
    if (p->before && *p->before) add_line(c, "    - ", p->before);
    if (p->after && *p->after) add_line(c, "    + ", p->after);
  }
}

static void put_examples(struct ctx *c, const struct example_change_list *list)
{
  for (size_t i = 0; i < list->count; i++) {
    add_line(c, list->at[i].title, "");
    for (size_t k = 0; k < list->at[i].moves.count; k++) {
      const struct offer_move *const m = &list->at[i].moves.at[k];
      add_line(c, "  ", JOIN(&c->arena, m->code, " ", m->name, ": ", tr(c, verdict_label(m->from)), " → ", tr(c, verdict_label(m->to))));
    }
  }
}

static int put_differences(struct ctx *c, const struct job_of *j)
{
  struct rules_now now;
  struct rule_set before, after;
  struct rule_change_list changes;
  struct example_change_list moved;
  TRY(rules_now(c, &now));
  TRY(rule_set_read(c, now.json, strlen(now.json), &before));
  TRY(rule_set_read(c, j->json, strlen(j->json), &after));
  TRY(rules_differ(c, &before, &after, &changes));
  add_line(c, JOIN(&c->arena, tr(c, N_("What is different from the rules in force:")), " "), count_text(c, (int64_t)changes.count));
  for (size_t i = 0; i < changes.count; i++) put_change(c, &changes.at[i]);
  TRY(examples_differ(c, now.json, j->json, &moved));
  add_line(c, JOIN(&c->arena, tr(c, N_("Example profiles that come out differently:")), " "), count_text(c, (int64_t)moved.count));
  put_examples(c, &moved);
  return OK;
}

static int check(struct ctx *c, struct job_of *j)
{
  struct rule_problem_list problems;
  struct example_change_list against;
  struct rule_set set;
  TRY(console_read(c, j->file, RULES_BYTES, &j->json));
  TRY(rule_set_read(c, j->json, strlen(j->json), &set));
  TRY(rules_problems(c, j->json, &problems));
  for (size_t i = 0; i < problems.count; i++) add_line(c, "! ", JOIN(&c->arena, problems.at[i].rule, ": ", tr(c, problems.at[i].text)));
  TRY(examples_wrong(c, j->json, &against));
  if (against.count) add_line(c, JOIN(&c->arena, "! ", tr(c, N_("Example profiles that go against what the reports say:")), " "), count_text(c, (int64_t)against.count));
  put_examples(c, &against);
  j->wrong = problems.count || against.count;
  return put_differences(c, j);
}

/* --- propose ------------------------------------------------------------------------------------------------------ */

static int propose_body(struct ctx *c, void *arg)
{
  const struct job_of *const j = arg;
  return version_propose(c, j->json, j->note, NULL);
}

static int propose(struct ctx *c, struct job_of *j)
{
  struct rule_version v;
  TRY(console_read(c, j->file, RULES_BYTES, &j->json));
  TRY(db_transaction(c, propose_body, j));
  TRY(proposal_own(c, &v));
  add_line(c, v.name, "");
  return OK;
}

/* --- the commands ------------------------------------------------------------------------------------------------- */

static int run(struct ctx *c, enum console_database which, int (*body)(struct ctx *c, struct job_of *j), struct job_of *j)
{
  if (console_begin(c, j->config, which) != OK) return say_error(c);
  c->scope = (struct scope){ .reach = REACH_ALL };
  int rc = body(c, j);
  if (rc == OK) rc = say_out(c);
  console_end(c);
  return rc != OK ? say_error(c) : j->wrong ? FAILED : DONE;
}

int command_rules_show(struct ctx *c, const struct config *config, int argc, char **argv)
{
  (void)argv;
  if (argc) return wrong_use(c, N_("This command takes no arguments."));
  return run(c, CONSOLE_NAMED, show, &(struct job_of){ .config = config });
}

int command_rules_check(struct ctx *c, const struct config *config, int argc, char **argv)
{
  if (argc != 1) return wrong_use(c, N_("Name one file with rules, or - for standard input."));
  return run(c, CONSOLE_NAMED, check, &(struct job_of){ .config = config, .file = argv[0] });
}

int command_rules_propose(struct ctx *c, const struct config *config, int argc, char **argv)
{
  const char *const note = option_value(&argc, argv, "note");
  if (argc != 1 || !note) return wrong_use(c, N_("Name one file with rules, and --note with what changes and why."));
  return run(c, CONSOLE_EXISTING, propose, &(struct job_of){ .config = config, .file = argv[0], .note = note });
}
