#include "html.h"
#include "calendar.h"
#include <strings.h>

/* What each byte means for escaping: 0 copy, DROP (control characters have no place in a page), else an index of `entities`. */
enum { COPY, AMP, LESS, GREATER, QUOTE, APOSTROPHE, DROP };
static const unsigned char meaning[256] = {
  [0 ... 8] = DROP, [11 ... 31] = DROP, [127] = DROP,
  ['&'] = AMP, ['<'] = LESS, ['>'] = GREATER, ['"'] = QUOTE, ['\''] = APOSTROPHE,
};
static const struct { const char *text; size_t size; } entities[] = {
  [COPY] = { "", 0 }, [AMP] = { "&amp;", 5 }, [LESS] = { "&lt;", 4 }, [GREATER] = { "&gt;", 4 },
  [QUOTE] = { "&#34;", 5 }, [APOSTROPHE] = { "&#39;", 5 }, [DROP] = { "", 0 },
};

void html_mem(struct buf *b, const char *s, size_t n)
{
  const char *const end = s + n;
  for (const char *from = s; ; from = ++s) {
    while (s < end && meaning[(unsigned char)*s] == COPY) s++;
    put_mem(b, from, (size_t)(s - from));
    if (s == end) return;
    const unsigned char m = meaning[(unsigned char)*s];
    put_mem(b, entities[m].text, entities[m].size);
  }
}

void html_text(struct buf *b, const char *s)
{
  if (s) html_mem(b, s, strlen(s));
}

/* Browsers drop tabs and line ends inside a URL, so "/<tab>/host" is "//host" to them: a URL with control characters is no URL. */
static bool url_allowed(const char *s)
{
  static const char *const schemes[] = { "https://", "http://", "mailto:", "tel:" };
  for (const char *ch = s; *ch; ch++)
    if ((unsigned char)*ch < ' ' || *ch == 127) return false;
  if (*s == '#' || *s == '?') return true;
  if (*s == '/') return s[1] != '/' && s[1] != '\\';
  for (size_t i = 0; i < COUNT(schemes); i++)
    if (strncasecmp(s, schemes[i], strlen(schemes[i])) == 0) return true;
  return false;
}

void html_url(struct buf *b, const char *s)
{
  html_text(b, s && url_allowed(s) ? s : "#");
}

