#include "log.h"
#include "calendar.h"
#include "json.h"
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

/* A ring in which every place carries a turn: equal to the position when free for it, one more when filled. */
struct entry {
  _Atomic uint64_t turn;
  struct log_line line;
};
struct log {
  struct entry *entries;
  uint64_t mask;
  unsigned as;
  _Alignas(64) _Atomic uint64_t head;                      /* next place to fill; apart from `tail`, which another thread moves */
  _Alignas(64) uint64_t tail;
  _Atomic uint64_t lost;
};

struct log *log_new(size_t lines, unsigned as)
{
  size_t size = 64;
  while (size < lines) size *= 2;
  struct log *log = NULL;
  if (posix_memalign((void **)&log, 64, sizeof *log) != 0) return NULL;
  memset(log, 0, sizeof *log);
  log->entries = calloc(size, sizeof *log->entries);
  if (!log->entries) { free(log); return NULL; }
  for (size_t i = 0; i < size; i++) atomic_init(&log->entries[i].turn, i);
  log->mask = size - 1;
  log->as = as;
  return log;
}

void log_free(struct log *log)
{
  if (!log) return;
  free(log->entries);
  free(log);
}

void log_request(struct log *log, const struct log_line *line)
{
  if (!log) return;
  uint64_t at = atomic_load_explicit(&log->head, memory_order_relaxed);
  struct entry *e;
  for (;;) {
    e = &log->entries[at & log->mask];
    const uint64_t turn = atomic_load_explicit(&e->turn, memory_order_acquire);
    if (turn < at) { atomic_fetch_add_explicit(&log->lost, 1, memory_order_relaxed); return; }
    if (turn > at) { at = atomic_load_explicit(&log->head, memory_order_relaxed); continue; }
    if (atomic_compare_exchange_weak_explicit(&log->head, &at, at + 1, memory_order_relaxed, memory_order_relaxed)) break;
  }
  e->line = *line;
  atomic_store_explicit(&e->turn, at + 1, memory_order_release);
}

/* A log that cannot be written must not stop the work: what fails is dropped. */
static void write_out(int fd, struct buf *b)
{
  for (size_t done = 0; done < b->len; ) {
    const ssize_t n = write(fd, b->at + done, b->len - done);
    if (n <= 0) break;
    done += (size_t)n;
  }
  b->len = 0;
}

/* --- how lines look ------------------------------------------------------------------------------ */

enum level { LEVEL_ERROR = 3, LEVEL_INFO = 6 };             /* as syslog(3) counts */

static const char *level_name(enum level l) { return l == LEVEL_ERROR ? "error" : "info"; }

static void begin_line(struct buf *b, unsigned as, enum level level)
{
  if (!(as & LOG_PRIORITIES)) return;
  put_char(b, '<');
  put_int(b, level);
  put_char(b, '>');
}

/* {"time":…,"level":…,"event":…,"request":… ; 0: of no request */
static void begin_json(struct json *j, int64_t now, enum level level, const char *event, uint64_t request)
{
  char when[21];
  instant_format(now, when);
  json_open(j, '{');
  json_str(j, "time", when);
  json_str(j, "level", level_name(level));
  json_str(j, "event", event);
  if (request) json_num(j, "request", (int64_t)request);
}

static void put_ms(struct buf *b, int64_t microseconds)
{
  put_int(b, microseconds / 1000);
  put_char(b, '.');
  put_digits(b, microseconds % 1000 / 10, 2);
}

static void put_text(struct buf *b, const struct log_line *e)
{
  char when[21];
  instant_format(e->now, when);
  put(b, when);
  put_char(b, ' ');
  put(b, e->method);
  put_char(b, ' ');
  put(b, e->route);
  put_char(b, ' ');
  put_int(b, e->status);
  put_char(b, ' ');
  put_ms(b, e->microseconds);
  put(b, " ms\n");
}

static void put_json(struct buf *b, const struct log_line *e, enum level level)
{
  struct json j = { .b = b };
  begin_json(&j, e->now, level, "request", e->request);
  json_str(&j, "method", e->method);
  json_str(&j, "route", e->route);
  json_num(&j, "status", e->status);
  json_key(&j, "ms");
  put_ms(b, e->microseconds);
  json_close(&j);
  put_char(b, '\n');
}

static void put_line(struct buf *b, unsigned as, const struct log_line *e)
{
  const enum level level = e->status >= 500 ? LEVEL_ERROR : LEVEL_INFO;
  begin_line(b, as, level);
  if (as & LOG_AS_JSON) put_json(b, e, level);
  else put_text(b, e);
}

static void put_lost(struct buf *b, unsigned as, int64_t now, uint64_t lost)
{
  struct json j = { .b = b };
  begin_line(b, as, LEVEL_ERROR);
  if (as & LOG_AS_JSON) {
    begin_json(&j, now, LEVEL_ERROR, "lost", 0);
    json_num(&j, "lines", (int64_t)lost);
    json_close(&j);
  } else {
    put(b, "lines not logged, there was no room: ");
    put_int(b, (int64_t)lost);
  }
  put_char(b, '\n');
}

/* --- writing ---------------------------------------------------------------------------------------- */

void log_write(struct log *log, int fd, log_seen *seen, void *of)
{
  struct buf b = { .max = 1 << 20 };
  int64_t now = 0;
  if (!log) return;
  for (;;) {
    struct entry *const e = &log->entries[log->tail & log->mask];
    if (atomic_load_explicit(&e->turn, memory_order_acquire) != log->tail + 1) break;
    put_line(&b, log->as, &e->line);
    if (seen) seen(of, &e->line);
    now = e->line.now;
    atomic_store_explicit(&e->turn, log->tail + log->mask + 1, memory_order_release);
    log->tail++;
    if (b.len > 32768) write_out(fd, &b);
  }
  const uint64_t lost = atomic_exchange_explicit(&log->lost, 0, memory_order_relaxed);
  if (lost) put_lost(&b, log->as, now, lost);
  write_out(fd, &b);
  buf_release(&b);
}

static void put_error_text(struct buf *b, const struct ctx *c, const char *text)
{
  char when[21];
  instant_format(c->now, when);
  put(b, when);
  put(b, " error: ");
  put(b, text);
  if (c->error.code != OK && c->error.text) { put(b, ": "); put(b, c->error.text); }
  if (c->error.code != OK && c->error.field) { put(b, " ("); put(b, c->error.field); put_char(b, ')'); }
  for (size_t i = 0; i < b->len; i++) if ((unsigned char)b->at[i] < ' ') b->at[i] = ' ';         /* one event, one line */
  put_char(b, '\n');
}

static void put_error_json(struct buf *b, const struct ctx *c, const char *text)
{
  struct json j = { .b = b };
  begin_json(&j, c->now, LEVEL_ERROR, "error", c->serial);
  json_str(&j, "text", text);
  if (c->error.code != OK) json_str(&j, "problem", c->error.text);
  if (c->error.code != OK) json_str(&j, "field", c->error.field);
  json_close(&j);
  put_char(b, '\n');
}

void log_error(const struct ctx *c, const char *format, ...)
{
  char text[512];
  struct buf b = { .max = 4096 };
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  begin_line(&b, c->log_as, LEVEL_ERROR);
  if (c->log_as & LOG_AS_JSON) put_error_json(&b, c, text);
  else put_error_text(&b, c, text);
  write_out(STDERR_FILENO, &b);
  buf_release(&b);
}
