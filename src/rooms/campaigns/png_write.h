/* A picture of few colours as PNG (ISO 15948): one byte a pixel, a palette. */
#ifndef PNG_WRITE_H
#define PNG_WRITE_H
#include "base.h"

struct colour { uint8_t red, green, blue; };

/* width × height bytes, each the number of a colour of the palette (1 to 256 of them). Appends to `out`; false: out of memory. */
bool png_write(struct buf *out, const uint8_t *pixels, uint32_t width, uint32_t height, const struct colour *palette, size_t colours);
#endif
