/* Numbers of people by month, as they may be shown: months that have ended, and small numbers without a figure. Else whoever looks before and
 * after somebody came reads of that one person. */
#ifndef BY_MONTH_H
#define BY_MONTH_H
#include "calendar.h"
#include "ctx.h"
#include "fields.h"

enum { COUNT_SHOWN_LEAST = 5 };
/* "2026-11". In c->arena. */
const char *month_of(struct ctx *c, struct date day);
/* A number, or "fewer than 5". In c->arena. */
const char *count_shown(struct ctx *c, int32_t n);
/* The label of the key of a choice. */
const char *choice_said(struct ctx *c, const struct choices *all, const char *key);

/* A number as it may be shown, by what it is counted. Translated, in c->arena. */
enum { COUNTED_BY_MOST = 2 };
struct month_count { const char *month, *by[COUNTED_BY_MOST], *number; };
struct month_count_list { struct month_count *at; size_t count; };
#endif
