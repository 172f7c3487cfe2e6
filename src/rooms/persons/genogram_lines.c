/* The lines of a drawing, and the outlines of those who live together. */
#include "genogram_internal.h"

enum { EDGE = 24, LANE = 12, GAP = 40, HALF = GENOGRAM_SYMBOL / 2, OUTLINE = 14 };

/* Of one family a line comes down and parts: those of several families run at different heights. */
struct source { size_t tie, parent; bool carer; };           /* tie: the couple's; SIZE_MAX: of one parent */
struct lines {
  struct drawing *d;
  struct genogram *out;
  struct source *sources;              /* room for one of each tie */
  size_t count, *lane, lanes[GENOGRAM_MOST];                 /* per source; how many there are under a row */
  int y[GENOGRAM_MOST + 1];            /* the middle of each row */
};

static bool same(const struct source *a, const struct source *b) { return a->tie == b->tie && a->parent == b->parent && a->carer == b->carer; }

/* The couple that two parents of a child are; SIZE_MAX: they are none here. */
static size_t couple_of(const struct drawing *d, size_t one, size_t other)
{
  for (size_t i = 0; i < d->ties.count; i++)
    if (is_pair(d, i) && ((d->ties.at[i].a == one && d->ties.at[i].b == other) || (d->ties.at[i].a == other && d->ties.at[i].b == one))) return i;
  return SIZE_MAX;
}

/* The other parent by birth, if there is exactly one. */
static size_t other_parent(const struct drawing *d, size_t child, size_t parent)
{
  size_t other = SIZE_MAX;
  for (size_t i = 0; i < d->ties.count; i++) {
    const struct genogram_tie *const t = &d->ties.at[i];
    if (!d->taken[i] || t->kind != TIE_PARENT || t->b != child || t->a == parent || t->a == other) continue;
    if (other != SIZE_MAX) return SIZE_MAX;
    other = t->a;
  }
  return other;
}

static struct source source_of(const struct drawing *d, const struct genogram_tie *t)
{
  const size_t other = t->kind == TIE_PARENT ? other_parent(d, t->b, t->a) : SIZE_MAX, pair = other == SIZE_MAX ? SIZE_MAX : couple_of(d, t->a, other);
  if (pair == SIZE_MAX) return (struct source){ SIZE_MAX, t->a, t->kind != TIE_PARENT };
  return (struct source){ pair, d->ties.at[pair].a, false };
}

static size_t find_source(struct lines *l, struct source s)
{
  for (size_t i = 0; i < l->count; i++) if (same(&l->sources[i], &s)) return i;
  l->lane[l->count] = l->lanes[l->d->row[s.parent]]++;
  l->sources[l->count] = s;
  return l->count++;
}

static bool neighbours(const struct drawing *d, const struct genogram_tie *t)
{
  const size_t a = d->rank[t->a], b = d->rank[t->b];
  return d->row[t->a] == d->row[t->b] && (a + 1 == b || b + 1 == a);
}

/* Heights that are needed before anything can be drawn. */
static void find_lanes(struct lines *l)
{
  for (size_t i = 0; i < l->d->ties.count; i++) {
    const struct genogram_tie *const t = &l->d->ties.at[i];
    if (!l->d->taken[i]) continue;
    if (steps_down(t)) (void)find_source(l, source_of(l->d, t));
    else if (is_pair(l->d, i) && !neighbours(l->d, t)) (void)find_source(l, (struct source){ i, t->a, false });
  }
  l->y[0] = EDGE + HALF;
  for (size_t row = 0; row < l->d->rows; row++) l->y[row + 1] = l->y[row] + GENOGRAM_SYMBOL + GENOGRAM_LABEL + GAP + (int)l->lanes[row] * LANE;
}

