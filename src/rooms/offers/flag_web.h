/* "Klopt dit niet meer?": a reader says that something about an offer is not right. */
#ifndef FLAG_WEB_H
#define FLAG_WEB_H
#include "exchange.h"
#include "web.h"

handler show_flag, send_flag, thank_for_flag;

struct flag_view { const struct offer_line *line; };
void view_flag(struct ctx *c, const struct flag_view *v);
void view_flag_thanks(struct ctx *c, const struct flag_view *v);
#endif