static bool unreserved(unsigned char ch)
{
  return (ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z')
      || ch == '-' || ch == '.' || ch == '_' || ch == '~';
}

void url_part(struct buf *b, const char *s)
{
  static const char hex[] = "0123456789ABCDEF";
  for (; s && *s; s++) {
    const unsigned char ch = (unsigned char)*s;
    if (unreserved(ch)) { put_char(b, *s); continue; }
    put_char(b, '%');
    put_char(b, hex[ch >> 4]);
    put_char(b, hex[ch & 15]);
  }
}

void html_id(struct buf *b, struct id v)
{
  char text[ID_TEXT];
  id_format(v, text);
  put_mem(b, text, ID_TEXT - 1);
}

void html_attr_num(struct buf *b, struct num v)
{
  if (v.known) put_int(b, v.n);
}

void html_num(struct ctx *c, struct num v)
{
  if (v.known) put_int(&c->out, v.n);
  else html_text(&c->out, tr(c, N_("unknown")));
}

void html_iso(struct buf *b, struct date d)
{
  char iso[DATE_TEXT];
  if (!date_known(d)) return;
  date_format(d, iso);
  put_mem(b, iso, DATE_TEXT - 1);
}

void put_date_in_words(struct buf *b, enum lang lang, struct date d)
{
  static const char *const months[][12] = {
    { "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december" },
    { "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December" },
  };
  const int month = d.ymd / 100 % 100;
  if (month < 1 || month > 12) { html_iso(b, d); return; }
  put_int(b, d.ymd % 100);
  put_char(b, ' ');
  put(b, months[lang == LANG_EN][month - 1]);
  put_char(b, ' ');
  put_int(b, d.ymd / 10000);
}

void html_date(struct ctx *c, struct date d)
{
  if (!date_known(d)) { html_text(&c->out, tr(c, N_("unknown"))); return; }
  put(&c->out, "<time datetime=\"");
  html_iso(&c->out, d);
  put(&c->out, "\">");
  put_date_in_words(&c->out, c->lang, d);
  put(&c->out, "</time>");
}

/* The argument that the mark at `mark` ("%…") asks for, NULL if it is not ours; `taken`: how long the mark is. */
static const char *argument(const char *mark, const char *const *args, size_t count, size_t *next, size_t *taken)
{
  size_t i;
  if (mark[1] == 's') { i = (*next)++; *taken = 2; }
  else if (mark[1] >= '1' && mark[1] <= '9' && mark[2] == '$' && mark[3] == 's') { i = (size_t)(mark[1] - '1'); *taken = 4; }
  else return NULL;
  return i < count ? args[i] : "";
}

void html_tr(struct buf *b, const char *text, const char *const *args)
{
  size_t count = 0, next = 0;
  while (args[count]) count++;
  for (const char *mark; (mark = strchr(text, '%')); ) {
    size_t taken = 0;
    const char *const arg = argument(mark, args, count, &next, &taken);
    html_mem(b, text, (size_t)(mark - text));
    if (!arg) { put_char(b, '%'); taken = mark[1] == '%' ? 2 : 1; }
    html_text(b, arg);
    text = mark + taken;
  }
  html_text(b, text);
}

void html_trn(struct buf *b, const struct ctx *c, const char *one, const char *many, int64_t count, const char *const *args)
{
  char digits[24];
  struct buf number = { digits, 0, sizeof digits, sizeof digits, false };
  const char *all[11] = { digits };
  put_int(&number, count);
  put_char(&number, '\0');
  for (size_t i = 0; i + 2 < COUNT(all) && args[i]; i++) all[i + 1] = args[i];
  html_tr(b, trn(c, one, many, count), all);
}

const char *arg_text(struct arena *a, const char *s) { (void)a; return s ? s : ""; }
const char *arg_size(struct arena *a, size_t v) { return arg_int(a, (int64_t)v); }
const char *arg_num(struct ctx *c, struct num v) { return v.known ? arg_int(&c->arena, v.n) : tr(c, N_("unknown")); }

const char *arg_int(struct arena *a, int64_t v)
{
  char digits[24];
  struct buf b = { digits, 0, sizeof digits, sizeof digits, false };
  put_int(&b, v);
  return arena_text(a, digits, b.len);
}

const char *arg_id(struct arena *a, struct id v)
{
  char text[ID_TEXT];
  id_format(v, text);
  return arena_text(a, text, ID_TEXT - 1);
}

const char *arg_date(struct ctx *c, struct date v)
{
  char text[48];
  struct buf b = { text, 0, sizeof text, sizeof text, false };
  if (!date_known(v)) return tr(c, N_("unknown"));
  put_date_in_words(&b, c->lang, v);
  return arena_text(&c->arena, text, b.len);
}

const char *thousands_in_words(struct ctx *c, int64_t n)
{
  const char *const digits = arg_int(&c->arena, n);
  const size_t count = strlen(digits);
  struct buf b = { 0 };
  for (size_t i = 0; i < count; i++) {
    if (i && (count - i) % 3 == 0) put_char(&b, c->lang == LANG_EN ? ',' : '.');
    put_char(&b, digits[i]);
  }
  return buf_to_arena(&c->arena, &b);
}

const char *moment_in_words(struct ctx *c, struct instant t, bool seconds)
{
  struct buf b = { 0 };
  if (!instant_known(t)) return "";
  put_date_in_words(&b, c->lang, date_at(t.ms));
  put(&b, ", ");
  put_digits(&b, minute_at(t.ms) / 60, 2);
  put_char(&b, ':');
  put_digits(&b, minute_at(t.ms) % 60, 2);
  if (seconds) put_char(&b, ':');
  if (seconds) put_digits(&b, t.ms / 1000 % 60, 2);
  return buf_to_arena(&c->arena, &b);
}
