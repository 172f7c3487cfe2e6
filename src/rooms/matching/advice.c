#include "advice.h"
#include "text.h"

const char *advice_code(const struct offer *o) { return o->code ? o->code : o->slug; }

static void put_list(struct buf *b, enum verdict v, const struct match_entries *list, const uint8_t *before)
{
  bool begun = false;
  for (size_t i = 0; i < list->count; i++) {
    const struct match_entry *const e = &list->at[i];
    if (before && before[e->at] == (uint8_t)v) continue;
    if (!begun && b->len) put_char(b, '\n');
    if (!begun) put(b, verdict_key(v));
    put_char(b, ' ');
    put(b, advice_code(&e->line->offer));
    begun = true;
  }
}

const char *advice_text(struct ctx *c, const struct match_result *r, const uint8_t *before)
{
  struct buf b = { 0 };
  for (int v = 0; v < VERDICT_COUNT; v++) put_list(&b, (enum verdict)v, &r->lists[v], before);
  return b.len || b.failed ? buf_to_arena(&c->arena, &b) : NULL;
}

static size_t count_words(const char *text, size_t len)
{
  size_t words = 1;
  for (size_t i = 0; i < len; i++) words += text[i] == ' ';
  return words;
}

/* One line: the list's key, then its offers. */
static void read_line(struct ctx *c, const char *line, size_t len, struct advice *out)
{
  const char *const text = arena_text(&c->arena, line, len);
  size_t n;
  const char *word = text_word(text, &n);
  for (int v = 0; word && v < VERDICT_COUNT; v++) {
    struct text_list *const list = &out->lists[v];
    if (strlen(verdict_key((enum verdict)v)) != n || memcmp(verdict_key((enum verdict)v), word, n) != 0 || list->at) continue;
    list->at = arena_new(&c->arena, const char *, count_words(text, len));
    for (word = text_word(word + n, &n); word; word = text_word(word + n, &n)) list->at[list->count++] = arena_text(&c->arena, word, n);
  }
}

void advice_read(struct ctx *c, const char *text, struct advice *out)
{
  *out = (struct advice){ 0 };
  while (text && *text) {
    const size_t len = strcspn(text, "\n");
    read_line(c, text, len, out);
    text += len + (text[len] == '\n');
  }
}
