/* tmplc: compiles a view into C functions over typed structs. What a template may hold:
 *   {include "x.h"}                                   C headers, above everything else
 *   {view name(params)}                               void view_name(struct ctx *c, params); declared in the room's header too
 *   {fragment name(params)}                           void frag_name(struct ctx *c, params), for other files
 *   {partial name(params)}                            static void name(struct ctx *c, params), for this file
 *   {use name(args)}                                  calls a partial, frag_name, or a C function or macro, with c in front
 *   {for row in list} … {else} … {end}                list: a struct with `at` and `count`; {else} when it is empty
 *   {if e} … {elif e} … {else} … {end}                also inside a tag: <input{if e} checked{end}>
 *   {= e}                                             a value, escaped by where it stands and what type it has
 *   {t "text with %s", args}  {t e}                   translated
 *   {n count, "%s place in %s", "%s places in %s", e} translated by number; the count is the first value
 *   {# comment #}    {{                               nothing; a brace
 * Refused: output in a name, an unquoted value, a comment; handlers, styles, inline scripts; branches that end elsewhere.
 * White space in text shrinks to one space or line end, except in <pre> and <textarea>; a directive alone on its line
 * leaves no trace of the line; a view begins and ends without white space. */
#include "tmplc.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static char *read_all(const char *path, size_t *size)
{
  FILE *const f = fopen(path, "rb");
  size_t n = 0, capacity = 1 << 16;
  char *text = f ? malloc(capacity) : NULL;
  for (size_t got; text && (got = fread(text + n, 1, capacity - n, f)) > 0; ) {
    n += got;
    if (n < capacity) continue;
    char *const more = realloc(text, capacity *= 2);
    if (!more) free(text);
    text = more;
  }
  if (f && ferror(f)) { free(text); text = NULL; }
  if (f) fclose(f);
  *size = n;
  return text;
}

static bool write_all(const char *path, const char *text, size_t size)
{
  FILE *const f = path ? fopen(path, "wb") : stdout;
  if (!f) return false;
  const bool written = fwrite(text, 1, size, f) == size && fflush(f) == 0;
  return (!path || fclose(f) == 0) && written;
}

int main(int argc, char **argv)
{
  size_t size = 0, c_size = 0;
  char err[512], *c_text = NULL;
  if (argc < 2 || argc > 3) {
    fprintf(stderr, "use: tmplc VIEW.html [OUT.c]\n");
    return 2;
  }
  char *const src = read_all(argv[1], &size);
  FILE *const out = open_memstream(&c_text, &c_size);       /* a view that is refused leaves no half a file */
  if (!src || !out) {
    perror(argv[1]);
    return 1;
  }
  int result = tmplc_compile(argv[1], src, size, out, err, sizeof err);
  if (fclose(out) != 0) result = 1;
  if (result != 0) fprintf(stderr, "%s\n", err);
  else if (!write_all(argc == 3 ? argv[2] : NULL, c_text, c_size)) {
    perror(argc == 3 ? argv[2] : "tmplc");
    result = 1;
  }
  free(c_text);
  free(src);
  return result;
}
