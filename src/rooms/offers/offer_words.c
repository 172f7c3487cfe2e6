#include "offer_words.h"
#include "html.h"
#include "text.h"
#include "url.h"

enum { PROVIDER_LONG = 60, PROVIDER_SHORT = 45 };                 /* bytes */

/* A label inside a sentence: without its capital ("GGZ" keeps them). */
static void put_inside(struct buf *b, const char *label)
{
  if (label[0] >= 'A' && label[0] <= 'Z' && label[1] >= 'a' && label[1] <= 'z') put_char(b, (char)(*label++ + 32));
  html_text(b, label);
}

void put_labels(struct ctx *c, const struct choices *of, struct set s)
{
  bool first = true;
  for (unsigned i = 1; i < of->count; i++) {
    if (!set_has(s, i)) continue;
    const char *const label = tr(c, of->at[i].label);
    if (first) { html_text(&c->out, label); first = false; continue; }
    put_mem(&c->out, ", ", 2);
    put_inside(&c->out, label);
  }
}

/* Cut before the last comma or semicolon that leaves a short text. */
size_t provider_cut(const char *names)
{
  size_t cut = 0;
  for (size_t i = 0; i <= PROVIDER_SHORT && names[i]; i++) if (names[i] == ',' || names[i] == ';') cut = i;
  return strlen(names) > PROVIDER_LONG ? cut : 0;
}

void put_provider(struct ctx *c, const char *names)
{
  const size_t cut = provider_cut(names);
  html_mem(&c->out, names, cut ? cut : strlen(names));
}

bool offer_talks_together(const struct offer *o)
{
  return set_has(o->formats, FORMAT_JOINT) || (o->kind != KIND_MEASURE && o->contraindications && set_has(o->focus, FOCUS_SYSTEM));
}

/* Names keep their capitals. */
static void put_names(struct ctx *c, const char *keys, const char *(*name)(struct ctx *c, const char *key, size_t len))
{
  size_t written = 0, len;
  for (const char *s = text_word(keys, &len); s; s = text_word(s + len, &len)) {
    const char *const text = name(c, s, len);
    if (written++) put_mem(&c->out, ", ", 2);
    if (text) html_text(&c->out, text);
    else html_mem(&c->out, s, len);
  }
}

static const char *name_of_region(struct ctx *c, const char *slug, size_t len)
{
  const struct region *const r = c->places ? region_find(c->places, slug, len) : NULL;
  return r ? region_name(c, r) : NULL;
}
void put_regions(struct ctx *c, const char *slugs) { put_names(c, slugs, name_of_region); }

static const char *name_of_municipality(struct ctx *c, const char *slug, size_t len)
{
  const struct municipality *const m = c->places ? municipality_find(c->places, slug, len) : NULL;
  return m ? m->name : NULL;
}
void put_municipalities(struct ctx *c, const char *slugs) { put_names(c, slugs, name_of_municipality); }

void put_first_line(struct ctx *c, const char *text) { html_mem(&c->out, text, strcspn(text, "\n")); }

struct text_list text_lines(struct ctx *c, const char *text)
{
  struct text_list list = { 0 };
  size_t most = 1, len;
  for (const char *s = text; s && *s; s++) most += *s == '\n';
  list.at = arena_new(&c->arena, const char *, most);
  for (const char *s = text; s && *s; s += len + (s[len] != '\0')) {
    len = strcspn(s, "\n");
    if (len) list.at[list.count++] = arena_text(&c->arena, s, len);
  }
  return list;
}

#define DIGITS "0123456789"
enum { DIGITS_LEAST = 3, DIGITS_MOST = 15 };

/* The number that a text begins with, as "tel:08002000"; what follows may be words, or a note in brackets. NULL if that
 * would be a guess: another number would answer. */
static const char *phone_url(struct ctx *c, const char *value)
{
  const size_t run = strspn(value, DIGITS "+ .()-"), number = strcspn(value, "(") < run ? strcspn(value, "(") : run;
  const char *const close = memchr(value, ')', run);
  char *const digits = arena_text(&c->arena, value, number);
  size_t n = 0;
  if (!run || !strchr(DIGITS "+", *value) || memchr(value + 1, '+', run - 1)) return NULL;
  if (value[number] && value[number] != '(' && value[number - 1] != ' ') return NULL;                          /* "112;ext=1" */
  if (close && strpbrk(arena_text(&c->arena, close, run - (size_t)(close - value)), DIGITS)) return NULL;         /* "+31 (0)30 …" */
  for (size_t i = 0; i < number; i++) if (strchr(DIGITS, value[i])) digits[n++] = value[i];
  digits[n] = '\0';
  if (n < DIGITS_LEAST || n > DIGITS_MOST) return NULL;
  return JOIN(&c->arena, *value == '+' ? "tel:+" : "tel:", digits);
}

const char *contact_url(struct ctx *c, const struct offer_contact *k)
{
  switch (k->channel) {
  case CHANNEL_PHONE: return phone_url(c, k->value);
  case CHANNEL_MAIL:  return mailbox_plain(k->value) ? JOIN(&c->arena, "mailto:", k->value) : NULL;
  case CHANNEL_WEB:
  case CHANNEL_CHAT:  return strncmp(k->value, "https://", 8) == 0 || strncmp(k->value, "http://", 7) == 0 ? k->value : NULL;
  default:            return NULL;
  }
}
