/* Generations first, then the order within each, then places, then lines. Every loop runs over lists that do not grow: nothing that
 * people write down, however it contradicts itself, keeps it going. */
#include "genogram.h"
#include "genogram_internal.h"

/* --- who stands on one row, and which row ------------------------------------------------------------------ */

static size_t group_of(const struct drawing *d, size_t person)
{
  while (d->group[person] != person) person = d->group[person];
  return person;
}

/* Whether `to` stands below `from` by the ties that were taken so far. */
static bool leads(const struct drawing *d, size_t from, size_t to)
{
  size_t waiting[GENOGRAM_MOST], left = 0;
  bool seen[GENOGRAM_MOST] = { false };
  waiting[left++] = from;
  seen[from] = true;
  while (left) {
    const size_t at = waiting[--left];
    if (at == to) return true;
    for (size_t i = 0; i < d->ties.count; i++) {
      if (!d->taken[i] || !steps_down(&d->ties.at[i]) || group_of(d, d->ties.at[i].a) != at) continue;
      const size_t below = group_of(d, d->ties.at[i].b);
      if (!seen[below]) { seen[below] = true; waiting[left++] = below; }
    }
  }
  return false;
}

static void take(struct drawing *d, enum genogram_tie_kind kind)
{
  for (size_t i = 0; i < d->ties.count; i++) {
    const struct genogram_tie *const t = &d->ties.at[i];
    if (t->kind != kind || t->a >= d->count || t->b >= d->count || t->a == t->b) continue;
    const size_t a = group_of(d, t->a), b = group_of(d, t->b);
    if (steps_down(t)) { d->taken[i] = !leads(d, b, a); continue; }
    d->taken[i] = a == b || (!leads(d, a, b) && !leads(d, b, a));
    if (d->taken[i]) d->group[b] = a;
  }
}

/* As low as the children allow: whoever has no parents here stands right above the own children. */
static bool pull_down(struct drawing *d, size_t group)
{
  int least = INT_MAX;
  for (size_t i = 0; i < d->ties.count; i++)
    if (d->taken[i] && steps_down(&d->ties.at[i]) && group_of(d, d->ties.at[i].a) == group) {
      const int up = d->level[group_of(d, d->ties.at[i].b)] - steps_down(&d->ties.at[i]);
      if (up < least) least = up;
    }
  if (least == INT_MAX || least <= d->level[group]) return false;
  d->level[group] = least;
  return true;
}

static void find_levels(struct drawing *d)
{
  bool more = true;
  for (size_t round = 0; more && round <= d->count; round++) {
    more = false;
    for (size_t i = 0; i < d->ties.count; i++) {
      if (!d->taken[i] || !steps_down(&d->ties.at[i])) continue;
      const int below = d->level[group_of(d, d->ties.at[i].a)] + steps_down(&d->ties.at[i]);
      int *const level = &d->level[group_of(d, d->ties.at[i].b)];
      if (*level < below) { *level = below; more = true; }
    }
  }
  more = true;
  for (size_t round = 0; more && round <= d->count; round++) {
    more = false;
    for (size_t p = 0; p < d->count; p++) if (group_of(d, p) == p && pull_down(d, p)) more = true;
  }
}

/* Rows without gaps: a grandparent whose own child nobody wrote down stands on the next one. */
static void find_rows(struct drawing *d)
{
  for (size_t row = 0, placed = 0; placed < d->count; row++) {
    int next = INT_MAX;
    for (size_t p = 0; p < d->count; p++) if (d->row[p] == NO_ROW && d->level[group_of(d, p)] < next) next = d->level[group_of(d, p)];
    for (size_t p = 0; p < d->count; p++) {
      if (d->row[p] != NO_ROW || d->level[group_of(d, p)] != next) continue;
      d->row[p] = row;
      placed++;
    }
    d->rows = row + 1;
  }
}

/* --- who stands beside whom ------------------------------------------------------------------------------------ */

bool is_pair(const struct drawing *d, size_t tie) { return d->taken[tie] && d->ties.at[tie].kind == TIE_COUPLE; }

static size_t partners(const struct drawing *d, size_t person)
{
  size_t n = 0;
  for (size_t i = 0; i < d->ties.count; i++) n += is_pair(d, i) && (d->ties.at[i].a == person || d->ties.at[i].b == person);
  return n;
}

/* A chain of partners, from one who has only one: a person and two partners stand with that person in the middle. */
static void follow_chain(struct drawing *d, size_t person, size_t block)
{
  d->block[person] = block;
  d->order[d->placed++] = person;
  for (size_t i = 0; i < d->ties.count; i++) {
    const struct genogram_tie *const t = &d->ties.at[i];
    if (!is_pair(d, i)) continue;
    const size_t other = t->a == person ? t->b : t->b == person ? t->a : person;
    if (d->block[other] == NO_ROW) follow_chain(d, other, block);
  }
}

static void find_blocks(struct drawing *d)
{
  for (size_t row = 0; row < d->rows; row++) {
    d->begins[row] = d->placed;
    for (size_t most = 0; most < 2; most++)                  /* ends of chains first, then whatever is left */
      for (size_t p = 0; p < d->count; p++)
        if (d->row[p] == row && d->block[p] == NO_ROW && (most || partners(d, p) <= 1)) follow_chain(d, p, d->blocks++);
  }
  d->begins[d->rows] = d->placed;
}

/* The mean place of those above (or below) whom somebody's ties lead to; `mine` where there are none. */
static double mean_of(const struct drawing *d, size_t person, bool above, double mine)
{
  double sum = 0;
  size_t n = 0;
  for (size_t i = 0; i < d->ties.count; i++) {
    const struct genogram_tie *const t = &d->ties.at[i];
    if (!d->taken[i] || !steps_down(t) || (above ? t->b : t->a) != person) continue;
    sum += d->x[above ? t->a : t->b];
    n++;
  }
  return n ? sum / (double)n : mine;
}

