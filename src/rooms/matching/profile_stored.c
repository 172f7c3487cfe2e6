/* Stored answers, read quickly: of a hundred thousand people when other rules are held against them. */
#include "json.h"
#include "profile.h"

/* What does not look as profile_json wrote it is left to the reader of all JSON. */
struct scan { struct ctx *c; const char *at; };

static bool take(struct scan *s, char ch)
{
  if (*s->at != ch) return false;
  s->at++;
  return true;
}

/* A text without anything that would have to be unescaped. */
static bool take_text(struct scan *s, const char **text, size_t *len)
{
  if (!take(s, '"')) return false;
  *text = s->at;
  *len = strcspn(s->at, "\"\\");
  s->at += *len;
  return take(s, '"');
}

static bool read_text(struct scan *s, const struct field *f, void *row)
{
  const char *text;
  size_t len;
  if (!take_text(s, &text, &len) || len == 0) return false;
  if (f->kind == FIELD_ENUM) {
    const unsigned choice = choice_find(f->values, text, len);
    memcpy(field_in(f, row), &choice, sizeof choice);
    return choice > 0;
  }
  if (f->kind != FIELD_TEXT || f->flags & WORD_LIST) return false;
  const char *const kept = arena_text(&s->c->arena, text, len);
  memcpy(field_in(f, row), &kept, sizeof kept);
  return true;
}

static bool read_set(struct scan *s, const struct field *f, void *row)
{
  struct set set = { 1 };                        /* answered, maybe with nothing */
  const char *text;
  size_t len;
  if (f->kind != FIELD_SET) return false;
  if (*s->at != ']') do {
    const unsigned choice = take_text(s, &text, &len) ? choice_find(f->values, text, len) : 0;
    if (!choice) return false;
    set = set_with(set, choice);
  } while (take(s, ','));
  memcpy(field_in(f, row), &set, sizeof set);
  return take(s, ']');
}

/* Words with spaces between. */
static bool read_words(struct scan *s, const struct field *f, void *row)
{
  char *const words = arena_alloc(&s->c->arena, strcspn(s->at, "]") + 1);
  const char *text;
  size_t len, n = 0;
  do {
    if (!take_text(s, &text, &len)) return false;
    if (n) words[n++] = ' ';
    memcpy(words + n, text, len);
    n += len;
  } while (take(s, ','));
  memcpy(field_in(f, row), &(const char *){ words }, sizeof words);
  return n && take(s, ']');
}

static bool read_yes_no(struct scan *s, const struct field *f, void *row)
{
  const bool yes = *s->at == 't';
  const char *const word = yes ? "true" : "false";
  const enum yes_no answer = yes ? YES : NO;
  if (f->values != &yes_no_choices || f->kind != FIELD_ENUM || strncmp(s->at, word, strlen(word)) != 0) return false;
  s->at += strlen(word);
  memcpy(field_in(f, row), &answer, sizeof answer);
  return true;
}

static bool read_number(struct scan *s, const struct field *f, void *row)
{
  const size_t len = strspn(s->at, "0123456789");
  if (f->kind != FIELD_INT || len == 0 || len > 6) return false;
  const struct num n = num((int32_t)strtol(s->at, NULL, 10));
  s->at += len;
  memcpy(field_in(f, row), &n, sizeof n);
  return true;
}

static bool read_value(struct scan *s, const struct field *f, void *row)
{
  switch (*s->at) {
  case '"':           return read_text(s, f, row);
  case '[':           s->at++; return f->flags & WORD_LIST ? read_words(s, f, row) : read_set(s, f, row);
  case 't': case 'f': return read_yes_no(s, f, row);
  default:            return read_number(s, f, row);
  }
}

/* Members come in the order of the fields. */
static bool read_members(struct scan *s, struct profile *p)
{
  const char *name;
  size_t len, i = 0;
  do {
    if (!take_text(s, &name, &len) || !take(s, ':')) return false;
    while (i < profile_record.count && (strncmp(profile_record.fields[i].name, name, len) != 0 || profile_record.fields[i].name[len])) i++;
    if (i == profile_record.count || !read_value(s, &profile_record.fields[i++], p)) return false;
  } while (take(s, ','));
  return take(s, '}') && !*s->at;
}

int profile_read_stored(struct ctx *c, const char *text, struct profile *out)
{
  struct profile p = { 0 };
  struct scan s = { c, text };
  if (!take(&s, '{') || !read_members(&s, &p)) {
    p = (struct profile){ 0 };
    TRY(json_read_row(c, profile, text, strlen(text), &p));
  }
  *out = p;
  return OK;
}
