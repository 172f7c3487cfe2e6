/* Any bytes as a questionnaire: refused with a reason, or one that comes out as it came in, can be asked, and takes any bytes as answers. */
#include "answers.h"

static void ask(struct ctx *c, const struct definition *d, const char *data, size_t size)
{
  struct answers a, said;
  if (answers_begin(c, d, &a) != OK) abort();
  for (size_t i = 0; i < d->count; i++) {
    const char *const values[] = { d->items[i].option_count ? d->items[i].options[0].code : "yes" };
    (void)!answer_set(c, &a, i, values, 1);
  }
  (void)!answers_finish(c, &a);
  answers_show(&a);
  for (size_t i = 0; i < d->count; i++) {
    const struct score s = answers_score(&a, i);
    if (s.of > d->count || d->items[i].end <= i || d->items[i].end > d->count) abort();
  }
  answers_json(&a, true, &c->out);
  if (answers_read(c, d, data, size, &said) != OK && !c->error.text) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  struct definition d, again;
  struct buf b = { .max = 4 << 20 };
  struct ctx c;
  ctx_init(&c, 1790000000000, NULL, 64 << 20);
  if (definition_read(&c, (const char *)data, size, &d) == OK) {
    definition_json(&d, &b);
    const char *const json = buf_text(&b);
    if (strlen(json) <= DEFINITION_BYTES && definition_read(&c, json, strlen(json), &again) != OK) abort();
    ask(&c, &d, json, strlen(json));
  } else if (!c.error.text || !c.error.field) abort();
  buf_release(&b);
  ctx_release(&c);
  return 0;
}
