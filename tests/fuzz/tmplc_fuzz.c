/* Any bytes are compiled or refused, without a crash, a hang or a read out of bounds.
 * Build with clang -fsanitize=fuzzer,address,undefined and tools/tmplc_compile.c, tools/tmplc_place.c. */
#include "tmplc.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  char err[64], *text = NULL;
  size_t text_size = 0;
  FILE *const out = open_memstream(&text, &text_size);
  if (!out) return 0;
  const int result = tmplc_compile("fuzz.html", (const char *)data, size, out, err, sizeof err);
  fclose(out);
  if (result != 0 && (err[0] == '\0' || strlen(err) >= sizeof err)) abort();      /* a refusal says why */
  free(text);
  return 0;
}
