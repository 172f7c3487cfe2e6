#include "guard.h"
#include "clock.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>

struct guard {
  _Atomic int64_t until;
  _Atomic int64_t headless;          /* since when no head has come; 0: it is here */
  int fd;
  struct guard *next, **link;
};
struct guards { pthread_mutex_t lock; struct guard *first; size_t count, most; };

struct guards *guards_new(size_t most)
{
  struct guards *const all = calloc(1, sizeof *all);
  if (!all) return NULL;
  pthread_mutex_init(&all->lock, NULL);
  all->most = most;
  return all;
}

void guards_free(struct guards *all)
{
  if (!all) return;
  pthread_mutex_destroy(&all->lock);
  free(all);
}

size_t guards_count(struct guards *all)
{
  pthread_mutex_lock(&all->lock);
  const size_t n = all->count;
  pthread_mutex_unlock(&all->lock);
  return n;
}

struct guard *guard_add(struct guards *all, int fd)
{
  struct guard *const g = calloc(1, sizeof *g);
  if (!g) return NULL;
  g->fd = fd;
  guard_set_for_head(g, GUARD_HEAD_MS);
  pthread_mutex_lock(&all->lock);
  g->next = all->first;
  g->link = &all->first;
  if (g->next) g->next->link = &g->next;
  all->first = g;
  all->count++;
  pthread_mutex_unlock(&all->lock);
  return g;
}

void guard_remove(struct guards *all, struct guard *g)
{
  if (!g) return;
  pthread_mutex_lock(&all->lock);
  *g->link = g->next;
  if (g->next) g->next->link = g->link;
  all->count--;
  pthread_mutex_unlock(&all->lock);
  free(g);
}

static void set(struct guard *g, int64_t until, int64_t headless)
{
  atomic_store_explicit(&g->until, until, memory_order_relaxed);
  atomic_store_explicit(&g->headless, headless, memory_order_relaxed);
}

void guard_set(struct guard *g, int64_t ms)
{
  if (g) set(g, ms ? clock_ms() + ms : 0, 0);
}

void guard_set_for_head(struct guard *g, int64_t ms)
{
  const int64_t now = clock_ms();
  if (g) set(g, now + ms, now);
}

void guard_read_on(struct guard *g, size_t bytes)
{
  if (g) set(g, guard_after(atomic_load_explicit(&g->until, memory_order_relaxed), clock_ms(), bytes), 0);
}

static bool is_over(const struct guard *g, int64_t now, bool hurry)
{
  const int64_t until = atomic_load_explicit(&g->until, memory_order_relaxed), headless = atomic_load_explicit(&g->headless, memory_order_relaxed);
  return (until && now > until) || (hurry && headless && now > headless + GUARD_HURRY_MS);
}

/* Under the lock a guard's socket is open still: it is removed before the socket is closed. */
void guards_sweep(struct guards *all, int64_t now)
{
  pthread_mutex_lock(&all->lock);
  const bool hurry = all->count > all->most - all->most / 8;
  for (struct guard *g = all->first; g; g = g->next)
    if (is_over(g, now, hurry)) shutdown(g->fd, SHUT_RDWR);
  pthread_mutex_unlock(&all->lock);
}

static bool has_bytes(int fd)
{
  char byte;
  return recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

bool guards_end_idle(struct guards *all)
{
  bool left = false;
  pthread_mutex_lock(&all->lock);
  for (struct guard *g = all->first; g; g = g->next) {
    if (!atomic_load_explicit(&g->headless, memory_order_relaxed)) continue;
    if (has_bytes(g->fd)) left = true;
    else shutdown(g->fd, SHUT_RDWR);
  }
  pthread_mutex_unlock(&all->lock);
  return left;
}
