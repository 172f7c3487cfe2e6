#include "guard.h"
#include "web_state.h"
#include <pthread.h>
#include <sys/socket.h>

struct guard { _Atomic int64_t until; int fd; struct guard *next, **link; };
struct guards { pthread_mutex_t lock; struct guard *first; };

struct guards *guards_new(void)
{
  struct guards *const all = calloc(1, sizeof *all);
  if (all) pthread_mutex_init(&all->lock, NULL);
  return all;
}

void guards_free(struct guards *all)
{
  if (!all) return;
  pthread_mutex_destroy(&all->lock);
  free(all);
}

struct guard *guard_add(struct guards *all, int fd)
{
  struct guard *const g = calloc(1, sizeof *g);
  if (!g) return NULL;
  g->fd = fd;
  guard_set(g, GUARD_HEAD_MS);
  pthread_mutex_lock(&all->lock);
  g->next = all->first;
  g->link = &all->first;
  if (g->next) g->next->link = &g->next;
  all->first = g;
  pthread_mutex_unlock(&all->lock);
  return g;
}

void guard_remove(struct guards *all, struct guard *g)
{
  if (!g) return;
  pthread_mutex_lock(&all->lock);
  *g->link = g->next;
  if (g->next) g->next->link = g->link;
  pthread_mutex_unlock(&all->lock);
  free(g);
}

void guard_set(struct guard *g, int64_t ms)
{
  if (g) atomic_store_explicit(&g->until, ms ? clock_ms() + ms : 0, memory_order_relaxed);
}

/* Under the lock a guard's socket is open still: it is removed before the socket is closed. */
void guards_sweep(struct guards *all)
{
  const int64_t now = clock_ms();
  pthread_mutex_lock(&all->lock);
  for (struct guard *g = all->first; g; g = g->next) {
    const int64_t until = atomic_load_explicit(&g->until, memory_order_relaxed);
    if (until && now > until) shutdown(g->fd, SHUT_RDWR);
  }
  pthread_mutex_unlock(&all->lock);
}
