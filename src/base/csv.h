/* CSV out and in, by declaration. In: a stream of any length, one row in memory at a time; comma, semicolon or tab;
 * with or without a byte order mark; quoted cells with line ends. Also as spreadsheets write: 31-12-2026, ja and nee. */
#ifndef CSV_H
#define CSV_H
#include "fields.h"
#include <stdio.h>

/* --- out ------------------------------------------------------------------------
 * RFC 4180. A text that a spreadsheet would run as a formula (= + - @ and control characters first, or first behind a
 * semicolon, tab or line end, where Dutch Excel splits) is preceded by an apostrophe; csv_read takes that one off again. */
void csv_head_with(const struct record *rec, char separator, struct buf *b);
void csv_row_with(const struct record *rec, char separator, const void *row, struct buf *b);
static inline void csv_head(const struct record *rec, struct buf *b) { csv_head_with(rec, ',', b); }
static inline void csv_row(const struct record *rec, const void *row, struct buf *b) { csv_row_with(rec, ',', row, b); }

/* One cell of a sheet whose columns are known only now; NULL: empty. */
void csv_text(struct buf *b, const char *s);

/* --- in ------------------------------------------------------------------------- */

enum { CSV_ROW_MOST = 1 << 20, CSV_COLUMNS_MOST = 128 };

/* What is wrong with one cell, or with the row as a whole (column NULL). */
struct csv_wrong {
  size_t row;                                    /* of the sheet: the heading is row 1 */
  const char *name;                              /* what the row calls itself: code, name or id; NULL: nothing */
  const char *column, *text;                     /* text: a msgid. They outlive the call */
  const char *cell;                              /* its text, cut to 40 characters; NULL: empty, or the row as a whole */
  const struct choices *choices;                 /* the keys that may stand there; NULL: that is not what is wrong */
};

struct csv_reader {
  const struct record *rec;
  /* A good row. `number` is its row in the sheet, `given[i]` whether the file has a column for field i (base fields first, in
   * csv_fields order). Any error but ERR_INVALID ends the reading. The row's texts are gone after the call. */
  int (*row)(struct ctx *c, const void *row, const bool *given, size_t number, void *arg);
  /* Every message, also those the row callback's ERR_INVALID leaves in c->error. */
  void (*wrong)(struct ctx *c, const struct csv_wrong *w, void *arg);
  void *arg;
  bool require_all;                              /* rows without a value for a REQUIRED field are wrong also when the column is absent */
};

/* Reads all of `in`. Counts in *good and *bad rows. ERR_INVALID: the file as a whole cannot be read (no heading, a
 * column nobody knows, not UTF-8 at all): message in c->error, with the column. */
MUST_USE int csv_read(struct ctx *c, FILE *in, const struct csv_reader *r, size_t *good, size_t *bad);

/* The columns of a record's CSV: "id" (index 0) unless it is a part, then its fields, those IN_PROGRAM left out. */
size_t csv_fields(const struct record *rec, const struct field **out, size_t room);
#endif
