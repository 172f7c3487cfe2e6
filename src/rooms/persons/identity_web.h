/* Who confirmed, and by what, that a file is the right person's. */
#ifndef IDENTITY_WEB_H
#define IDENTITY_WEB_H
#include "identity.h"
#include "persons_web.h"

MUST_USE int identity_lines(struct ctx *c, struct id person, struct identity_line_list *out);
handler show_identity, confirm_identity;
#endif
