#include "match_synth.h"
#include "console.h"
#include "live.h"
#include "record_walk.h"
#include "say.h"
#include <stdio.h>
#include <unistd.h>

/* --- chance ------------------------------------------------------------------------------------------------- */

static uint64_t next(uint64_t *state)                        /* splitmix64 */
{
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
  z = (z ^ z >> 27) * 0x94D049BB133111EBu;
  return z ^ z >> 31;
}
static bool of_hundred(uint64_t *state, unsigned n) { return next(state) % 100 < n; }

/* --- answers ------------------------------------------------------------------------------------------------ */

enum { ANSWERED_PERCENT = 80, RARE_PERCENT = 10, AT_MOST_PICKED = 2 };

static struct set pick_some(const struct field *f, uint64_t *state)
{
  struct set v = { 1 };
  for (size_t i = next(state) % (AT_MOST_PICKED + 1); i--; ) v = set_with(v, 1 + (unsigned)(next(state) % (f->values->count - 1)));
  return v;
}

static void answer(const struct field *f, struct profile *p, uint64_t *state)
{
  if (!f->values) return;
  const unsigned choice = 1 + (unsigned)(next(state) % (f->values->count - 1));
  const struct set some = f->kind == FIELD_SET ? pick_some(f, state) : (struct set){ 0 };
  if (f->kind == FIELD_ENUM) memcpy(field_in(f, p), &choice, sizeof choice);
  if (f->kind == FIELD_SET) memcpy(field_in(f, p), &some, sizeof some);
}

/* What is seldom so, and what the partner's file has. */
static void make_plausible(struct profile *p, uint64_t *state)
{
  if (p->acute_danger) p->acute_danger = of_hundred(state, RARE_PERCENT) ? YES : NO;
  if (p->suicidal_thoughts) p->suicidal_thoughts = of_hundred(state, RARE_PERCENT) ? YES : NO;
  if (p->coercive_control) p->coercive_control = of_hundred(state, 2 * RARE_PERCENT) ? YES : NO;
  if (of_hundred(state, ANSWERED_PERCENT)) p->for_whom = IN_USES;
  p->partner_spoken_separately = p->partner_consents = YES_NO_UNKNOWN;
  p->asker = ASKS_PROFESSIONAL;
}

struct profile synth_profile(struct ctx *c, const struct person *person, uint64_t *state)
{
  struct profile p = { 0 };
  for (size_t i = 0; i < profile_record.count; i++) if (of_hundred(state, ANSWERED_PERCENT)) answer(&profile_record.fields[i], &p, state);
  make_plausible(&p, state);
  p.region = c->scope.region;
  if (person->gender) p.gender = person->gender == PERSON_WOMAN ? OWN_WOMAN : person->gender == PERSON_MAN ? OWN_MAN : OWN_OTHER;
  if (date_known(person->birth)) p.age = num(c->today.ymd / 10000 - person->birth.ymd / 10000);
  p.languages = person->languages && *person->languages ? person->languages : NULL;
  return p;
}

/* --- persons -------------------------------------------------------------------------------------------------- */

enum { A_TRANSACTION = 200, SCREENINGS_MOST = 10000000, DAYS_BETWEEN = 30, ROUNDS_BACK = 36 };

struct job { const struct matcher *matcher; uint64_t seed, count, done, round; struct id after; size_t seen; };

/* In the context of the row: its region, and its memory for one. */
static int screen_one(struct ctx *c, const struct walked *w, void *arg)
{
  struct job *const j = arg;
  const struct person *const p = w->row;
  uint64_t state = j->seed ^ j->round * 0x2545F4914F6CDD1Du;
  if (w->code != OK || j->done == j->count) return OK;
  for (size_t i = 0; i < sizeof p->id.b; i++) state = state * 31 + p->id.b[i];
  const struct profile profile = synth_profile(c, p, &state);
  c->now -= (int64_t)(ROUNDS_BACK - j->round % ROUNDS_BACK) * DAYS_BETWEEN * DAY_MS;
  TRY(screening_put(c, j->matcher, p->compartment, p->id, &profile));
  j->done++;
  return OK;
}

/* A transaction that is tried again begins where it began. */
static int screen_some(struct ctx *c, void *arg)
{
  struct job *const j = arg;
  struct job now = *j;
  TRY(record_walk(c, &person_record, &now.after, A_TRANSACTION, screen_one, &now, &now.seen));
  *j = now;
  return OK;
}

/* Round after round over all persons. */
static int screen_all(struct ctx *c, struct job *j)
{
  const bool terminal = isatty(STDERR_FILENO);
  while (j->done < j->count) {
    const uint64_t before = j->done;
    j->after = ID_NONE;
    do {
      struct job next = *j;
      TRY(db_transaction(c, screen_some, &next));
      *j = next;
      if (terminal) fprintf(stderr, "\r%llu / %llu%s", (unsigned long long)j->done, (unsigned long long)j->count, j->done == j->count ? "\n" : "");
    } while (j->seen == A_TRANSACTION && j->done < j->count);
    if (j->done == before) return fail(c, ERR_NOT_FOUND, NULL, N_("There are no persons to screen. First: kentering synth."));
    j->round++;
  }
  return OK;
}

static int with_matcher(struct ctx *c, struct job *j)
{
  struct snapshot *snapshot;
  struct live_match *live;
  TRY(live_match_stored(c, &snapshot));
  if (!snapshot_count(snapshot)) {
    snapshot_release(snapshot);
    TRY(live_match_examples(c, &snapshot));
  }
  int rc = live_match_build(c, NULL, snapshot, &live);
  snapshot_release(snapshot);
  if (rc != OK) return rc;
  j->matcher = live_match_matcher(live);
  rc = screen_all(c, j);
  live_match_release(live);
  return rc;
}

int run_match_synth(struct ctx *c, const struct config *given, int argc, char **argv)
{
  struct config config = *given;
  struct job j = { 0 };
  const char *const screenings = option_value(&argc, argv, "screenings"), *const seed = option_value(&argc, argv, "seed");
  if (argc) return wrong_use(c, N_("This command takes options only, no other arguments."));
  if (!whole_number(screenings, SCREENINGS_MOST, &j.count) || !j.count) return wrong_use(c, N_("Say how many: --screenings N."));
  if (!whole_number(seed, UINT64_MAX, &j.seed)) return wrong_use(c, N_("Give a whole number as --seed, so that the same can be made again."));
  if (!config.data) return wrong_use(c, N_("Say where: --data DIR."));
  config.demo = !config.master_key;                          /* nothing here is anybody's: its key may lie beside it */
  if (console_begin(c, &config, CONSOLE_EXISTING) != OK) return say_error(c);
  c->scope = (struct scope){ .reach = REACH_ALL };
  const int rc = with_matcher(c, &j);
  console_end(c);
  if (rc != OK) return say_error(c);
  SAY(c, stdout, N_("%s screenings made that nobody was asked."), count_text(c, (int64_t)j.done));
  return DONE;
}
