#include "reevaluate.h"
#include "clock.h"
#include "set_aside.h"
#include "tasks.h"
#include "text.h"

DEFINE_CHOICES(run_purpose, RUN_PURPOSES)

static const struct record subject_record = { .name = "rule_version" };

static const struct field region_fields[] = {
  F_TEXT(rule_run_region, region,  REQUIRED, N_("Region"), .max = 60),
  F_INT (rule_run_region, people,  REQUIRED, N_("People with a stored screening")),
  F_INT (rule_run_region, changed, REQUIRED, N_("For whom something changes")),
};
const struct record rule_run_region_record = PART(rule_run_region, region_fields);

static const struct field fields[] = {
  F_REF (rule_run, subject,  REQUIRED, subject, N_("Version")),
  F_ENUM(rule_run, purpose,  REQUIRED, run_purpose, N_("What for")),
  F_TEXT(rule_run, digest,   REQUIRED, N_("Digest"), .max = 32),
  F_TEXT(rule_run, upon,     REQUIRED, N_("Changes the rules with this digest"), .max = 32),
  F_REF (rule_run, reached,  OPTIONAL, subject, N_("Reached")),
  F_INT (rule_run, expected, REQUIRED, N_("Stored screenings")),
  F_INT (rule_run, looked,   REQUIRED, N_("Looked at")),
  F_TIME(rule_run, begun,    REQUIRED, N_("Begun")),
  F_TIME(rule_run, done,     OPTIONAL, N_("Done")),
  F_LIST(rule_run, regions,  OPTIONAL, rule_run_region, N_("By region")),
};
/* It tells how far a count is: no change that anybody made. */
const struct record rule_run_record = RECORD_(rule_run, fields, .log = true);

/* --- asking ------------------------------------------------------------------------------------------------------- */

int reevaluate_ask(struct ctx *c, struct id version, enum run_purpose purpose)
{
  const struct job_kind *const kind = purpose == RUN_PREVIEW ? &preview_job : &tasks_job;
  struct rule_version v;
  struct rule_run run = { 0 };
  char id[ID_TEXT], number[12];
  TRY(version_get(c, version, &v));
  const int rc = rule_run_of(c, version, purpose, &run);
  if (!absent(c, rc)) TRY(rc);
  const bool there = id_known(run.id);
  run = (struct rule_run){ .id = run.id, .version = run.version, .subject = version, .purpose = purpose, .digest = v.digest, .upon = v.upon,
    .expected = num(0), .looked = num(0), .begun = { c->now } };
  if (there) TRY(global_update(c, rule_run, &run));
  else TRY(global_insert(c, rule_run, &run, NULL));
  id_format(version, id);
  snprintf(number, sizeof number, "%d", (int)v.version);
  return job_ask(c, kind, JOIN(&c->arena, kind->key, "/", id, "/", number), version, c->now);
}

struct rule_run_region rule_run_in(const struct rule_run *r, const char *region)
{
  for (size_t i = 0; region && i < r->regions.count; i++)
    if (strcmp(r->regions.at[i].region, region) == 0) return r->regions.at[i];
  return (struct rule_run_region){ .region = region };
}

/* --- one person ------------------------------------------------------------------------------------------------------ */

int advice_differs(struct ctx *c, const struct rule_pair *pair, const struct match_ask *ask, struct arena *scratch, bool *out)
{
  const size_t count = matcher_count(pair->after, ask->profile->region);
  struct arena before = c->arena;
  c->arena = *scratch;
  uint8_t *const old = arena_new(&c->arena, uint8_t, 2 * count + 1), *const new = old + count;
  int rc = match_verdicts(c, pair->before, ask, old, count);
  if (rc == OK) rc = match_verdicts(c, pair->after, ask, new, count);
  if (rc == OK) *out = memcmp(old, new, count) != 0;
  else error_keep(c, &before);
  arena_reset(&c->arena);
  *scratch = c->arena;
  c->arena = before;
  return rc;
}

enum { LOOK_AGAIN_DAYS = 5 };

static int tell_one(struct ctx *c, const struct involvement *row, void *person)
{
  return task_add(c, &(struct task){ .account = row->account, .organisation = row->organisation, .kind = TASK_ADVICE_CHANGED, .about = *(const struct id *)person,
    .due = date_plus_days(c->today, LOOK_AGAIN_DAYS) });
}

/* A task for everybody who works with this person. */
static int tell(struct ctx *c, const struct stored_profile *p)
{
  struct id person = p->person;
  return colleagues_each(c, p->compartment, tell_one, &person);
}

/* --- all of them --------------------------------------------------------------------------------------------------- */

enum { REGIONS_MOST = 64, AT_ONCE = 16 };

typedef char slug_text[64];
struct part { struct rule_run *run; const struct rule_pair *pair; slug_text *slugs; struct arena scratch; };

/* Its name is copied: it outlives the row that is looked at. */
static struct rule_run_region *region_of(struct part *p, const char *slug)
{
  struct rule_run_region_list *const all = &p->run->regions;
  for (size_t i = 0; i < all->count; i++) if (strcmp(all->at[i].region, slug) == 0) return &all->at[i];
  if (all->count == REGIONS_MOST || strlen(slug) >= sizeof(slug_text)) return NULL;
  memcpy(p->slugs[all->count], slug, strlen(slug) + 1);
  all->at[all->count] = (struct rule_run_region){ p->slugs[all->count], num(0), num(0) };
  return &all->at[all->count++];
}

static int look(struct ctx *c, const struct stored_profile *stored, void *arg)
{
  struct part *const p = arg;
  struct rule_run_region *const region = matcher_count(p->pair->after, stored->profile->region) ? region_of(p, stored->profile->region) : NULL;
  bool changes = false;
  if (!region) return OK;                        /* a region that is no more */
  TRY(advice_differs(c, p->pair, &(struct match_ask){ stored->profile, stored->control_set_aside }, &p->scratch, &changes));
  region->people.n++;
  region->changed.n += changes;
  return changes && p->run->purpose == RUN_TASKS ? tell(c, stored) : OK;
}

static int begin(struct ctx *c, const struct profile_source *from, struct rule_run *run)
{
  int64_t expected;
  TRY(from->count(c, &expected));
  run->expected = num((int32_t)(expected < INT32_MAX ? expected : INT32_MAX));
  return OK;
}

static int walk(struct ctx *c, const struct profile_source *from, struct part *p, int64_t until, bool *more)
{
  size_t seen;
  do {
    TRY(from->walk(c, &p->run->reached, AT_ONCE, look, p, &seen));
    p->run->looked.n += (int32_t)seen;
  } while (seen == AT_ONCE && clock_ms() < until);
  *more = seen == AT_ONCE;
  return OK;
}

int reevaluate_part(struct ctx *c, const struct profile_source *from, struct rule_run *run, const struct rule_pair *pair, int64_t ms, bool *more)
{
  const int64_t until = clock_ms() + ms;
  struct rule_run_region *const regions = arena_new(&c->arena, struct rule_run_region, REGIONS_MOST);
  struct part p = { .run = run, .pair = pair, .slugs = arena_new(&c->arena, slug_text, REGIONS_MOST) };
  *more = false;
  if (instant_known(run->done)) return OK;
  if (!id_known(run->reached)) TRY(begin(c, from, run));
  if (run->regions.count) memcpy(regions, run->regions.at, run->regions.count * sizeof *regions);
  run->regions.at = regions;
  const int rc = walk(c, from, &p, until, more);
  arena_release(&p.scratch);
  TRY(rc);
  if (!*more) run->done = (struct instant){ c->now };
  return global_update(c, rule_run, run);
}
