/* On what was measured, and what the measurements share. Texts live in c->arena. */
#ifndef BENCH_MACHINE_H
#define BENCH_MACHINE_H
#include "base.h"

/* A text by a format as printf's. */
const char *formed(struct ctx *c, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* "2 × Some Processor, load 0.4" */
const char *machine_name(struct ctx *c);
/* The file system of a folder: a write to memory is not a write to disk. */
const char *disk_name(const char *folder);
/* Sorts them; n is odd. */
double median(double *at, size_t n);
/* Processor time of this thread, in µs. */
double processor_us(void);
/* How long its disk takes to make 4 kB more of a file durable: the median, in µs; 0: it does not. */
double disk_us(const char *folder);

/* A new folder in `base` (NULL: TMPDIR, else /tmp). */
MUST_USE int folder_make(struct ctx *c, const char *base, const char **out);
/* Removes it with all that is in it. */
void folder_remove(const char *folder);
#endif
