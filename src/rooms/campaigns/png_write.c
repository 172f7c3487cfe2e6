#include "png_write.h"
#include <isa-l/crc.h>
#include <isa-l/igzip_lib.h>

static void put_number(uint8_t to[static 4], uint32_t n)
{
  for (int i = 0; i < 4; i++) to[i] = (uint8_t)(n >> (24 - 8 * i));
}

static void put_chunk(struct buf *out, const char type[static 4], const void *bytes, size_t size)
{
  uint8_t number[4];
  put_number(number, (uint32_t)size);
  put_mem(out, (const char *)number, 4);
  put_mem(out, type, 4);
  if (size) put_mem(out, bytes, size);
  uint32_t crc = crc32_gzip_refl(0, (const uint8_t *)type, 4);
  if (size) crc = crc32_gzip_refl(crc, bytes, size);
  put_number(number, crc);
  put_mem(out, (const char *)number, 4);
}

/* The rows as a zlib stream, each with a byte before it that says: not filtered. */
static bool put_rows(struct buf *out, const uint8_t *pixels, uint32_t width, uint32_t height)
{
  const size_t raw_size = (size_t)height * (width + 1), most = raw_size + raw_size / 8 + 512;
  struct isal_zstream *const stream = malloc(sizeof *stream);
  uint8_t *const raw = malloc(raw_size), *const packed = malloc(most), *const level = malloc(ISAL_DEF_LVL1_DEFAULT);
  bool done = false;
  if (stream && raw && packed && level) {
    for (uint32_t y = 0; y < height; y++) {
      raw[(size_t)y * (width + 1)] = 0;
      memcpy(raw + (size_t)y * (width + 1) + 1, pixels + (size_t)y * width, width);
    }
    isal_deflate_stateless_init(stream);
    stream->gzip_flag = IGZIP_ZLIB;
    stream->level = 1;
    stream->level_buf = level;
    stream->level_buf_size = ISAL_DEF_LVL1_DEFAULT;
    stream->end_of_stream = 1;
    stream->next_in = raw;
    stream->avail_in = (uint32_t)raw_size;
    stream->next_out = packed;
    stream->avail_out = (uint32_t)most;
    done = isal_deflate_stateless(stream) == COMP_OK;
    if (done) put_chunk(out, "IDAT", packed, stream->total_out);
  }
  free(stream); free(raw); free(packed); free(level);
  return done;
}

bool png_write(struct buf *out, const uint8_t *pixels, uint32_t width, uint32_t height, const struct colour *palette, size_t colours)
{
  static const uint8_t mark[8] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n' };
  uint8_t head[13] = { [8] = 8, [9] = 3 };            /* eight bits, a palette */
  uint8_t colour[256 * 3];
  put_number(head, width);
  put_number(head + 4, height);
  for (size_t i = 0; i < colours && i < 256; i++) {
    colour[i * 3] = palette[i].red;
    colour[i * 3 + 1] = palette[i].green;
    colour[i * 3 + 2] = palette[i].blue;
  }
  put_mem(out, (const char *)mark, sizeof mark);
  put_chunk(out, "IHDR", head, sizeof head);
  put_chunk(out, "PLTE", colour, colours * 3);
  if (!put_rows(out, pixels, width, height)) return false;
  put_chunk(out, "IEND", NULL, 0);
  return !out->failed;
}
