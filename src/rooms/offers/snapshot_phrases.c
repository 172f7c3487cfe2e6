/* Sentences in what somebody typed: the longest rule that takes its words, with classes of words and words between. */
#include "snapshot_internal.h"

enum { PHRASE_WORDS = 12 };

const char *word_usual(const char *word, bool before_relation)
{
  if (strcmp(word, "mn") == 0) return "mijn";
  if (strcmp(word, "me") == 0) return before_relation ? "mijn" : "mij";
  return NULL;
}

static void token_read_as(const struct wording *q, struct token *t, const char *text)
{
  t->text = text;
  t->len = strlen(text);
  t->word = lexicon_find(&q->s->words.words, text, t->len);
}

static bool says(const struct token *t, const char *text) { return strcmp(t->text, text) == 0; }

void tokens_prepare(struct wording *q)
{
  for (size_t i = 0; i + 1 < q->token_count; i++) {
    struct token *const t = &q->tokens[i];
    if (!says(t, "m") || !says(t + 1, "n")) continue;
    token_read_as(q, t, "mijn");
    t->to = t[1].to;
    memmove(t + 1, t + 2, (--q->token_count - i - 1) * sizeof *t);
  }
  bool own = false;
  for (size_t i = 0; i < q->token_count; i++) {
    struct token *const t = &q->tokens[i];
    const bool relation = word_in_class(t->word, CLASS_RELATION);
    const char *const usual = word_usual(t->text, i + 1 < q->token_count && word_in_class(t[1].word, CLASS_RELATION));
    if (usual) token_read_as(q, t, usual);
    t->quiet = own && relation;
    own = says(t, "mijn") || says(t, "my") || t->quiet;
  }
}

/* --- the longest rule ---------------------------------------------------------------------------- */

struct follow { const struct wording *q; size_t first, best; uint16_t rule; char phrase[UINT8_MAX + 1]; };

static void follow_from(struct follow *f, size_t at, size_t len);

/* One more word or class behind the phrase so far. */
static void follow_with(struct follow *f, size_t at, size_t len, const char *text, size_t n)
{
  if (len + 1 + n > UINT8_MAX) return;
  if (len) f->phrase[len++] = ' ';
  memcpy(f->phrase + len, text, n);
  len += n;
  const struct word *const w = lexicon_find(&f->q->s->words.words, f->phrase, len);
  if (!w) return;
  const size_t taken = at + 1 - f->first;
  if (w->rule && (taken > f->best || (taken == f->best && w->rule < f->rule))) { f->best = taken; f->rule = w->rule; }
  if (w->flags & WORD_BEGINS_PHRASE) follow_from(f, at + 1, len);
}

static void follow_from(struct follow *f, size_t at, size_t len)
{
  const struct words_index *const x = &f->q->s->words;
  if (at == f->q->token_count || at - f->first == PHRASE_WORDS) return;
  const struct token *const t = &f->q->tokens[at];
  if (!t->word) return;
  follow_with(f, at, len, t->text, t->len);
  for (uint32_t rest = t->word->classes; rest; rest &= rest - 1) {
    const struct word_class *const class = &x->classes[__builtin_ctz(rest)];
    follow_with(f, at, len, class->key, class->len);
  }
  if (len && word_in_class(t->word, CLASS_BETWEEN)) follow_from(f, at + 1, len);
}

/* A place that is also an everyday word ("Best", "Huizen") is meant as a place where the words around say so. */
static bool place_meant(const struct wording *q, size_t first, size_t taken)
{
  static const char *const before[] = { "in", "te", "uit", "bij", "gemeente", "regio", "omgeving", "near", "around" };
  const struct token *const t = &q->tokens[first];
  if (taken > 1 || q->token_count == 1 || !(word_in_class(t->word, CLASS_ORDINARY) || (t->word && t->word->flags & WORD_STOP))) return true;
  for (size_t i = 0; first && i < COUNT(before); i++) if (says(t - 1, before[i])) return true;
  return false;
}

size_t phrase_longest(const struct wording *q, size_t first, uint16_t *rule)
{
  const struct token *const t = &q->tokens[first];
  struct follow f = { .q = q, .first = first };
  if (!t->word || !(t->word->rule || t->word->classes || t->word->flags & WORD_BEGINS_PHRASE)) return 0;
  follow_from(&f, first, 0);
  if (!f.best || (q->s->words.rules[f.rule].place && !place_meant(q, first, f.best))) return 0;
  *rule = f.rule;
  return f.best;
}

enum asker query_asker(const struct wording *q)
{
  switch (q->marks & MARKS_OF_ROLES) {
  case MARK_USES:        return ASKER_USES;
  case MARK_EXPERIENCES: return ASKER_EXPERIENCES;
  case MARK_FAMILY: case MARK_FAMILY | MARK_EXPERIENCES: return ASKER_FAMILY;
  default: return ASKER_UNKNOWN;                 /* both, or nobody says */
  }
}
