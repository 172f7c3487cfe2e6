/* Dates of the civil calendar and instants in UTC milliseconds; people live in Europe/Amsterdam. */
#ifndef CALENDAR_H
#define CALENDAR_H
#include "values.h"

/* ISO dates ("2026-02-28"), years 1 to 9999. Parsing is strict; `out` is untouched on failure. */
bool date_parse(const char *iso, struct date *out);
void date_format(struct date d, char iso[static DATE_TEXT]);

/* The same day of the month, or its last day where that does not exist. An unknown date stays unknown. */
struct date date_plus_months(struct date d, int months);
struct date date_plus_days(struct date d, int days);
/* Days from a to b; negative if b is earlier. */
int date_days_between(struct date a, struct date b);
/* 1 Monday … 7 Sunday */
int date_weekday(struct date d);

/* The day in Amsterdam at an instant (UTC milliseconds). Summer time by the rule in force since 1996. */
struct date date_at(int64_t utc_ms);
/* The first instant of a day there, whose hours begin with those of UTC. */
int64_t date_begins(struct date day);
/* When the clocks there show that minute of that day (0 to 1439): the first time if they show it twice, an hour on if never. */
int64_t instant_at(struct date day, int minute);
/* Minutes since midnight in Amsterdam, 0 to 1439. */
int minute_at(int64_t utc_ms);
/* "2026-11-21T22:36:05Z" */
void instant_format(int64_t utc_ms, char text[static 21]);
/* The instant of such a text; unknown if it is none. */
struct instant instant_of(const char *text);
/* "2026-11-21T22:36:05.123Z", years 1 to 9999. Parsing is strict; `out` is untouched on failure. */
void instant_print(struct instant t, char text[static INSTANT_TEXT]);
bool instant_parse(const char *text, struct instant *out);
#endif
