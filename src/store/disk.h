/* Whole files: written so that a reader finds all of it or none, and durable before a call returns. */
#ifndef DISK_H
#define DISK_H
#include <stdbool.h>
#include <stddef.h>

/* Writes all n bytes, however often that takes. */
bool disk_write(int fd, const void *bytes, size_t n);
/* Makes the folders above a file, for their owner only, where they are missing. */
bool disk_make_parents(const char *file);
/* Makes durable that a file appeared in its folder, or went. */
bool disk_sync_folder(const char *file);
#endif