struct stretch { size_t from, to; double at; };              /* a block of a row: its places in `order`, where it would like its middle to be */

static double middle_of(const struct drawing *d, size_t from, size_t to) { return (d->x[d->order[from]] + d->x[d->order[to - 1]]) / 2; }

/* Where a block would like to stand: the mean of what its members would like. */
static double wish_of(const struct drawing *d, const struct stretch *s, bool above)
{
  const double own = middle_of(d, s->from, s->to);
  double sum = 0;
  size_t n = 0;
  for (size_t i = s->from; i < s->to; i++) {
    const double none = -1e9, mean = mean_of(d, d->order[i], above, none);
    if (mean <= none) continue;
    sum += mean - (d->x[d->order[i]] - own);
    n++;
  }
  return n ? sum / (double)n : own;
}

static size_t stretches_of(const struct drawing *d, size_t row, bool above, struct stretch out[static GENOGRAM_MOST])
{
  size_t n = 0;
  for (size_t i = d->begins[row]; i < d->begins[row + 1]; ) {
    struct stretch s = { .from = i };
    while (i < d->begins[row + 1] && d->block[d->order[i]] == d->block[d->order[s.from]]) i++;
    s.to = i;
    s.at = wish_of(d, &s, above);
    out[n++] = s;
  }
  return n;
}

/* By wish; equal ones stay as they were. */
static void sort_stretches(struct stretch *s, size_t n)
{
  for (size_t i = 1; i < n; i++)
    for (size_t k = i; k && s[k - 1].at > s[k].at; k--) { const struct stretch swap = s[k]; s[k] = s[k - 1]; s[k - 1] = swap; }
}

/* Two who stand the wrong way round under their parents change places. */
static void turn_if_crossed(struct drawing *d, size_t from, size_t to)
{
  const double first = mean_of(d, d->order[from], true, -1e9), last = mean_of(d, d->order[to - 1], true, 1e9);
  if (first <= last) return;
  for (size_t i = from, k = to - 1; i < k; i++, k--) { const size_t swap = d->order[i]; d->order[i] = d->order[k]; d->order[k] = swap; }
}

static void reorder(struct drawing *d, size_t row, const struct stretch *s, size_t n)
{
  size_t old[GENOGRAM_MOST], at = d->begins[row];
  memcpy(old, d->order, d->count * sizeof *old);
  for (size_t k = 0; k < n; k++) {
    const size_t from = at;
    for (size_t i = s[k].from; i < s[k].to; i++) d->order[at++] = old[i];
    turn_if_crossed(d, from, at);
  }
}

/* Each where it would like to be, pushed to the right as far as the neighbour needs; then the whole row back by half of that. */
static void place_row(struct drawing *d, size_t row, bool above)
{
  struct stretch s[GENOGRAM_MOST];
  const size_t n = stretches_of(d, row, above, s);
  double free_from = -1e9, moved = 0;
  if (above) { sort_stretches(s, n); reorder(d, row, s, n); }
  size_t at = d->begins[row];
  for (size_t k = 0; k < n; k++) {
    const size_t size = s[k].to - s[k].from;
    const double wish = s[k].at - (double)(size - 1) / 2, x = wish < free_from ? free_from : wish;
    for (size_t i = 0; i < size; i++) d->x[d->order[at++]] = x + (double)i;
    moved += x - wish;
    free_from = x + (double)size;
  }
  for (size_t i = d->begins[row]; n && i < d->begins[row + 1]; i++) d->x[d->order[i]] -= moved / (double)n;
}

enum { SWEEPS = 6 };

static void find_places(struct drawing *d)
{
  for (size_t row = 0; row < d->rows; row++)
    for (size_t i = d->begins[row]; i < d->begins[row + 1]; i++) d->x[d->order[i]] = (double)(i - d->begins[row]);
  for (int sweep = 0; sweep < SWEEPS; sweep++) {
    for (size_t row = 1; row < d->rows; row++) place_row(d, row, true);
    for (size_t row = d->rows - 1; row-- > 0; ) place_row(d, row, false);
  }
  double least = 0;
  for (size_t p = 0; p < d->count; p++) if (p == 0 || d->x[p] < least) least = d->x[p];
  for (size_t p = 0; p < d->count; p++) d->x[p] -= least;
  for (size_t row = 0; row < d->rows; row++)
    for (size_t i = d->begins[row]; i < d->begins[row + 1]; i++) d->rank[d->order[i]] = i - d->begins[row];
}

/* --- together ------------------------------------------------------------------------------------------------------ */

void genogram_draw(struct arena *a, size_t count, struct genogram_ties ties, struct genogram *out)
{
  struct drawing *const d = arena_new(a, struct drawing, 1);
  static const enum genogram_tie_kind order[] = { TIE_PARENT, TIE_CARER, TIE_GRAND, TIE_COUPLE, TIE_SIBLING };
  *d = (struct drawing){ .arena = a, .count = count < GENOGRAM_MOST ? count : GENOGRAM_MOST, .ties = ties };
  if (ties.count > GENOGRAM_TIES) d->ties.count = GENOGRAM_TIES;
  d->taken = arena_new(a, bool, ties.count + 1);
  for (size_t p = 0; p < GENOGRAM_MOST; p++) { d->group[p] = p; d->row[p] = d->block[p] = NO_ROW; }
  for (size_t i = 0; i < sizeof order / sizeof *order; i++) take(d, order[i]);
  *out = (struct genogram){ 0 };
  if (!d->count) return;
  find_levels(d);
  find_rows(d);
  find_blocks(d);
  find_places(d);
  genogram_lines(d, out);
}
