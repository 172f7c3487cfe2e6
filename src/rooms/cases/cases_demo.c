/* The example cases of the demonstration, where its colleagues are and the cases are not there yet. */
#include "cases_web.h"
#include "example_cases.h"
#include "seal.h"
#include "shipped.h"

static const char folder[] = "cases/";

static bool is_example(const char *name) { return strncmp(name, folder, strlen(folder)) == 0; }

static int load(struct ctx *c, void *of)
{
  struct synth s = { 0 };
  const char *const name = of;
  struct id household;
  TRY(synth_actors(c, 0, &s));
  return example_case_load(c, &s, shipped_read(&c->arena, NULL, name), &household);
}

/* Whether the demonstration's director directs as many households as there are examples: then they were loaded. */
static int loaded(struct ctx *c, bool *out)
{
  struct synth s = { 0 };
  struct household_director_list list;
  size_t examples = 0;
  TRY(synth_actors(c, 0, &s));
  TRY(directed_by(c, s.director.account, &list));
  for (size_t i = 0; i < shipped_count; i++) examples += is_example(shipped[i].name);
  *out = list.count >= examples;
  return OK;
}

int cases_demo(struct ctx *c)
{
  const struct scope before = c->scope;
  bool there = false;
  c->scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  int rc = loaded(c, &there);
  for (size_t i = 0; rc == OK && !there && i < shipped_count; i++) if (is_example(shipped[i].name)) rc = db_transaction(c, load, (void *)(uintptr_t)shipped[i].name);
  c->scope = before;
  return rc;
}
