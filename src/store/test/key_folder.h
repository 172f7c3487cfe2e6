/* For tests: key files in a folder of their own, gone afterwards. */
#ifndef KEY_FOLDER_H
#define KEY_FOLDER_H
#include "scratch.h"
#include <fcntl.h>
#include <sys/stat.h>

struct key_folder { char path[64], at[4][96]; struct key_files files; };
static const struct id key_folder_installation = { { 0x1D, 1 } };

static inline void key_folder_make(struct key_folder *k)
{
  static const char *const names[] = { "master", "ring", "erased", "heads" };
  scratch_folder(k->path, sizeof k->path, "keys");
  for (int i = 0; i < 4; i++) {
    char file[sizeof k->at[0]];
    snprintf(file, sizeof file, "%.63s/%.8s", k->path, names[i]);
    memcpy(k->at[i], file, sizeof file);
  }
  k->files = (struct key_files){ k->at[0], k->at[1], k->at[2], k->at[3] };
}
static inline void key_folder_remove(struct key_folder *k)
{
  char file[128];
  for (int i = 0; i < 4; i++) {
    unlink(k->at[i]);
    snprintf(file, sizeof file, "%s.new", k->at[i]);
    unlink(file);
  }
  assert_int_equal(rmdir(k->path), 0);
}
/* The scratch's keys are those of the folder from now on, newly made. */
static inline void key_folder_use(struct key_folder *k, struct scratch *s)
{
  keys_close(s->c.keys);
  s->c.keys = NULL;
  assert_int_equal(keys_create(&s->c, &k->files, key_folder_installation, &s->c.keys), OK);
}
/* As another process would: opened anew. */
static inline int key_folder_open(struct key_folder *k, struct ctx *c)
{
  keys_close(c->keys);
  c->keys = NULL;
  return keys_open(c, &k->files, key_folder_installation, &c->keys);
}
/* A database whose keys are those of a folder: what set_up and tear_down of a test make and take away. */
struct world { struct scratch *s; struct key_folder keys; };
static inline struct world *world_new(struct scratch *s)
{
  struct world *const w = calloc(1, sizeof *w);
  assert_non_null(w);
  w->s = s;
  key_folder_make(&w->keys);
  key_folder_use(&w->keys, s);
  return w;
}
static inline int world_free(void **state)
{
  struct world *const w = *state;
  scratch_free(w->s);
  key_folder_remove(&w->keys);
  free(w);
  return 0;
}
static inline size_t file_load(const char *file, unsigned char *bytes, size_t room)
{
  const int fd = open(file, O_RDONLY);
  assert_true(fd >= 0);
  const ssize_t n = read(fd, bytes, room);
  assert_true(n >= 0 && (size_t)n < room);
  close(fd);
  return (size_t)n;
}
static inline void file_save(const char *file, const unsigned char *bytes, size_t n)
{
  const int fd = open(file, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, bytes, n), n);
  close(fd);
}
#endif
