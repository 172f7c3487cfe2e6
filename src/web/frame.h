/* The frame of pages for people who work with it: their menu, their name, and what was just done. */
#ifndef FRAME_H
#define FRAME_H
#include "views.h"

/* NULL: this page stands in the frame for everybody. In c->arena. */
const struct work_frame *work_frame_of(struct ctx *c, const struct page *p);
#endif
