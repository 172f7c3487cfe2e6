/* Days of somebody's own, for the calendar that they keep elsewhere. Calendars are shared, synchronised and shown on screens: a file says that there is
 * something on a day, and nothing of what, of whom or where it comes from. Each who takes it has numbers of their own for it, so that two calendars do not
 * tell that they hold the same; taken again, a day moves instead of standing there twice. Days are days: no zone and no clock that changes moves them. */
#ifndef OWN_DATES_H
#define OWN_DATES_H
#include "web.h"

#define OWN_DATES_PATH "/werk/agenda"                 /* all of somebody's own (rooms/accounts) */
#define OWN_DATE_TITLE N_("Reminder")

/* `of`: the row whose day it is; it never leaves as it is. */
struct own_date { struct id of; struct date day; };
struct own_date_list { struct own_date *at; size_t count; };

enum { OWN_DATES_MOST = 1000 };        /* of all rooms together; more are left out */
/* `to->at` has room for OWN_DATES_MOST. What is unknown or past is left out. */
void own_date_add(struct ctx *c, struct own_date_list *to, struct id of, struct date day);

/* Answers with a file of these days (one at least), each with this title (msgid; neutral), by day. `name`: of the file, a literal. */
MUST_USE int respond_dates(struct ctx *c, const struct own_date_list *dates, const char *title, const char *name);
#endif
