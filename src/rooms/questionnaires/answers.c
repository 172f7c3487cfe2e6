#include "answers.h"
#include "calendar.h"
#include "text.h"
#include <stdlib.h>

int answers_begin(struct ctx *c, const struct definition *d, struct answers *out)
{
  *out = (struct answers){ d, arena_new(&c->arena, struct answer, d->count), arena_new(&c->arena, bool, d->count) };
  return out->at && out->shown ? OK : fail(c, ERR_FULL, NULL, N_("Out of memory."));
}

bool answer_given(const struct item *item, const struct answer *a)
{
  switch (item->type) {
    case ITEM_CHOICE: return a->options != 0;
    case ITEM_OPEN_CHOICE: return a->options != 0 || a->text;
    case ITEM_YES_NO: return a->yes != YES_NO_UNKNOWN;
    case ITEM_LINE: case ITEM_TEXT: return a->text != NULL;
    case ITEM_NUMBER: return a->number.known;
    case ITEM_DATE: return date_known(a->date);
    default: return false;
  }
}

/* --- what is shown ------------------------------------------------------------------------------------------------ */

static bool compares(enum condition_operator is, int64_t a, int64_t b)
{
  switch (is) {
    case IF_IS: return a == b;
    case IF_IS_NOT: return a != b;
    case IF_MORE: return a > b;
    case IF_LESS: return a < b;
    case IF_LEAST: return a >= b;
    case IF_MOST: return a <= b;
    default: return false;
  }
}

/* Of a question that is not answered, or not shown, only "is not answered" holds. */
static bool holds(const struct answers *a, const struct shown_if *s)
{
  const struct item *const question = &a->of->items[s->question];
  const struct answer *const given = &a->at[s->question];
  const bool answered = answer_given(question, given) && a->shown[s->question];
  if (s->is == IF_EXISTS) return answered == (s->yes == YES);
  if (!answered) return false;
  if (question->type == ITEM_YES_NO) return compares(s->is, given->yes, s->yes);
  if (question->type == ITEM_NUMBER) return compares(s->is, given->number.n, s->number.n);
  if (question->type == ITEM_DATE) return compares(s->is, given->date.ymd, s->date.ymd);
  return (given->options >> s->option & 1) == (s->is == IF_IS);
}

static bool is_shown(const struct answers *a, const struct item *item)
{
  size_t held = 0;
  if (item->parent != NO_ITEM && !a->shown[item->parent]) return false;
  for (size_t i = 0; i < item->shown_if_count; i++) held += holds(a, &item->shown_if[i]);
  return item->any ? held > 0 : held == item->shown_if_count;
}

void answers_show(struct answers *a)
{
  for (size_t i = 0; i < a->of->count; i++) a->shown[i] = is_shown(a, &a->of->items[i]);
}

/* --- answering ------------------------------------------------------------------------------------------------------- */

static int wrong(struct ctx *c, const struct item *item, const char *text) { return fail(c, ERR_INVALID, item->link_id, text); }

static int set_options(struct ctx *c, const struct item *item, struct answer *a, const char *const *values, size_t count)
{
  bool alone = false;
  if (count > 1 && !item->repeats) return wrong(c, item, N_("Choose one."));
  for (size_t i = 0; i < count; i++) {
    const struct option *const option = item_option(item, values[i]);
    if (!option && (item->type == ITEM_CHOICE || a->text)) return wrong(c, item, N_("Choose one of these."));
    if (!option && text_length(values[i], strlen(values[i])) > (size_t)item->text_most) return wrong(c, item, N_("This text is too long."));
    if (!option) a->text = arena_text(&c->arena, values[i], strlen(values[i]));
    else a->options |= UINT64_C(1) << (option - item->options);
    alone |= option && option->exclusive;
  }
  return alone && count > 1 ? wrong(c, item, N_("This answer cannot be given together with another.")) : OK;
}

static int set_number(struct ctx *c, const struct item *item, struct answer *a, const char *value)
{
  char *end;
  const long n = strtol(value, &end, 10);
  if (*end || n < -1000000 || n > 1000000) return wrong(c, item, N_("Write a whole number."));
  if ((item->least.known && n < item->least.n) || (item->most.known && n > item->most.n)) return wrong(c, item, N_("This number is out of range."));
  a->number = num((int32_t)n);
  return OK;
}

static int set_one(struct ctx *c, const struct item *item, struct answer *a, const char *value)
{
  switch (item->type) {
    case ITEM_YES_NO:
      a->yes = (enum yes_no)choice_find(&yes_no_choices, value, strlen(value));
      return a->yes ? OK : wrong(c, item, N_("Choose one of these."));
    case ITEM_NUMBER: return set_number(c, item, a, value);
    case ITEM_DATE: return date_parse(value, &a->date) ? OK : wrong(c, item, N_("Write a date as 2026-12-31."));
    default: break;
  }
  if (text_length(value, strlen(value)) > (size_t)item->text_most) return wrong(c, item, N_("This text is too long."));
  a->text = arena_text(&c->arena, value, strlen(value));
  return OK;
}

int answer_set(struct ctx *c, struct answers *a, size_t at, const char *const *values, size_t count)
{
  const struct item *const item = &a->of->items[at];
  struct answer given = { .options = 0 };
  if (!item_asks(item)) return wrong(c, item, N_("Nothing is asked here."));
  while (count && !*values[count - 1]) count--;
  if (count > 1 && !item_chooses(item)) return wrong(c, item, N_("Give one answer."));
  if (count) TRY(item_chooses(item) ? set_options(c, item, &given, values, count) : set_one(c, item, &given, values[0]));
  a->at[at] = given;
  return OK;
}

int answers_finish(struct ctx *c, struct answers *a)
{
  answers_show(a);
  for (size_t i = 0; i < a->of->count; i++) {
    const struct item *const item = &a->of->items[i];
    if (!a->shown[i]) a->at[i] = (struct answer){ .options = 0 };
    else if (item->required && !answer_given(item, &a->at[i])) return wrong(c, item, N_("This question needs an answer."));
  }
  return OK;
}

/* --- scores ------------------------------------------------------------------------------------------------------------ */

static void add_score(const struct item *item, const struct answer *a, struct score *s)
{
  int32_t best = 0, sum = 0;
  bool scored = false;
  for (size_t i = 0; i < item->option_count; i++) {
    const struct num score = item->options[i].score;
    const bool chosen = a->options >> i & 1;
    if (!score.known) continue;
    if (score.n > 0) best = item->repeats ? best + score.n : score.n > best ? score.n : best;
    if (chosen) sum += score.n;
    scored |= chosen;
  }
  if (!scored) return;
  *s = (struct score){ s->sum + sum, s->most + best, s->of + 1 };
}

struct score answers_score(const struct answers *a, size_t at)
{
  struct score s = { 0, 0, 0 };
  for (size_t i = at; i < a->of->items[at].end; i++) if (a->shown[i]) add_score(&a->of->items[i], &a->at[i], &s);
  return s;
}
