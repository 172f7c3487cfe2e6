/* The small value types. Zero bytes are "unknown" in every one of them. */
#ifndef VALUES_H
#define VALUES_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum lang { LANG_NL, LANG_EN, LANG_COUNT };

struct id   { uint8_t b[16]; };                 /* zero: refers to nothing */
struct date { int32_t ymd; };                   /* 20240131; 0: unknown */
#define MINUTE_MS INT64_C(60000)
#define HOUR_MS   INT64_C(3600000)
#define DAY_MS    INT64_C(86400000)
struct instant { int64_t ms; };                 /* UTC milliseconds; 0: unknown */
struct num  { int32_t n; bool known; };         /* {0}: unknown, not zero */
struct set  { uint64_t bits; };                 /* bit 0: answered; bit i: choice i. Answered and empty is 1 */
struct list { void *rows; size_t count; };      /* what every typed list is underneath; no rows: unknown */
struct text_list { const char **at; size_t count; };

#define DATE_UNKNOWN ((struct date){ 0 })
#define ID_NONE      ((struct id){ { 0 } })
enum { ID_TEXT = 37, DATE_TEXT = 11, INSTANT_TEXT = 25 };          /* bytes of the text forms, their end included */

static inline bool instant_known(struct instant t) { return t.ms != 0; }
static inline bool date_known(struct date d) { return d.ymd != 0; }
static inline bool date_before(struct date a, struct date b) { return a.ymd < b.ymd; }
static inline struct num num(int32_t n) { return (struct num){ n, true }; }
static inline bool set_known(struct set s) { return s.bits & 1; }
static inline bool set_has(struct set s, unsigned choice) { return (s.bits >> choice) & 1; }
static inline struct set set_with(struct set s, unsigned choice) { return (struct set){ s.bits | 1 | (uint64_t)1 << choice }; }
static inline bool id_same(struct id a, struct id b) { return memcmp(a.b, b.b, sizeof a.b) == 0; }
static inline bool id_known(struct id a) { return !id_same(a, ID_NONE); }
struct id_list { struct id *at; size_t count; };

/* "0b7e…-…": the 36 characters of a UUID. Parsing is strict (lower or upper case); `out` is untouched on failure. */
void id_format(struct id id, char text[static ID_TEXT]);
bool id_parse(const char *text, struct id *out);
#endif
