/* Output verbs, named by the place they write to. Views are compiled to these; they choose by type and refuse enums,
 * plain pointers and whatever else has no agreed look on a page: escaping cannot be forgotten.
 *   HTML      text of a page            dates as "3 februari 2026" in <time>, what is unknown says so
 *   ATTR      a quoted attribute        dates as ISO, what is unknown is empty
 *   URL       a whole URL in a quoted attribute; anything but http, https, mailto, tel or a local one becomes "#"
 *   URL_PART  a piece of a URL, percent-encoded
 *   TEXT      an argument of a translated text, as a string
 * The first argument is the context (HTML and TEXT of dates and numbers need its language) or just a buffer (TEXT: an arena). */
#ifndef HTML_H
#define HTML_H
#include "base.h"

struct safe_html { const char *text; };   /* markup that we made ourselves: the only way round escaping, and only in text */

void html_text(struct buf *b, const char *s);                      /* text and quoted attribute values; NULL is nothing */
void html_mem(struct buf *b, const char *s, size_t n);
void html_url(struct buf *b, const char *s);                       /* a whole URL, or "#" */
void url_part(struct buf *b, const char *s);
void html_iso(struct buf *b, struct date d);
void html_id(struct buf *b, struct id v);
void html_attr_num(struct buf *b, struct num v);
void html_num(struct ctx *c, struct num v);
void html_date(struct ctx *c, struct date d);
/* "3 februari 2026" or "3 February 2026", without markup; also for mail and the console. The date must be known. */
void put_date_in_words(struct buf *b, enum lang lang, struct date d);
/* "120.000", "120,000" in English; not below 0. In c->arena. */
const char *thousands_in_words(struct ctx *c, int64_t n);
/* "24 november 2025, 17:03" in Amsterdam, with its seconds if asked; "" if it is not known. In c->arena. */
const char *moment_in_words(struct ctx *c, struct instant t, bool seconds);
static inline void html_safe(struct buf *b, struct safe_html s) { put(b, s.text); }
static inline void html_int(struct buf *b, int64_t n) { put_int(b, n); }
static inline void html_size(struct buf *b, size_t n) { put_int(b, (int64_t)n); }

/* A translated text with its arguments, all escaped: %s in order, %1$s … %9$s by number, %% a percent sign. `args` ends in NULL. */
void html_tr(struct buf *b, const char *text, const char *const *args);
/* Likewise by number; the number itself is the first argument. */
void html_trn(struct buf *b, const struct ctx *c, const char *one, const char *many, int64_t count, const char *const *args);

static inline struct buf *html_out_of_ctx_(struct ctx *c) { return &c->out; }
static inline struct buf *html_out_of_buf_(struct buf *b) { return b; }
#define HTML_OUT_(to) _Generic((to), struct ctx *: html_out_of_ctx_, struct buf *: html_out_of_buf_)(to)
/* What speaks a language keeps the context it was given (a buffer does not compile); the rest needs the buffer only. */
#define HTML_TO_(to, x) _Generic((x), struct date: (to), struct num: (to), default: HTML_OUT_(to))
#define HTML_INTEGERS_ int: html_int, int64_t: html_int, size_t: html_size

#define HTML(to, x) _Generic((x), const char *: html_text, char *: html_text, struct safe_html: html_safe, \
    struct date: html_date, struct num: html_num, struct id: html_id, HTML_INTEGERS_)(HTML_TO_(to, x), (x))
#define ATTR(to, x) _Generic((x), const char *: html_text, char *: html_text, \
    struct date: html_iso, struct num: html_attr_num, struct id: html_id, HTML_INTEGERS_)(HTML_OUT_(to), (x))
#define URL_PART(to, x) _Generic((x), const char *: url_part, char *: url_part, \
    struct date: html_iso, struct num: html_attr_num, struct id: html_id, HTML_INTEGERS_)(HTML_OUT_(to), (x))
#define URL(to, x) _Generic((x), const char *: html_url, char *: html_url)(HTML_OUT_(to), (x))

/* The number that a plural turns on. */
static inline int64_t html_count_int_(int64_t n) { return n; }
static inline int64_t html_count_size_(size_t n) { return (int64_t)n; }
#define HTML_COUNT(x) _Generic((x), int: html_count_int_, int64_t: html_count_int_, size_t: html_count_size_)(x)

const char *arg_text(struct arena *a, const char *s);
const char *arg_id(struct arena *a, struct id v);
const char *arg_int(struct arena *a, int64_t v);
const char *arg_size(struct arena *a, size_t v);
const char *arg_num(struct ctx *c, struct num v);
const char *arg_date(struct ctx *c, struct date v);

static inline struct arena *html_arena_of_ctx_(struct ctx *c) { return &c->arena; }
static inline struct arena *html_arena_of_arena_(struct arena *a) { return a; }
#define HTML_ARENA_(from) _Generic((from), struct ctx *: html_arena_of_ctx_, struct arena *: html_arena_of_arena_)(from)
#define HTML_FROM_(from, x) _Generic((x), struct date: (from), struct num: (from), default: HTML_ARENA_(from))
#define TEXT(from, x) _Generic((x), const char *: arg_text, char *: arg_text, struct date: arg_date, struct num: arg_num, \
    struct id: arg_id, int: arg_int, int64_t: arg_int, size_t: arg_size)(HTML_FROM_(from, x), (x))
#endif
