#include "secret_texts.h"
#include "text.h"
#include <ctype.h>

enum {
  PLACE_SHORTEST = 4,                  /* a street of three letters would be found everywhere */
  TOWN_SHORT = 6,                      /* up to this many letters a town may be a word too (Best, Oss, Grave, Putten): then its capital tells */
  DIGITS_LEAST = 8, DIGITS_MOST = 9,   /* a Dutch number without its 0 or 31 has nine digits: by those it is the same however it is written */
  BETWEEN_MOST = 3                     /* "06 - 12": what may stand between two digits of one number */
};

/* --- forms ----------------------------------------------------------------------------------------------- */

static const char *slug_of(struct ctx *c, const char *words) { return text_slug(&c->arena, words, 8 * strlen(words) + 1); }

/* Letters and digits only: "Verborgen straat" is "Verborgenstraat" too. */
static const char *squeezed(struct ctx *c, const char *words)
{
  const char *const slug = slug_of(c, words);
  char *const out = arena_text(&c->arena, slug, strlen(slug));
  size_t n = 0;
  for (const char *at = slug; *at; at++) if (*at != '-') out[n++] = *at;
  out[n] = '\0';
  return out;
}

/* Each word between dashes. */
static const char *as_words(struct ctx *c, const char *words) { return JOIN(&c->arena, "-", slug_of(c, words), "-"); }

/* Numbers as their digits, a space between them: "06 - 12 34 56 78" is one number, "3, 4" are two. */
static const char *digits_in(struct ctx *c, const char *words)
{
  char *const out = arena_alloc(&c->arena, 2 * strlen(words) + 1);
  size_t n = 0, between = 0;
  for (const char *at = words; *at; at++) {
    if (*at >= '0' && *at <= '9') {
      if (n && between > BETWEEN_MOST) out[n++] = ' ';
      out[n++] = *at;
      between = 0;
    } else between += strchr(" -./()+", *at) ? 1 : BETWEEN_MOST + 1;
  }
  out[n] = '\0';
  return out;
}

/* --- what is looked for ---------------------------------------------------------------------------------- */

bool needle_among(const struct needle_list *list, const struct needle *n)
{
  for (size_t i = 0; i < list->count; i++) if (list->at[i].kind == n->kind && strcmp(list->at[i].text, n->text) == 0) return true;
  return false;
}

static void add(struct ctx *c, struct needle_list *to, struct needle n)
{
  if (needle_among(to, &n)) return;
  if (to->count == to->room) {
    struct needle *const more = arena_new(&c->arena, struct needle, to->room = 2 * to->room + 8);
    if (to->count) memcpy(more, to->at, to->count * sizeof *more);
    to->at = more;
  }
  to->at[to->count++] = n;
}

void needle_place(struct ctx *c, struct needle_list *to, const char *street_or_code)
{
  if (!text_said(street_or_code)) return;
  const char *const text = squeezed(c, street_or_code);
  if (strlen(text) >= PLACE_SHORTEST) add(c, to, (struct needle){ NEEDLE_PLACE, text, street_or_code });
}

/* Towns that people call otherwise than they are written. */
static const char *const also_called[][2] = { { "-s-hertogenbosch-", "-den-bosch-" }, { "-s-gravenhage-", "-den-haag-" } };

void needle_town(struct ctx *c, struct needle_list *to, const char *town)
{
  if (!text_said(town)) return;
  const char *const text = as_words(c, town);
  if (strlen(text) <= 2) return;
  add(c, to, (struct needle){ NEEDLE_TOWN, text, town });
  for (size_t i = 0; i < COUNT(also_called); i++)
    for (size_t k = 0; k < 2; k++) if (strcmp(text, also_called[i][k]) == 0) add(c, to, (struct needle){ NEEDLE_TOWN, also_called[i][1 - k], town });
}

void needle_way(struct ctx *c, struct needle_list *to, const char *value)
{
  size_t len;
  if (!text_said(value)) return;
  const char *const numbers = digits_in(c, value);
  for (const char *at = text_word(numbers, &len); at; at = text_word(at + len, &len)) {
    const size_t kept = len < DIGITS_MOST ? len : DIGITS_MOST;
    if (len >= DIGITS_LEAST) add(c, to, (struct needle){ NEEDLE_DIGITS, arena_text(&c->arena, at + len - kept, kept), value });
  }
  const char *const folded = text_folded(&c->arena, value);
  for (const char *at = text_word(folded, &len); at; at = text_word(at + len, &len))
    if (memchr(at, '@', len) && len > 3) add(c, to, (struct needle){ NEEDLE_MAIL, arena_text(&c->arena, at, len), value });
}

/* --- looking ----------------------------------------------------------------------------------------------- */

struct said { const char *raw, *squeezed, *words, *digits, *folded; };

static bool is_letter(char ch) { return isalpha((unsigned char)ch) || (unsigned char)ch >= 0x80; }

/* As a word of its own that begins with a capital. */
static bool stands_with_capital(const char *raw, const char *town)
{
  const size_t n = strlen(town);
  for (const char *at = raw; *at; at++)
    if (isupper((unsigned char)*at) && strncasecmp(at, town, n) == 0 && (at == raw || !is_letter(at[-1])) && !is_letter(at[n])) return true;
  return false;
}

static bool stands(const struct said *in, const struct needle *n)
{
  switch (n->kind) {
  case NEEDLE_PLACE:  return strstr(in->squeezed, n->text) != NULL;
  case NEEDLE_TOWN:   return strstr(in->words, n->text) && (strlen(n->text) > TOWN_SHORT + 2 || stands_with_capital(in->raw, n->written));
  case NEEDLE_DIGITS: return strstr(in->digits, n->text) != NULL;
  default:            return strstr(in->folded, n->text) != NULL;
  }
}

bool needles_stand_in(struct ctx *c, const struct needle_list *list, const char *words)
{
  if (!list->count || !text_said(words)) return false;
  const struct said in = { words, squeezed(c, words), as_words(c, words), digits_in(c, words), text_folded(&c->arena, words) };
  for (size_t i = 0; i < list->count; i++) if (stands(&in, &list->at[i])) return true;
  return false;
}
