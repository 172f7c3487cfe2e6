/* The archive on pages. */
#ifndef ARCHIVE_WEB_H
#define ARCHIVE_WEB_H
#include "archive.h"
#include "web.h"

#define ARCHIVE_OF "/werk/huishoudens"

struct archive_ask { enum side_letter kant; };
DECLARE_RECORD(archive_ask);
struct archive_view { struct id household; const char *name; struct archive_side_list sides; };
void view_archive(struct ctx *c, const struct archive_view *v);

void view_archive_begin(struct ctx *c, const struct archive_head *h);
void view_archive_row(struct ctx *c, const struct archive_row *r);
void view_archive_end(struct ctx *c);

handler show_archive, archive_as_html, archive_as_json;
#endif
