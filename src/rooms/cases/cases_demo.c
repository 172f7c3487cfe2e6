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
  struct id household;
  TRY(synth_actors(c, 0, &s));
  return example_case_load(c, &s, of, &household);
}

/* What the demonstration's director directs: one household more than there are examples, once they were loaded. */
struct directed { size_t count, examples; const char **names; };

static int directed_now(struct ctx *c, struct directed *out)
{
  struct synth s = { 0 };
  struct household_director_list list;
  TRY(synth_actors(c, 0, &s));
  TRY(directed_by(c, s.director.account, &list));
  *out = (struct directed){ .names = arena_new(&c->arena, const char *, list.count + 1) };
  for (size_t i = 0; i < shipped_count; i++) out->examples += is_example(shipped[i].name);
  for (; out->count < list.count; out->count++) {
    struct household h;
    const int rc = household_get(c, list.at[out->count].id, &h);      /* one that was destroyed has no name any more */
    if (rc == OK) out->names[out->count] = h.name;
    else if (!absent(c, rc)) return rc;
  }
  return OK;
}

static bool among(const struct directed *d, const char *name)
{
  for (size_t i = 0; i < d->count; i++) if (name && d->names[i] && strcmp(d->names[i], name) == 0) return true;
  return false;
}

/* The next one that is not there yet. */
static int load_next(struct ctx *c, bool *made)
{
  struct directed d;
  TRY(directed_now(c, &d));
  for (size_t i = 0; d.count <= d.examples && !*made && i < shipped_count; i++) {
    if (!is_example(shipped[i].name)) continue;
    const char *const json = shipped_read(&c->arena, NULL, shipped[i].name);
    if (among(&d, example_case_name(c, json))) continue;
    TRY(db_savepoint(c, load, (void *)(uintptr_t)json));
    *made = true;
  }
  return OK;
}

int cases_demo(struct ctx *c, bool *made)
{
  const struct scope before = c->scope;
  c->scope = (struct scope){ .reach = REACH_ALL, .region = "oost-brabant" };
  const int rc = load_next(c, made);
  c->scope = before;
  return rc;
}
