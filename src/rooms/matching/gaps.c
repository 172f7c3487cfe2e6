#include "gaps.h"
#include "by_month.h"
#include "db.h"
#include "matching_room.h"
#include "say.h"
#include "text.h"
#include <pthread.h>

DEFINE_CHOICES(gap_dimension, GAP_DIMENSIONS)
DEFINE_CHOICES(gap_group, GAP_GROUPS)

static const struct field gap_fields[] = {
  F_TEXT(screening_gap, region,     REQUIRED, N_("Region"), .max = 80),
  F_TEXT(screening_gap, month,      REQUIRED, N_("Month"), .max = 7),
  F_ENUM(screening_gap, dimension,  REQUIRED, gap_dimension, N_("Counted by")),
  F_TEXT(screening_gap, code,       REQUIRED, N_("Code"), .max = GAP_CODE_MOST),
  F_INT (screening_gap, screenings, REQUIRED, N_("Screenings")),
};
/* No lines in the journal: they would tell the second. */
const struct record screening_gap_record = LOG(screening_gap, gap_fields);

static const struct field line_fields[] = {
  F_TEXT(gap_line, month,      OPTIONAL, N_("Month")),
  F_ENUM(gap_line, dimension,  OPTIONAL, gap_dimension, N_("Counted by")),
  F_TEXT(gap_line, code,       OPTIONAL, N_("Code")),
  F_TEXT(gap_line, what,       OPTIONAL, N_("What")),
  F_TEXT(gap_line, screenings, OPTIONAL, N_("Screenings")),
};
const struct record gap_line_record = PART(gap_line, line_fields);

/* --- in memory -------------------------------------------------------------------------------------------------- */

enum { SLOTS = 4096, SLOTS_FULL = 3072 };        /* full: what is new is not counted until the next save */
struct slot { const char *region; int32_t month; enum gap_dimension dimension; int32_t times; char code[GAP_CODE_MOST + 1]; };
struct gaps {
  pthread_mutex_t lock;                          /* around all of it */
  size_t used;
  struct slot slots[SLOTS];
};

struct gaps *gaps_new(void)
{
  struct gaps *const g = calloc(1, sizeof *g);
  if (g) pthread_mutex_init(&g->lock, NULL);
  return g;
}

void gaps_free(struct gaps *g)
{
  if (!g) return;
  pthread_mutex_destroy(&g->lock);
  free(g);
}

static uint32_t hash_of(const struct slot *s)
{
  uint32_t h = 2166136261u ^ (uint32_t)s->month ^ (uint32_t)s->dimension << 24;
  for (const char *at = s->region; *at; at++) h = (h ^ (uint8_t)*at) * 16777619u;
  for (const char *at = s->code; *at; at++) h = (h ^ (uint8_t)*at) * 16777619u;
  return h;
}

static bool same(const struct slot *a, const struct slot *b)
{
  return a->month == b->month && a->dimension == b->dimension && strcmp(a->region, b->region) == 0 && strcmp(a->code, b->code) == 0;
}

/* The lock is held. */
static void count(struct gaps *g, const struct slot *s)
{
  size_t i = hash_of(s) % SLOTS;
  while (g->slots[i].times && !same(&g->slots[i], s)) i = (i + 1) % SLOTS;
  if (!g->slots[i].times) {
    if (g->used == SLOTS_FULL) return;
    g->used++;
    g->slots[i] = *s;
  } else if (g->slots[i].times < INT32_MAX - s->times) g->slots[i].times += s->times;
}

static void count_all(struct gaps *g, const struct slot *at, size_t n)
{
  pthread_mutex_lock(&g->lock);
  for (size_t i = 0; i < n; i++) count(g, &at[i]);
  pthread_mutex_unlock(&g->lock);
}

/* --- what one screening counts ------------------------------------------------------------------------------------ */

static bool speaks(const char *languages, const char *code) { return !languages || text_has_word(languages, code); }

