/* Offers in and out: import with a report per row, undo of the last import, flags from readers. */
#ifndef EXCHANGE_H
#define EXCHANGE_H
#include "csv.h"
#include "offers.h"

/* --- import ----------------------------------------------------------------------
 * A row is recognised by its id, else by its code; else it is new, and refused when an offer of that name and provider
 * is there already. Columns that the file lacks stay as they were; an empty cell makes a value unknown. */

struct offer_import {
  struct id id;
  int32_t version;
  const char *at;                    /* instant, UTC, ISO 8601 */
  const char *file;                  /* as named on the command line */
  struct num added, changed;
  enum yes_no undone;
};
DECLARE_RECORD(offer_import);

/* What one row did, so that it can be undone. */
struct offer_import_row {
  struct id id;
  int32_t version;
  struct id import;
  struct id offer;
  const char *before;                /* the whole offer as JSON; NULL: it was new */
  struct num version_before;         /* of the offer; unknown: it was new */
  struct num version_after;          /* moves along when a later import is taken back */
};
DECLARE_RECORD(offer_import_row);

/* One row that is new (`before` NULL) or changes an offer. */
struct import_change { size_t row; const struct offer_line *before, *after; };

struct import_options {
  const char *file;                  /* for the record */
  bool dry_run;                      /* only the report */
  bool good_rows_only;               /* rows that are wrong are left out; else one wrong row stops all */
  void (*wrong)(struct ctx *c, const struct csv_wrong *w, void *arg);
  void (*changed)(struct ctx *c, const struct import_change *change, void *arg);   /* may be NULL */
  void (*progress)(size_t rows, void *arg);      /* about every thousand rows; may be NULL */
  void *arg;
};
struct import_report { size_t added, changed, same, wrong, unnamed; };      /* unnamed: added without id and code */

/* ERR_INVALID: nothing was written, because the file or (unless good_rows_only) a row is wrong; the report is filled. */
MUST_USE int offers_import(struct ctx *c, FILE *in, const struct import_options *o, struct import_report *out);

/* Takes the last import back that was not undone: new offers go, changed ones become what they were. All or nothing:
 * ERR_CONFLICT names an offer that somebody changed since. ERR_NOT_FOUND: there is none. Flags of an offer go with it. */
MUST_USE int offers_import_undo(struct ctx *c, struct offer_import *undone);

/* --- flags -------------------------------------------------------------------------
 * Anyone may say that a row is not right any more; a coordinator decides. */

#define FLAG_REASONS(X) \
  X(FLAG_UNKNOWN, NULL,      N_("Unknown")) \
  X(FLAG_GONE,    "gone",    N_("This help is not there any more")) \
  X(FLAG_CONTACT, "contact", N_("The way of contact is not right")) \
  X(FLAG_ACCESS,  "access",  N_("How to get in is not right")) \
  X(FLAG_COSTS,   "costs",   N_("The costs are not right")) \
  X(FLAG_WAIT,    "wait",    N_("The waiting time is not right")) \
  X(FLAG_OTHER,   "other",   N_("Something else"))
DECLARE_CHOICES(flag_reason, FLAG_REASONS)

#define FLAG_ORIGINS(X) \
  X(FLAG_BY_READER,   NULL,       N_("A reader")) \
  X(FLAG_BY_PROVIDER, "provider", N_("The provider"))
DECLARE_CHOICES(flag_origin, FLAG_ORIGINS)

struct offer_flag {
  struct id id;
  int32_t version;
  struct id offer;
  const char *at;                    /* instant, UTC, ISO 8601 */
  enum flag_reason reason;
  const char *note;
  enum flag_origin origin;
  enum yes_no low;                   /* looks like spam: it is read last. Nothing is thrown away for its looks */
};
DECLARE_RECORD(offer_flag);

struct offer_flag_line { struct offer_flag offer_flag; const char *code, *name; };
DECLARE_RECORD(offer_flag_line);

enum { FLAGS_A_DAY = 200,            /* of all offers together: beyond that somebody is filling the disk */
       FLAGS_A_DAY_EACH = 5,         /* of one offer, so that nobody uses up the day for all others */
       FLAG_DAYS = 180,              /* as long as a flag is kept */
       FLAG_FAST_MS = 3000,          /* no person reads, thinks and writes faster than this */
       FLAG_SAME_MOST = 3 };         /* so often the same words about different offers are an accident */

/* Keeps what is said about an offer; the same words about the same offer once. What holds a web address, or words that were
 * sent about others again and again, is `low`, as is what the caller says. ERR_OFTEN: too many today (readers only). */
MUST_USE int offer_flag_add(struct ctx *c, struct id offer, const struct offer_flag *f);
/* What `low` is of what was written within so many milliseconds. */
enum yes_no flag_low_after(int64_t ms);
MUST_USE int offer_flags(struct ctx *c, struct offer_flag_line_list *out);                  /* newest first */

/* Deletes some that were kept FLAG_DAYS. `more`: there may be others. */
MUST_USE int offer_flags_drop_old(struct ctx *c, bool *more);

/* Deletes what was flagged about an offer: it is removed. */
MUST_USE int offer_flags_drop(struct ctx *c, struct id offer);

/* --- store --------------------------------------------------------------------------- */
MUST_USE int offer_import_last(struct ctx *c, struct offer_import *out);                    /* ERR_NOT_FOUND */
/* The rows of an import one by one, the last one first; each is gone after the call. */
MUST_USE int offer_import_rows_back(struct ctx *c, struct id import, each_row *each, void *arg);
/* The rows that left this offer at this version. */
MUST_USE int offer_import_rows_at(struct ctx *c, struct id offer, struct num version_after, struct offer_import_row_list *out);
MUST_USE int offer_flags_since(struct ctx *c, const char *at, int64_t *count);
MUST_USE int offer_flags_of_since(struct ctx *c, struct id offer, const char *at, int64_t *count);
MUST_USE int offer_flags_of(struct ctx *c, struct id offer, struct offer_flag_list *out);
MUST_USE int offer_flags_saying(struct ctx *c, const char *note, struct offer_flag_list *out);
MUST_USE int offer_flags_before(struct ctx *c, const char *at, struct offer_flag_list *out);     /* the oldest 20 */
extern const struct query *const exchange_queries[];
#endif
