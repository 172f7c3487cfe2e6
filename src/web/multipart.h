/* Forms that bring a file: multipart/form-data (RFC 7578), as browsers send it. */
#ifndef MULTIPART_H
#define MULTIPART_H
#include "web.h"

enum { BOUNDARY_MOST = 70, MULTIPART_PARTS_MOST = 64 };

/* Whether that is its Content-Type, with a boundary. */
bool multipart_is(const char *content_type);
/* Reads a body of that Content-Type. Its texts are written to `form` as application/x-www-form-urlencoded; a file stands there by its
 * name, and its bytes are *file, in `body` (size 0: none came). ERR_INVALID: it is not what it says it is, brings two files, or is
 * too large. */
MUST_USE int multipart_read(struct ctx *c, const char *content_type, const char *body, size_t len, struct buf *form, struct posted_file *file);
#endif
