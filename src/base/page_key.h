/* Where the next page of a list in order of time begins: behind the last row shown, "instant.id". */
#ifndef PAGE_KEY_H
#define PAGE_KEY_H
#include "ctx.h"

/* Of what is no such key `at` and `id` stay as they are: the start. */
void page_key_read(const char *key, int64_t *at, struct id *id);
/* In c->arena. */
const char *page_key(struct ctx *c, struct instant at, struct id id);
#endif