static int x_of(const struct drawing *d, size_t person) { return EDGE + GENOGRAM_SLOT / 2 + (int)(d->x[person] * GENOGRAM_SLOT); }
static int under(const struct lines *l, size_t row) { return l->y[row] + HALF + GENOGRAM_LABEL; }
static int lane_y(const struct lines *l, size_t source) { return under(l, l->d->row[l->sources[source].parent]) + LANE + (int)l->lane[source] * LANE; }

static void put_step(struct buf *b, char letter, int n) { put_char(b, letter); put_int(b, n); }
static void put_point(struct buf *b, char letter, int x, int y) { put_step(b, letter, x); put_step(b, ' ', y); }

static void add_line(struct lines *l, struct buf *b, enum genogram_line_kind kind)
{
  l->out->lines.at[l->out->lines.count++] = (struct genogram_line){ buf_to_arena(l->d->arena, b), kind };
}

static void straight(struct lines *l, const struct genogram_tie *t, enum genogram_line_kind kind)
{
  struct buf b = { 0 };
  put_point(&b, 'M', x_of(l->d, t->a), l->y[l->d->row[t->a]]);
  put_point(&b, 'L', x_of(l->d, t->b), l->y[l->d->row[t->b]]);
  add_line(l, &b, kind);
}

/* Around those who stand between them: at a height under or above the row. */
static void bracket(struct lines *l, const struct genogram_tie *t, int height, enum genogram_line_kind kind)
{
  const int y = l->y[l->d->row[t->a]];
  struct buf b = { 0 };
  put_point(&b, 'M', x_of(l->d, t->a), y);
  put_step(&b, 'V', height);
  put_step(&b, 'H', x_of(l->d, t->b));
  put_step(&b, 'V', y);
  add_line(l, &b, kind);
}

static void draw_couple(struct lines *l, size_t tie)
{
  const struct genogram_tie *const t = &l->d->ties.at[tie];
  const enum genogram_line_kind kind = t->ended ? LINE_ENDED : LINE_PLAIN;
  if (neighbours(l->d, t)) straight(l, t, kind);
  else bracket(l, t, lane_y(l, find_source(l, (struct source){ tie, t->a, false })), kind);
}

/* From the couple's line or the parent down to the height of the family, and from there to the child. */
static void draw_child(struct lines *l, const struct genogram_tie *t)
{
  const size_t source = find_source(l, source_of(l->d, t));
  const struct source *const s = &l->sources[source];
  const struct genogram_tie *const pair = s->tie == SIZE_MAX ? NULL : &l->d->ties.at[s->tie];
  const int x = pair ? (x_of(l->d, pair->a) + x_of(l->d, pair->b)) / 2 : x_of(l->d, s->parent), bus = lane_y(l, source);
  const int from = !pair ? under(l, l->d->row[s->parent]) : neighbours(l->d, pair) ? l->y[l->d->row[pair->a]] : bus;
  struct buf b = { 0 };
  put_point(&b, 'M', x, from);
  put_step(&b, 'V', bus);
  put_step(&b, 'H', x_of(l->d, t->b));
  put_step(&b, 'V', l->y[l->d->row[t->b]] - HALF);
  add_line(l, &b, s->carer ? LINE_CARER : LINE_PLAIN);
}

static bool share_a_parent(const struct drawing *d, size_t one, size_t other)
{
  for (size_t i = 0; i < d->ties.count; i++)
    for (size_t k = 0; d->taken[i] && d->ties.at[i].kind == TIE_PARENT && d->ties.at[i].b == one && k < d->ties.count; k++)
      if (d->taken[k] && d->ties.at[k].kind == TIE_PARENT && d->ties.at[k].b == other && d->ties.at[k].a == d->ties.at[i].a) return true;
  return false;
}

static void draw_tie(struct lines *l, size_t tie)
{
  const struct genogram_tie *const t = &l->d->ties.at[tie];
  if (t->a >= l->d->count || t->b >= l->d->count || t->a == t->b) return;
  if (!l->d->taken[tie] || t->kind == TIE_OTHER) straight(l, t, LINE_LOOSE);
  else if (steps_down(t)) draw_child(l, t);
  else if (t->kind == TIE_COUPLE) draw_couple(l, tie);
  else if (!share_a_parent(l->d, t->a, t->b)) bracket(l, t, l->y[l->d->row[t->a]] - HALF - OUTLINE / 2, LINE_PLAIN);
}

