#include "log.h"
#include "calendar.h"
#include <stdarg.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

/* A ring in which every place carries a turn: equal to the position when free for it, one more when filled. */
struct entry {
  _Atomic uint64_t turn;
  int64_t now, microseconds;
  const char *method, *route;
  int status;
};
struct log {
  struct entry *entries;
  uint64_t mask;
  _Alignas(64) _Atomic uint64_t head;                      /* next place to fill; apart from `tail`, which another thread moves */
  _Alignas(64) uint64_t tail;
  _Atomic uint64_t lost;
};

struct log *log_new(size_t lines)
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
  return log;
}

void log_free(struct log *log)
{
  if (!log) return;
  free(log->entries);
  free(log);
}

void log_request(struct log *log, int64_t now, const char *method, const char *route, int status, int64_t microseconds)
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
  e->now = now;
  e->microseconds = microseconds;
  e->method = method;
  e->route = route;
  e->status = status;
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

static void put_entry(struct buf *b, const struct entry *e)
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
  put_int(b, e->microseconds / 1000);
  put_char(b, '.');
  put_digits(b, e->microseconds % 1000 / 10, 2);
  put(b, " ms\n");
}

void log_write(struct log *log, int fd)
{
  struct buf b = { .max = 1 << 20 };
  if (!log) return;
  for (;;) {
    struct entry *const e = &log->entries[log->tail & log->mask];
    if (atomic_load_explicit(&e->turn, memory_order_acquire) != log->tail + 1) break;
    put_entry(&b, e);
    atomic_store_explicit(&e->turn, log->tail + log->mask + 1, memory_order_release);
    log->tail++;
    if (b.len > 32768) write_out(fd, &b);
  }
  const uint64_t lost = atomic_exchange_explicit(&log->lost, 0, memory_order_relaxed);
  if (lost) {
    put(&b, "lines not logged, there was no room: ");
    put_int(&b, (int64_t)lost);
    put_char(&b, '\n');
  }
  write_out(fd, &b);
  buf_release(&b);
}

void log_error(const struct ctx *c, const char *format, ...)
{
  char when[21], text[512];
  struct buf b = { .max = 4096 };
  va_list args;
  va_start(args, format);
  vsnprintf(text, sizeof text, format, args);
  va_end(args);
  instant_format(c->now, when);
  put(&b, when);
  put(&b, " error: ");
  put(&b, text);
  if (c->error.code != OK && c->error.text) { put(&b, ": "); put(&b, c->error.text); }
  if (c->error.code != OK && c->error.field) { put(&b, " ("); put(&b, c->error.field); put_char(&b, ')'); }
  for (size_t i = 0; i < b.len; i++) if ((unsigned char)b.at[i] < ' ') b.at[i] = ' ';         /* one event, one line */
  put_char(&b, '\n');
  write_out(STDERR_FILENO, &b);
  buf_release(&b);
}
