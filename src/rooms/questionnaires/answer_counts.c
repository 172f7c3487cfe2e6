#include "answer_counts.h"
#include "text.h"
#include <inttypes.h>
#include <stdlib.h>

static size_t values_of(const struct item *item)
{
  if (item_chooses(item)) return item->option_count;
  if (item->type == ITEM_YES_NO) return 2;
  if (item->type != ITEM_NUMBER || !item->least.known || !item->most.known) return 0;
  const int64_t range = (int64_t)item->most.n - item->least.n + 1;
  return range <= VALUES_MOST ? (size_t)range : 0;
}

bool item_counts_by_value(const struct item *item) { return values_of(item) > 0; }

int counts_begin(struct ctx *c, const struct definition *d, struct answer_counts *out)
{
  struct answer_counts n = { .definition = d, .at = arena_new(&c->arena, struct item_counts, d->count + 1) };
  for (size_t i = 0; i < d->count && n.at; i++) {
    n.at[i].of_count = values_of(&d->items[i]);
    n.at[i].of = arena_new(&c->arena, int64_t, n.at[i].of_count + 1);
  }
  if (c->arena.failed) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  *out = n;
  return OK;
}

static void add_one(struct item_counts *to, const struct item *item, const struct answer *a)
{
  to->answered++;
  if (item_chooses(item)) for (size_t i = 0; i < item->option_count; i++) to->of[i] += (int64_t)(a->options >> i & 1);
  else if (item->type == ITEM_YES_NO) to->of[a->yes == YES ? 0 : 1]++;
  else if (item->type == ITEM_NUMBER) {
    to->sum += a->number.n;
    if (to->of_count) to->of[a->number.n - item->least.n]++;
  }
}

void counts_add(struct answer_counts *to, const struct answers *a)
{
  to->answered++;
  for (size_t i = 0; i < a->of->count; i++)
    if (a->shown[i] && answer_given(&a->of->items[i], &a->at[i])) add_one(&to->at[i], &a->of->items[i], &a->at[i]);
}

/* --- as text: "answered sum n n n" a question, in order; they never change once they were asked ------------------------------- */

void counts_write(const struct answer_counts *from, struct buf *b)
{
  put_int(b, from->answered);
  put_char(b, '\n');
  for (size_t i = 0; i < from->definition->count; i++) {
    const struct item_counts *const n = &from->at[i];
    put_int(b, n->answered);
    put_char(b, ' ');
    put_int(b, n->sum);
    for (size_t k = 0; k < n->of_count; k++) { put_char(b, ' '); put_int(b, n->of[k]); }
    put_char(b, '\n');
  }
}

static bool read_one(const char **at, char end, int64_t *to)
{
  char *behind;
  const intmax_t n = strtoimax(*at, &behind, 10);
  if (behind == *at || *behind != end) return false;
  *to += (int64_t)n;
  *at = behind + 1;
  return true;
}

static bool read_line(const char **at, struct item_counts *to)
{
  bool good = read_one(at, ' ', &to->answered) && read_one(at, to->of_count ? ' ' : '\n', &to->sum);
  for (size_t k = 0; good && k < to->of_count; k++) good = read_one(at, k + 1 < to->of_count ? ' ' : '\n', &to->of[k]);
  return good;
}

int counts_read(struct ctx *c, const char *text, struct answer_counts *to)
{
  const char *at = text;
  bool good = text && read_one(&at, '\n', &to->answered);
  for (size_t i = 0; good && i < to->definition->count; i++) good = read_line(&at, &to->at[i]);
  return good && !*at ? OK : fail(c, ERR_STORE, "survey_tally", "these counts are not of this questionnaire");
}
