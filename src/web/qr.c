#include "qr.h"
#include <qrencode.h>

/* A row's dark modules, neighbours as one rectangle: M x y, to the right, down, back. */
static void put_row(struct buf *b, const unsigned char *row, int width, int y)
{
  for (int x = 0, run; x < width; x += run) {
    const bool dark = row[x] & 1;
    for (run = 1; x + run < width && (row[x + run] & 1) == dark; run++);
    if (!dark) continue;
    put_char(b, 'M'); put_int(b, x);
    put_char(b, ' '); put_int(b, y);
    put_char(b, 'h'); put_int(b, run);
    put(b, "v1h-"); put_int(b, run);
    put_char(b, 'z');
  }
}

struct qr qr_make(struct ctx *c, const char *text)
{
  struct buf path = { .max = 1 << 18 };
  struct qr qr = { 0 };
  QRcode *const code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  if (!code) return qr;
  for (int y = 0; y < code->width; y++) put_row(&path, code->data + (ptrdiff_t)y * code->width, code->width, y);
  if (!path.failed) qr = (struct qr){ buf_to_arena(&c->arena, &path), code->width };
  QRcode_free(code);
  buf_release(&path);
  return qr;
}