struct set gap_groups(const struct profile *p)
{
  const bool uses = p->for_whom == IN_USES || p->for_whom == IN_BOTH;
  const bool in[] = {
    [GROUP_WOMEN] = p->gender == OWN_WOMAN && uses, [GROUP_LVB] = p->lvb_suspected == YES,
    [GROUP_MINORS] = p->age.known && p->age.n < ADULT_AGE, [GROUP_YOUNG] = p->age.known && p->age.n >= ADULT_AGE && p->age.n <= 24,
    [GROUP_FATHERS] = p->gender == OWN_MAN && p->parent == YES, [GROUP_EX] = p->relation_status == SEPARATED || p->relation_status == DIVORCING,
    [GROUP_LANGUAGE] = !speaks(p->languages, "nl"), [GROUP_COSTS] = p->cost_barrier == YES, [GROUP_NO_GROUP] = p->group_ready == NO,
    [GROUP_BOTH] = p->for_whom == IN_BOTH,
  };
  struct set groups = { 1 };
  for (unsigned i = 1; i < COUNT(in); i++) if (in[i]) groups = set_with(groups, i);
  return groups;
}

enum { COUNTED_MOST = 1 + 16 + RULES_MOST };
_Static_assert(GROUP_BOTH < 16, "a screening counts at most one phase, sixteen groups and every rule");
struct counted_gaps { const char *region; int32_t month; struct slot *at; size_t count; };

static void add(struct counted_gaps *s, enum gap_dimension dimension, const char *code)
{
  struct slot slot = { .region = s->region, .month = s->month, .dimension = dimension, .times = 1 };
  for (size_t i = 0; i < s->count; i++) if (s->at[i].dimension == dimension && strcmp(s->at[i].code, code) == 0) return;
  if (s->count == COUNTED_MOST || strlen(code) > GAP_CODE_MOST) return;
  memcpy(slot.code, code, strlen(code) + 1);
  s->at[s->count++] = slot;
}

static void add_reason(const char *id, void *arg) { add(arg, GAP_REASON, id); }

void gaps_add(struct ctx *c, struct gaps *g, const struct profile *p, const struct match_result *r)
{
  const struct region *const region = c->places ? region_find(c->places, p->region, strlen(p->region)) : NULL;
  if (!region || match_has_fit(r)) return;
  struct counted_gaps s = { .region = region->slug, .month = c->today.ymd / 100, .at = arena_new(&c->arena, struct slot, COUNTED_MOST) };
  const struct set groups = gap_groups(p);
  if (c->arena.failed) return;
  add(&s, GAP_PHASE, p->phase ? phase_key(p->phase) : GAP_NOT_SAID);
  for (unsigned i = 1; i < gap_group_choices.count; i++) if (set_has(groups, i)) add(&s, GAP_GROUP, gap_group_key((enum gap_group)i));
  if (!match_nearest(c, r, add_reason, &s)) add(&s, GAP_REASON, GAP_NO_OFFER);
  count_all(g, s.at, s.count);
}

void gaps_note(struct ctx *c, const struct profile *p, const struct match_result *r)
{
  struct gaps *const g = matching_gaps(c);
  if (g) gaps_add(c, g, p, r);
}

/* --- to the database ------------------------------------------------------------------------------------------------ */

static int save_one(struct ctx *c, const struct screening_gap *more)
{
  struct screening_gap stored;
  const int rc = gap_find(c, more, &stored);
  if (absent(c, rc)) return global_insert(c, screening_gap, more, NULL);
  TRY(rc);
  const int64_t sum = (int64_t)stored.screenings.n + more->screenings.n;
  stored.screenings = num(sum > INT32_MAX ? INT32_MAX : (int32_t)sum);
  return global_update(c, screening_gap, &stored);
}

struct saving { const struct slot *at; size_t count; };

static int save_all(struct ctx *c, void *arg)
{
  const struct saving *const s = arg;
  for (size_t i = 0; i < s->count; i++) {
    const struct slot *const slot = &s->at[i];
    TRY(save_one(c, &(struct screening_gap){ .region = slot->region, .month = month_of(c, (struct date){ slot->month * 100 + 1 }), .dimension = slot->dimension, .code = slot->code,
      .screenings = num(slot->times) }));
  }
  return OK;
}

/* Takes out what was counted. The lock is held as short as can be: requests wait for it. */
static struct saving take(struct ctx *c, struct gaps *g)
{
  struct saving s = { 0 };
  pthread_mutex_lock(&g->lock);
  struct slot *const at = g->used ? arena_new(&c->arena, struct slot, g->used) : NULL;
  if (at && !c->arena.failed) {
    for (size_t i = 0; i < SLOTS; i++) if (g->slots[i].times) at[s.count++] = g->slots[i];
    memset(g->slots, 0, sizeof g->slots);
    g->used = 0;
    s.at = at;
  }
  pthread_mutex_unlock(&g->lock);
  return s;
}

