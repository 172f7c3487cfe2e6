/* The picture that social media show with a link: the title on deep water, the name of the site below the tide line. Nothing else, and
 * never a story: what others copied cannot be taken back. */
#ifndef SOCIAL_IMAGE_H
#define SOCIAL_IMAGE_H
#include "base.h"

enum { SOCIAL_WIDTH = 1200, SOCIAL_HEIGHT = 630 };

/* A PNG of SOCIAL_WIDTH × SOCIAL_HEIGHT in base64url, in c->arena. The title is broken into lines and set smaller until it fits; what does
 * not fit then is left out, with "…". Takes 30 ms and 2 MB: outside the writer. ERR_STORE: out of memory. */
MUST_USE int social_image(struct ctx *c, const char *title, const char *site_name, const char **out);
#endif
