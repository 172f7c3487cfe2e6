/* Whole files: written so that a reader finds all of it or none, and durable before a call returns. */
#ifndef DISK_H
#define DISK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Writes all n bytes, however often that takes. */
bool disk_write(int fd, const void *bytes, size_t n);
/* Writes a whole file, for its owner only, in place of what was there; false: what was there still is. `file` and a suffix fit PATH_MAX. */
bool disk_replace(const char *file, const void *bytes, size_t n);
/* Makes the folders above a file, for their owner only, where they are missing. */
bool disk_make_parents(const char *file);
/* A new, empty file to write, for its owner only whatever the process's mask is; NULL: it cannot be. */
FILE *disk_create(const char *file);
/* Closes it. Whether all of it is durable. */
bool disk_close(FILE *out);
/* Makes durable that a file appeared in its folder, or went. */
bool disk_sync_folder(const char *file);
#endif
