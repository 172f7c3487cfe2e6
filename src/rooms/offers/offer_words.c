#include "offer_words.h"
#include "html.h"
#include "text.h"

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

void put_texts(struct ctx *c, const struct text_list *msgids)
{
  for (size_t i = 0; i < msgids->count; i++) {
    if (i) put_mem(&c->out, ", ", 2);
    put_inside(&c->out, tr(c, msgids->at[i]));
  }
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

static const char *digits_of(struct ctx *c, const char *value)
{
  char *const digits = arena_alloc(&c->arena, strlen(value) + 1), *p = digits;
  for (; *value; value++) if (strchr("0123456789+", *value)) *p++ = *value;
  return digits;
}

const char *contact_url(struct ctx *c, const struct offer_contact *k)
{
  switch (k->channel) {
  case CHANNEL_PHONE: return JOIN(&c->arena, "tel:", digits_of(c, k->value));
  case CHANNEL_MAIL:  return JOIN(&c->arena, "mailto:", k->value);
  case CHANNEL_WEB:
  case CHANNEL_CHAT:  return strncmp(k->value, "https://", 8) == 0 || strncmp(k->value, "http://", 7) == 0 ? k->value : NULL;
  default:            return NULL;
  }
}
