#include "tmplc_place.h"
#include <stddef.h>
#include <string.h>

static bool is_space(char ch) { return ch == ' ' || ch == '\n' || ch == '\t' || ch == '\r' || ch == '\f'; }
static char lower(char ch) { return ch >= 'A' && ch <= 'Z' ? (char)(ch + 32) : ch; }
static bool is_letter(char ch) { return lower(ch) >= 'a' && lower(ch) <= 'z'; }

static void append(char *s, size_t size, char ch)
{
  const size_t n = strlen(s);
  if (n + 1 < size) { s[n] = lower(ch); s[n + 1] = '\0'; }
}

static bool among(const char *s, const char *const *names, size_t count)
{
  for (size_t i = 0; i < count; i++)
    if (strcmp(s, names[i]) == 0) return true;
  return false;
}
#define AMONG(s, names) among((s), (names), sizeof (names) / sizeof *(names))

static bool is_url(const char *attr)
{
  static const char *const urls[] = {
    "href", "src", "action", "formaction", "poster", "cite", "data", "ping", "background", "manifest", "longdesc", "xlink:href"
  };
  return AMONG(attr, urls);
}

static const char *end_tag_name(struct place *w)
{
  static const char *const raw[] = { "style", "xmp", "plaintext", "noembed", "noframes", "iframe" };
  if (w->tag[0] == '\0' || strcmp(w->tag, "/") == 0) return "write &lt; for a less-than sign";
  if (AMONG(w->tag, raw)) return "no <style>, <iframe> or raw text element: the content policy forbids it";
  return NULL;
}

static const char *end_attr_name(const struct place *w)
{
  static const char *const forbidden[] = { "style", "srcdoc", "srcset", "imagesrcset" };
  if (strncmp(w->attr, "on", 2) == 0) return "no event handlers: the content policy forbids them";
  if (AMONG(w->attr, forbidden)) return "no style, srcdoc or srcset: put styles in the style sheet and one URL in src";
  return NULL;
}

/* Nothing can be wrong here; NULL so that callers may return it. */
static const char *end_tag(struct place *w)
{
  w->kind = IN_TEXT;
  if (strcmp(w->tag, "pre") == 0 || strcmp(w->tag, "textarea") == 0) w->verbatim = true;
  if (strcmp(w->tag, "/pre") == 0 || strcmp(w->tag, "/textarea") == 0) w->verbatim = false;
  if (strcmp(w->tag, "script") == 0) { w->kind = IN_SCRIPT; w->matched = 0; }
  return NULL;
}

static const char *walk_tag_name(struct place *w, char ch)
{
  const char *wrong;
  if (w->tag[0] == '\0' && !is_letter(ch) && ch != '/' && ch != '!') return "write &lt; for a less-than sign";
  if (is_space(ch) || ch == '>' || (ch == '/' && w->tag[0])) {
    if ((wrong = end_tag_name(w))) return wrong;
    w->kind = IN_TAG;
    return ch == '>' ? end_tag(w) : NULL;
  }
  if (!is_letter(ch) && !strchr("0123456789-:_.!/", ch)) return "this character may not stand in a tag's name";
  append(w->tag, sizeof w->tag, ch);
  if (strcmp(w->tag, "!--") == 0) { w->kind = IN_COMMENT; w->matched = 0; }
  return NULL;
}

static const char *walk_tag(struct place *w, char ch)
{
  if (ch == '>') return end_tag(w);
  if (is_space(ch) || ch == '/') { w->kind = IN_TAG; return NULL; }
  if (w->kind == IN_TAG_EDGE) return "a space must stand here, before the next attribute";
  if (strchr("=\"'<`", ch)) return "this character may not stand between attributes (no spaces round an = sign)";
  w->kind = IN_ATTR_NAME;
  w->attr[0] = '\0';
  append(w->attr, sizeof w->attr, ch);
  return NULL;
}

static const char *walk_attr_name(struct place *w, char ch)
{
  if (ch == '=') { w->kind = BEFORE_VALUE; return end_attr_name(w); }
  if (is_space(ch) || ch == '/') { w->kind = IN_TAG; return NULL; }
  if (ch == '>') return end_tag(w);
  if (strchr("\"'<`", ch)) return "this character may not stand in an attribute's name";
  append(w->attr, sizeof w->attr, ch);
  return NULL;
}

