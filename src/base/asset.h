/* Files that the program carries in itself; the tables are made by tools/embed, in order of name. */
#ifndef ASSET_H
#define ASSET_H
#include <stddef.h>
#include <string.h>

struct asset {
  const char *name;                  /* "site.css", "regions.csv" */
  const char *type;                  /* as in Content-Type */
  const unsigned char *bytes;
  size_t size;
  char hash[13];                     /* 12 hex digits of the content: an ETag, or a mark in the URL that lets browsers keep it */
  const unsigned char *brotli;       /* the same, compressed; NULL where that is not smaller */
  size_t brotli_size;
};

/* NULL if the table has none of that name. */
static inline const struct asset *asset_in(const struct asset *table, size_t count, const char *name)
{
  size_t low = 0, high = count;
  while (low < high) {
    const size_t middle = low + (high - low) / 2;
    const int order = strcmp(name, table[middle].name);
    if (order == 0) return &table[middle];
    if (order < 0) high = middle;
    else low = middle + 1;
  }
  return NULL;
}
#endif
