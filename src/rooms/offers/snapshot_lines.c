/* The lines of stopwords.txt and synonyms.txt: classes of words ("<wie> = man, vrouw") and the marks of rules. */
#include "snapshot_internal.h"
#include "text.h"

bool line_next(struct line_reader *r)
{
  while (*r->at) {
    const char *s = r->at;
    size_t n = strcspn(s, "\n");
    r->at = s + n + (s[n] == '\n');
    r->number++;
    while (n && (*s == ' ' || *s == '\t')) { s++; n--; }
    while (n && (s[n - 1] == ' ' || s[n - 1] == '\t' || s[n - 1] == '\r')) n--;
    if (n == 0 || *s == '#') continue;
    r->line = s;
    r->size = n;
    return true;
  }
  return false;
}

void line_complain(struct words_source *from, size_t line, const char *text, const char *of, size_t size)
{
  fprintf(stderr, "synonyms.txt, line %zu: %s \"%.*s\"\n", line, tr(from->c, text), (int)size, of);
}

void stopwords_read(struct lexicon *words, const char *text)
{
  for (struct line_reader lines = { .at = text }; line_next(&lines); )
    for (struct word_reader r = { .text = lines.line, .size = lines.size }; word_next(&r); )
      lexicon_add(words, r.word, r.len)->flags |= WORD_STOP;
}

/* --- classes -------------------------------------------------------------------------------- */

static const char *const built_in[CLASSES_BUILT_IN] = { [CLASS_RELATION] = "<wie>", [CLASS_BETWEEN] = "<tussen>", [CLASS_ORDINARY] = "<gewoon>" };

void classes_begin(struct words_index *x)
{
  for (; x->class_count < CLASSES_BUILT_IN; x->class_count++) {
    struct word_class *const class = &x->classes[x->class_count];
    class->len = (uint8_t)strlen(built_in[x->class_count]);
    memcpy(class->key, built_in[x->class_count], class->len);
  }
}

size_t class_find(const struct words_index *x, const char *key, size_t len)
{
  size_t i = 0;
  while (i < x->class_count && !(x->classes[i].len == len && memcmp(x->classes[i].key, key, len) == 0)) i++;
  return i;
}

static size_t class_named(struct words_index *x, const char *key, size_t len)
{
  const size_t i = class_find(x, key, len);
  if (i < x->class_count || i == CLASSES_MOST) return i;
  x->classes[i].len = (uint8_t)len;
  memcpy(x->classes[i].key, key, len);
  x->class_count++;
  return i;
}

/* A line may go on with words of a class that was begun above. */
bool class_read(struct words_source *from, struct lexicon *words, const struct line_reader *r)
{
  const char *const close = memchr(r->line, '>', r->size), *const is = memchr(r->line, '=', r->size);
  if (*r->line != '<' || !close || !is || is < close) return false;
  const size_t len = (size_t)(close + 1 - r->line);
  const size_t class = len > 2 && len <= CLASS_BYTES ? class_named(&from->s->words, r->line, len) : CLASSES_MOST;
  if (class == CLASSES_MOST) {
    line_complain(from, r->number, N_("There are too many lists of words, or its name is too long:"), r->line, len);
    return true;
  }
  for (struct word_reader w = { .text = is + 1, .size = r->size - (size_t)(is + 1 - r->line) }; word_next(&w); )
    lexicon_add(words, w.word, w.len)->classes |= (uint32_t)1 << class;
  return true;
}

/* --- marks ------------------------------------------------------------------------------------- */

static const struct { const char *key; uint8_t mark; } marks[] = {
  { "uses", MARK_USES }, { "experiences", MARK_EXPERIENCES }, { "family", MARK_FAMILY }, { "control", MARK_CONTROL },
  { "decided", MARK_DECIDED }, { "sexual", MARK_SEXUAL },
};

static bool mark_is(const char *key, const char *s, size_t n) { return strncmp(key, s, n) == 0 && key[n] == '\0'; }

static bool mark_take(const struct words_source *from, const char *s, size_t n, struct rule_line *line)
{
  for (size_t i = 0; i < COUNT(marks); i++)
    if (mark_is(marks[i].key, s, n)) { line->marks |= marks[i].mark; return true; }
  if (n <= 3 || memcmp(s, "in:", 3) != 0) return false;
  const uint64_t region = region_value(from->s, s + 3, n - 3);
  line->regions |= region;
  return region || !from->places;
}

void marks_read(struct words_source *from, const struct line_reader *r, struct rule_line *line)
{
  const char *s = line->right, *const end = s + line->size;
  while (s < end && *s == ' ') s++;
  if (s == end || *s != '[') return;
  const char *const close = memchr(s, ']', (size_t)(end - s));
  if (!close) { line_complain(from, r->number, N_("The sign ] is missing:"), s, (size_t)(end - s)); return; }
  for (s++; s < close; ) {
    size_t n = 0;
    while (s + n < close && s[n] != ' ' && s[n] != ',') n++;
    if (n && !mark_take(from, s, n, line)) line_complain(from, r->number, N_("We do not know this mark:"), s, n);
    s += n + 1;
  }
  line->right = close + 1;
  line->size = (size_t)(end - (close + 1));
}

uint64_t region_value(const struct snapshot *s, const char *slug, size_t len)
{
  const struct facet_info *const f = &s->facets[FACET_REGION];
  for (size_t i = 0; i + 1 < f->count; i++)
    if (strncmp(f->values[i].key, slug, len) == 0 && f->values[i].key[len] == '\0') return (uint64_t)1 << i;
  return 0;
}
