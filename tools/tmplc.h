/* The template compiler as a function, so that a fuzzer can call it too. */
#ifndef TMPLC_H
#define TMPLC_H
#include <stddef.h>
#include <stdio.h>

/* Compiles the template src[0..len) into C on `out`; `name` is what #line and messages call it.
 * Returns 0, or 1 with "name:line:column: error: …" in `err`; `out` then holds a part of the C. */
int tmplc_compile(const char *name, const char *src, size_t len, FILE *out, char *err, size_t err_size);
#endif
