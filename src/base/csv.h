/* CSV out and in, by declaration. In: a stream of any length, one row in memory at a time; comma, semicolon or tab;
 * with or without a byte order mark; quoted cells with line ends. */
#ifndef CSV_H
#define CSV_H
#include "fields.h"
#include <stdio.h>

/* --- out ------------------------------------------------------------------------
 * RFC 4180. A text that a spreadsheet would run as a formula (= + - @ and control characters first) is preceded by an
 * apostrophe; csv_read takes that one off again. */
void csv_head(const struct record *rec, struct buf *b);
void csv_row(const struct record *rec, const void *row, struct buf *b);

/* --- in ------------------------------------------------------------------------- */

enum { CSV_ROW_MOST = 1 << 20, CSV_COLUMNS_MOST = 128 };

/* What is wrong with one cell, or with the row as a whole (column NULL). `text` is a msgid. */
struct csv_wrong { size_t line; const char *column, *text; };

struct csv_reader {
  const struct record *rec;
  /* A good row. `line` is where it begins, `given[i]` whether the file has a column for field i (base fields first, in
   * csv_fields order). Any error but ERR_INVALID ends the reading. The row's texts are gone after the call. */
  int (*row)(struct ctx *c, const void *row, const bool *given, size_t line, void *arg);
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