int gaps_save(struct ctx *c, struct gaps *g)
{
  if (db_read_only(c)) return OK;                /* a standby: they wait in memory */
  struct saving s = take(c, g);
  if (!s.count) return OK;
  const int rc = db_transaction(c, save_all, &s);
  if (rc != OK) count_all(g, s.at, s.count);
  return rc;
}

/* --- reading --------------------------------------------------------------------------------------------------------- */

static const char *words_of(struct ctx *c, const struct matcher *m, const struct screening_gap *g)
{
  const size_t n = strlen(g->code);
  if (g->dimension == GAP_PHASE) return strcmp(g->code, GAP_NOT_SAID) == 0 ? tr(c, N_("Not answered")) : tr(c, phase_label((enum phase)choice_find(&phase_choices, g->code, n)));
  if (g->dimension == GAP_GROUP) return tr(c, gap_group_label((enum gap_group)choice_find(&gap_group_choices, g->code, n)));
  if (strcmp(g->code, GAP_NO_OFFER) == 0) return tr(c, N_("There is no such help in this region."));
  const char *const said = match_rule_words(c, m, g->code);
  return said ? said : g->code;                  /* a rule that is not there any more */
}

static struct gap_line line_of(struct ctx *c, const struct matcher *m, const struct screening_gap *g)
{
  struct gap_line l = { .month = g->month, .dimension = g->dimension, .code = g->code, .what = words_of(c, m, g) };
  l.count = g->screenings.n >= COUNT_SHOWN_LEAST ? g->screenings.n : 0;
  l.screenings = count_shown(c, g->screenings.n);
  return l;
}

static int by_month_and_count(const void *a, const void *b)
{
  const struct gap_line *const x = a, *const y = b;
  const int months = strcmp(y->month, x->month);
  if (months) return months;
  if (x->dimension != y->dimension) return x->dimension < y->dimension ? -1 : 1;
  return x->count != y->count ? (y->count > x->count) - (y->count < x->count) : strcmp(x->code, y->code);
}

int gaps_of_region(struct ctx *c, const struct matcher *m, const char *region, struct gap_line_list *out)
{
  struct screening_gap_list stored;
  TRY(gaps_before(c, region, month_of(c, c->today), &stored));
  struct gap_line_list lines = { { arena_new(&c->arena, struct gap_line, stored.count + 1) }, stored.count };
  for (size_t i = 0; i < stored.count; i++) lines.at[i] = line_of(c, m, &stored.at[i]);
  qsort(lines.at, lines.count, sizeof *lines.at, by_month_and_count);
  *out = lines;
  return OK;
}

/* --- the demonstration --------------------------------------------------------------------------------------------------- */

static int fill(struct ctx *c, void *arg)
{
  static const struct { enum gap_dimension dimension; const char *code; int32_t times; } examples[] = {
    { GAP_PHASE, "early", 12 }, { GAP_PHASE, "direct", 7 }, { GAP_PHASE, GAP_NOT_SAID, 3 },
    { GAP_GROUP, "women", 9 }, { GAP_GROUP, "lvb", 6 }, { GAP_GROUP, "language", 5 }, { GAP_GROUP, "under_18", 2 },
    { GAP_REASON, "men-only", 9 }, { GAP_REASON, "other-language", 5 }, { GAP_REASON, "lvb-unsuited", 4 },
  };
  struct screening_gap g = { .region = "oost-brabant", .month = arg };
  for (size_t i = 0; i < COUNT(examples); i++) {
    g.dimension = examples[i].dimension;
    g.code = examples[i].code;
    g.screenings = num(examples[i].times);
    TRY(global_insert(c, screening_gap, &g, NULL));
  }
  return OK;
}

int gaps_demo(struct ctx *c)
{
  struct screening_gap_list there;
  TRY(gaps_before(c, "oost-brabant", "9999-12", &there));
  if (there.count) return OK;
  return db_transaction(c, fill, (void *)(uintptr_t)month_of(c, date_plus_months((struct date){ c->today.ymd / 100 * 100 + 1 }, -1)));
}
