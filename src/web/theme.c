#include "theme.h"
#include "say.h"
#include "text.h"
#include <errno.h>
#include <strings.h>

struct scan { const char *at, *end; int line; };

static bool at_end(const struct scan *s) { return s->at >= s->end; }
static void step(struct scan *s) { s->line += *s->at++ == '\n'; }

/* White space and comments. False: a comment that does not end. */
static bool skip_blank(struct scan *s)
{
  while (!at_end(s)) {
    if (strchr(" \t\r\n", *s->at)) { step(s); continue; }
    if (s->end - s->at < 2 || s->at[0] != '/' || s->at[1] != '*') return true;
    for (step(s), step(s); s->end - s->at >= 2 && !(s->at[0] == '*' && s->at[1] == '/'); ) step(s);
    if (s->end - s->at < 2) return false;
    step(s);
    step(s);
  }
  return true;
}

static bool take(struct scan *s, const char *word)
{
  const size_t n = strlen(word);
  if ((size_t)(s->end - s->at) < n || memcmp(s->at, word, n) != 0) return false;
  s->at += n;
  return true;
}

static bool name_char(char ch) { return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '-' || ch == '_'; }

/* Functions that only work with numbers, colours and other properties: a list of what may, so that nothing that fetches
 * (url, image-set, src, element …) has to be thought of. */
static bool function_allowed(const char *name, size_t n)
{
  static const char *const allowed[] = { "var", "calc", "min", "max", "clamp", "rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color-mix", "" };
  for (size_t i = 0; i < COUNT(allowed); i++)
    if (strlen(allowed[i]) == n && strncasecmp(allowed[i], name, n) == 0) return true;
  return false;
}

/* To the same quote again: a line end would end the string for a browser, and what we take for a string would be rules. */
static bool take_string(struct scan *s)
{
  const char quote = *s->at;
  for (step(s); !at_end(s) && *s->at != quote; step(s))
    if (strchr("\n\r<\\", *s->at)) return false;
  if (at_end(s)) return false;
  step(s);
  return true;
}

static const char *check_value(struct scan *s)
{
  const char *word = s->at;
  while (!at_end(s) && *s->at != ';' && *s->at != '}') {
    const char ch = *s->at;
    if (strchr("{@<\\!", ch) || (ch == '/' && s->at + 1 < s->end && s->at[1] == '*')) return N_("A value in this file has a character that is not allowed.");
    if (ch == '(' && !function_allowed(word, (size_t)(s->at - word))) return N_("A value in this file uses a function that is not allowed.");
    if (ch != '"' && ch != '\'') step(s);
    else if (!take_string(s)) return N_("A text between quotes in this file does not end, or has a character that is not allowed.");
    if (!name_char(ch)) word = s->at;
  }
  return NULL;
}

static const char *check_declaration(struct scan *s)
{
  if (!take(s, "--")) return N_("Only custom properties may stand here, as --name: value;");
  const char *const name = s->at;
  while (!at_end(s) && name_char(*s->at)) step(s);
  if (s->at == name || !skip_blank(s) || !take(s, ":")) return N_("Only custom properties may stand here, as --name: value;");
  const char *const wrong = check_value(s);
  if (wrong) return wrong;
  if (at_end(s)) return N_("This file ends before its last brace.");
  if (*s->at == ';') step(s);
  return skip_blank(s) ? NULL : N_("A comment in this file does not end.");
}

static const char *check_sheet(struct scan *s)
{
  if (!skip_blank(s)) return N_("A comment in this file does not end.");
  while (!at_end(s)) {
    if (!take(s, ":root") || !skip_blank(s) || !take(s, "{")) return N_("Only :root { ... } may stand here.");
    if (!skip_blank(s)) return N_("A comment in this file does not end.");
    while (!at_end(s) && *s->at != '}') {
      const char *const wrong = check_declaration(s);
      if (wrong) return wrong;
    }
    if (!take(s, "}")) return N_("This file ends before its last brace.");
    if (!skip_blank(s)) return N_("A comment in this file does not end.");
  }
  return NULL;
}

const char *theme_wrong(const char *css, size_t size, int *line)
{
  struct scan s = { css, css + size, 1 };
  const char *wrong = !text_valid(css, size) ? N_("This file is not plain UTF-8 text.") : check_sheet(&s);
  *line = s.line;
  return wrong;
}

int theme_read(struct ctx *c, const char *path, struct theme *out)
{
  if (!path) { *out = (struct theme){ 0 }; return OK; }
  FILE *const f = fopen(path, "rb");
  if (!f) return fail(c, ERR_STORE, path, N_("The theme file cannot be read."));
  char *const css = arena_alloc(&c->arena, THEME_MOST + 2);
  const size_t size = fread(css, 1, THEME_MOST + 1, f);
  const bool failed = ferror(f);
  fclose(f);
  if (failed) return fail(c, ERR_STORE, path, N_("The theme file cannot be read."));
  if (size > THEME_MOST) return fail(c, ERR_INVALID, path, N_("The theme file is larger than 32 KB."));
  int line;
  const char *const wrong = theme_wrong(css, size, &line);
  if (wrong) return fail(c, ERR_INVALID, JOIN(&c->arena, path, ":", count_text(c, line)), wrong);
  *out = (struct theme){ css, size, JOIN(&c->arena, "/assets/theme-", text_hex(&c->arena, hash_bytes(css, size, 0)), ".css") };
  return OK;
}