static const char *walk_value(struct place *w, char ch)
{
  w->value_start = false;
  if (ch == w->quote) { w->kind = IN_TAG_EDGE; return NULL; }
  if (!is_url(w->attr) || (unsigned char)ch <= ' ') return NULL;      /* browsers skip white space in a scheme */
  append(w->scheme, sizeof w->scheme, ch);
  if (strcmp(w->scheme, "javascript:") == 0 || strcmp(w->scheme, "vbscript:") == 0) return "no script in a URL";
  return NULL;
}

static const char *walk_comment(struct place *w, char ch)
{
  if (ch == '-') { if (w->matched < 2) w->matched++; }
  else if (ch == '>' && w->matched == 2) w->kind = IN_TEXT;
  else w->matched = 0;
  return NULL;
}

static const char *walk_script(struct place *w, char ch)
{
  static const char close[] = "</script>";
  if (w->matched == 0 && is_space(ch)) return NULL;
  if (lower(ch) != close[w->matched]) return "no inline script: the content policy forbids it";
  if (close[++w->matched] == '\0') w->kind = IN_TEXT;
  return NULL;
}

const char *place_walk(struct place *w, char ch)
{
  switch (w->kind) {
  case IN_TEXT:
    if (ch == '<') *w = (struct place){ .kind = IN_TAG_NAME, .verbatim = w->verbatim };
    return NULL;
  case IN_TAG_NAME: return walk_tag_name(w, ch);
  case IN_TAG:
  case IN_TAG_EDGE: return walk_tag(w, ch);
  case IN_ATTR_NAME: return walk_attr_name(w, ch);
  case BEFORE_VALUE:
    if (ch != '"' && ch != '\'') return "quote the value of this attribute";
    w->kind = IN_VALUE;
    w->quote = ch;
    w->value_start = true;
    w->scheme[0] = '\0';
    return NULL;
  case IN_VALUE: return walk_value(w, ch);
  case IN_COMMENT: return walk_comment(w, ch);
  case IN_SCRIPT: return walk_script(w, ch);
  }
  return NULL;
}

const char *place_pause(struct place *w)
{
  const char *wrong;
  switch (w->kind) {
  case IN_TAG_NAME:
    if ((wrong = end_tag_name(w))) return wrong;
    if (w->tag[0] == '!') return "no directives in a declaration";
    w->kind = IN_TAG_EDGE;
    return NULL;
  case IN_ATTR_NAME: w->kind = IN_TAG_EDGE; return NULL;
  case BEFORE_VALUE: return "quote the value of this attribute";
  case IN_COMMENT: return "no directives in an HTML comment; {# … #} is a comment of the template";
  case IN_SCRIPT: return "no inline script: the content policy forbids it";
  default: return NULL;
  }
}

const char *place_verb(const struct place *w, const char **verb)
{
  switch (w->kind) {
  case IN_TEXT: *verb = "HTML"; return NULL;
  case IN_VALUE: *verb = !is_url(w->attr) ? "ATTR" : w->value_start ? "URL" : "URL_PART"; return NULL;
  case BEFORE_VALUE: return "quote the value of this attribute";
  case IN_SCRIPT: return "no inline script: the content policy forbids it";
  default: return "output may stand in text or in a quoted attribute value only";
  }
}

/* A name that ends where a directive begins ends there for the tag as well. */
static enum place_kind settled(const struct place *w)
{
  return w->kind == IN_ATTR_NAME || w->kind == IN_TAG_EDGE ? IN_TAG : w->kind;
}

bool place_same(const struct place *a, const struct place *b)
{
  if (settled(a) != settled(b) || a->verbatim != b->verbatim) return false;
  if (a->kind == IN_TEXT) return true;
  if (strcmp(a->tag, b->tag) != 0) return false;
  return a->kind != IN_VALUE || (a->quote == b->quote && strcmp(a->attr, b->attr) == 0);
}

void place_merge(struct place *w, const struct place *other)
{
  if (other->kind == IN_TAG_EDGE && w->kind == IN_TAG) w->kind = IN_TAG_EDGE;
  if (!other->value_start) w->value_start = false;
}

bool place_collapses(const struct place *w)
{
  switch (w->kind) {
  case IN_TEXT: return !w->verbatim;
  case IN_TAG_NAME: case IN_TAG: case IN_TAG_EDGE: case IN_ATTR_NAME: return true;
  default: return false;
  }
}
