/* Numbers for names: whoever comes first is 0. Names are bytes of any kind, a struct without gaps too. */
#ifndef NAMES_H
#define NAMES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct name;
struct names {                                     /* begins as all zero */
  struct name *at;
  size_t count, room;
  char *bytes;                                     /* of all names, one after the other, each with a 0 behind it */
  size_t used, most;
  uint32_t *slots;
  size_t mask;
};
enum { NAME_NONE = -1 };

/* The number of that name, new if there is none yet (then it is count - 1). NAME_NONE: out of memory. */
int64_t names_number(struct names *n, const void *name, size_t len);
/* NAME_NONE: there is none of that name. */
int64_t names_find(const struct names *n, const void *name, size_t len);
/* As a text, if it is one; until the next name comes. */
const char *names_text(const struct names *n, size_t number);
void names_release(struct names *n);
#endif