/* --- living together -------------------------------------------------------------------------------------------- */

static void number_houses(struct lines *l)
{
  const struct drawing *const d = l->d;
  struct genogram_spot *const spots = l->out->spots.at;
  int next = 1;
  for (size_t p = 0; p < d->count; p++) spots[p].house = (int)p;
  for (size_t round = 0; round < d->count; round++)          /* the smallest number goes round among all who live together */
    for (size_t i = 0; i < d->ties.count; i++) {
      const struct genogram_tie *const t = &d->ties.at[i];
      if (!t->together || t->a >= d->count || t->b >= d->count) continue;
      const int least = spots[t->a].house < spots[t->b].house ? spots[t->a].house : spots[t->b].house;
      spots[t->a].house = spots[t->b].house = least;
    }
  int number[GENOGRAM_MOST] = { 0 }, size[GENOGRAM_MOST] = { 0 };
  for (size_t p = 0; p < d->count; p++) size[spots[p].house]++;
  for (size_t p = 0; p < d->count; p++) {
    const int house = spots[p].house;
    if (size[house] > 1 && !number[house]) number[house] = next++;
  }
  for (size_t p = 0; p < d->count; p++) spots[p].house = number[spots[p].house];
}

static void outline(struct lines *l, size_t from, size_t to)
{
  const struct drawing *const d = l->d;
  const size_t first = d->order[from], last = d->order[to - 1];
  const int left = x_of(d, first) - GENOGRAM_SLOT / 2 + 4, y = l->y[d->row[first]] - HALF - OUTLINE;
  l->out->houses.at[l->out->houses.count++] = (struct genogram_house){ left, y, x_of(d, last) + GENOGRAM_SLOT / 2 - 4 - left,
    GENOGRAM_SYMBOL + GENOGRAM_LABEL + OUTLINE + 2, l->out->spots.at[first].house };
}

static void draw_houses(struct lines *l)
{
  const struct drawing *const d = l->d;
  for (size_t row = 0; row < d->rows; row++)
    for (size_t i = d->begins[row], to; i < d->begins[row + 1]; i = to) {
      const int house = l->out->spots.at[d->order[i]].house;
      for (to = i + 1; to < d->begins[row + 1] && l->out->spots.at[d->order[to]].house == house; to++) ;
      if (house) outline(l, i, to);
    }
}

void genogram_lines(struct drawing *d, struct genogram *out)
{
  struct lines *const l = arena_new(d->arena, struct lines, 1);
  l->d = d;
  l->out = out;
  l->sources = arena_new(d->arena, struct source, d->ties.count + 1);
  l->lane = arena_new(d->arena, size_t, d->ties.count + 1);
  find_lanes(l);
  out->spots.at = arena_new(d->arena, struct genogram_spot, d->count);
  out->lines.at = arena_new(d->arena, struct genogram_line, d->ties.count + 1);
  out->houses.at = arena_new(d->arena, struct genogram_house, d->count);
  for (size_t p = 0; p < d->count; p++) {
    const int x = x_of(d, p);
    out->spots.at[out->spots.count++] = (struct genogram_spot){ .x = x, .y = l->y[d->row[p]], .row = d->row[p] };
    if (x + GENOGRAM_SLOT / 2 + EDGE > out->width) out->width = x + GENOGRAM_SLOT / 2 + EDGE;
  }
  out->height = under(l, d->rows - 1) + (int)l->lanes[d->rows - 1] * LANE + EDGE;
  for (size_t i = 0; i < d->ties.count; i++) draw_tie(l, i);
  number_houses(l);
  draw_houses(l);
}
