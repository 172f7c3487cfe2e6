#include "page_key.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void page_key_read(const char *key, int64_t *at, struct id *id)
{
  char *end = NULL;
  struct id last;
  if (!key || *key < '0' || *key > '9') return;
  const int64_t ms = strtoll(key, &end, 10);
  if (*end != '.' || !id_parse(end + 1, &last)) return;
  *at = ms;
  *id = last;
}

const char *page_key(struct ctx *c, struct instant at, struct id id)
{
  char text[ID_TEXT + 24];
  const int n = snprintf(text, sizeof text, "%lld.", (long long)at.ms);
  id_format(id, text + n);
  return arena_text(&c->arena, text, strlen(text));
}
