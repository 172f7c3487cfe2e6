#include "survey_page.h"
#include "hash.h"
#include "text.h"
#include "web.h"

DEFINE_CHOICES(page_act, PAGE_ACTS)

enum { POSTED_MOST = 1 << 20, MARK_MOST = 20 };

static const struct field page_fields[] = {
  F_INT (page_form, part,   OPTIONAL, N_("Page"), .max = ITEMS_MOST),
  F_TEXT(page_form, seen,   OPTIONAL, N_("As it was seen"), .max = MARK_MOST),
  F_ENUM(page_form, act,    REQUIRED, page_act, N_("What you want to do")),
  F_TEXT(page_form, answer, ANSWERS | LONG, N_("Answers"), .max = POSTED_MOST),
};
const struct record page_form_record = PART(page_form, page_fields);

static const struct field ask_fields[] = {
  F_INT (page_ask, deel,    OPTIONAL, N_("Page"), .max = ITEMS_MOST),
  F_ENUM(page_ask, bewaard, OPTIONAL, yes_no, N_("Kept")),
};
const struct record page_ask_record = PART(page_ask, ask_fields);

/* --- the pages ---------------------------------------------------------------------------------------------------------------- */

static void count_part(const struct answers *a, struct survey_part *part)
{
  for (size_t i = part->from; i < part->to; i++) {
    const struct item *const item = &a->of->items[i];
    const bool given = answer_given(item, &a->at[i]);
    part->shown |= a->shown[i];
    if (!a->shown[i] || !item_asks(item)) continue;
    part->asked++;
    part->answered += given;
    part->missing += item->required && !given;
  }
}

int survey_parts(struct ctx *c, const struct answers *a, struct survey_part_list *out)
{
  const struct definition *const d = a->of;
  struct survey_part_list list = { arena_new(&c->arena, struct survey_part, d->count + 1), 0 };
  if (!list.at) return fail(c, ERR_FULL, NULL, N_("Out of memory."));
  for (size_t i = 0; i < d->count; i = d->items[i].end) {
    const bool group = d->items[i].type == ITEM_GROUP;
    struct survey_part *const last = list.count ? &list.at[list.count - 1] : NULL;
    if (!group && last && !last->title) last->to = d->items[i].end;
    else list.at[list.count++] = (struct survey_part){ .from = i, .to = d->items[i].end, .title = group ? d->items[i].text[c->lang] : NULL };
  }
  for (size_t i = 0; i < list.count; i++) count_part(a, &list.at[i]);
  *out = list;
  return OK;
}

size_t part_after(const struct survey_part_list *parts, size_t at)
{
  while (at < parts->count && !parts->at[at].shown) at++;
  return at;
}
size_t part_before(const struct survey_part_list *parts, size_t at)
{
  while (at && !parts->at[at - 1].shown) at--;
  return at ? at - 1 : parts->count;
}

void part_number(const struct survey_part_list *parts, size_t at, size_t *number, size_t *of)
{
  *number = *of = 0;
  for (size_t i = 0; i < parts->count; i++) { *of += parts->at[i].shown; *number += i <= at && parts->at[i].shown; }
}

/* --- what was posted ------------------------------------------------------------------------------------------------------------ */

const char *answers_mark(struct ctx *c, const struct answers *a, size_t from, size_t to)
{
  uint64_t h = 0;
  for (size_t i = from; i < to; i++) {
    const struct answer *const v = &a->at[i];
    const int64_t numbers[] = { (int64_t)i, (int64_t)v->options, v->yes, v->number.known, v->number.n, v->date.ymd };
    if (!answer_given(&a->of->items[i], v)) continue;
    h = hash_bytes(numbers, sizeof numbers, h);
    if (v->text) h = hash_bytes(v->text, strlen(v->text), h);
  }
  return text_hex(&c->arena, h);
}

static bool is_of(const char *question, const char *link_id)
{
  const size_t n = strlen(link_id);
  return strncmp(question, link_id, n) == 0 && (!question[n] || strcmp(question + n, ANSWER_ELSE) == 0);
}

static int fill_one(struct ctx *c, struct answers *a, size_t item, const struct form_answer_list *posted, struct wrong_answer_list *wrong)
{
  const char *values[OPTIONS_MOST + 1];
  size_t count = 0;
  const char *const link_id = a->of->items[item].link_id;
  for (size_t i = 0; i < posted->count && count < COUNT(values); i++) if (is_of(posted->at[i].question, link_id)) values[count++] = posted->at[i].text;
  const int rc = answer_set(c, a, item, values, count);
  if (rc != ERR_INVALID) return rc;
  wrong->at[wrong->count++] = (struct wrong_answer){ item, c->error.text };
  c->error = (struct error){ 0 };
  return OK;
}

int page_fill(struct ctx *c, struct answers *a, const struct survey_part *part, const char *posted, struct wrong_answer_list *wrong)
{
  struct form_answer_list list;
  *wrong = (struct wrong_answer_list){ arena_new(&c->arena, struct wrong_answer, part->to - part->from + 1), 0 };
  TRY(form_answers(c, posted, &list));
  for (size_t i = part->from; i < part->to; i++) if (item_asks(&a->of->items[i])) TRY(fill_one(c, a, i, &list, wrong));
  answers_show(a);
  return wrong->count ? fail(c, ERR_INVALID, NULL, N_("Some answers need another look.")) : OK;
}

int page_again(struct ctx *c, struct answers *a, const struct survey_part *part, const char *posted, struct wrong_answer_list *wrong)
{
  const struct error before = c->error;
  const int rc = page_fill(c, a, part, posted, wrong);
  if (rc != OK && rc != ERR_INVALID) return rc;
  c->error = before;
  return OK;
}

int page_take(struct ctx *c, struct answers *a, const struct survey_part *part, const struct page_form *f)
{
  struct wrong_answer_list wrong;
  const char *const stored = answers_mark(c, a, part->from, part->to);
  TRY(page_fill(c, a, part, f->answer, &wrong));
  const bool same = f->seen && strcmp(f->seen, stored) == 0, as_stored = strcmp(stored, answers_mark(c, a, part->from, part->to)) == 0;
  if (same || as_stored) return OK;
  return fail(c, ERR_INVALID, NULL, N_("These questions were answered in another window too. Look whether your answers stand here as you want them, and keep them again."));
}

int survey_keep_page(struct ctx *c, struct survey_visit *v, const struct survey_part *part, const struct page_form *f)
{
  TRY(page_take(c, &v->answers, part, f));
  return survey_keep(c, v);
}
