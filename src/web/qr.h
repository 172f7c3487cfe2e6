/* QR codes as the path of an SVG: the view draws it, nothing is fetched. */
#ifndef QR_H
#define QR_H
#include "base.h"

/* Dark squares as path data, one unit a module. The code is `size` modules wide; a scanner needs QR_QUIET more on each
 * side, left white. path NULL: the text is too long. */
struct qr { const char *path; int size; };
enum { QR_QUIET = 4 };

/* The code of a text (an address), medium error correction. In c->arena. */
struct qr qr_make(struct ctx *c, const char *text);
#endif
