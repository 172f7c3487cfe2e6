/* What a page weighs on the wire with everything it brings along, for a browser that takes brotli. */
#ifndef BENCH_WEIGHT_H
#define BENCH_WEIGHT_H
#include "base.h"

struct weight { size_t page, rest, files; };     /* bytes, heads included; how many files besides the page */

/* Follows the page's own style sheets, scripts, icons and fonts, each once. */
MUST_USE int page_weight(struct ctx *c, uint16_t port, const char *path, struct weight *out);
#endif
