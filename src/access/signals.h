/* Signals of misuse by insiders, drawn from the journal. A signal is a question, no verdict: the privacy officer looks, and
 * writes down what it was. Nobody can delete or mute one; administrators do not see them.
 * Source: NEN 7513 (checking the log); AVG art. 32; Autoriteit Persoonsgegevens on checking logs of care files. */
#ifndef SIGNALS_H
#define SIGNALS_H
#include "accounts.h"
#include "involvement.h"

#define SIGNAL_KINDS(X) \
  X(SIGNAL_UNKNOWN,     NULL, N_("Unknown")) \
  X(SIGNAL_EMERGENCY,   "emergency",   N_("Emergency access")) \
  X(SIGNAL_SELF_ADDED,  "self_added",  N_("Made themselves involved in a file that was there already")) \
  X(SIGNAL_AFTER_END,   "after_end",   N_("Read a file after their involvement ended")) \
  X(SIGNAL_NO_TASK,     "no_task",     N_("Read a file in which they have done nothing for long, without a task")) \
  X(SIGNAL_SEARCHED,    "searched",    N_("Searched often without opening what was found")) \
  X(SIGNAL_EXPORTED,    "exported",    N_("Exported or printed much in a day")) \
  X(SIGNAL_OWN_ADDRESS, "own_address", N_("Read a file with their own mail address in it"))
DECLARE_CHOICES(signal_kind, SIGNAL_KINDS)

enum {
  SIGNAL_DELAY_MINUTES = 10,         /* a line is judged when so much later has happened */
  SIGNAL_QUIET_DAYS = 90,            /* nothing written for so long: reading asks for a task */
  SIGNAL_SEARCHES = 3,               /* in a day, with nothing opened after them */
  SIGNAL_EXPORTS = 3                 /* in a day */
};

struct misuse_signal {
  struct id id;
  int32_t version;
  enum signal_kind kind;
  struct id account, organisation;   /* the colleague, and for whom they worked */
  struct id compartment;             /* ID_NONE: no file in particular */
  struct date day;
  struct num count;                  /* that day */
  const char *first_at, *last_at;    /* as in the journal */
  enum yes_no off_hours;             /* at night or in a weekend: a label, no signal by itself */
  struct instant looked;
  struct id looked_by;
  const char *note;
};
DECLARE_RECORD(misuse_signal);

/* How far the journal was read, and when the last digest was made. */
struct signal_mark { struct id id; int32_t version; struct num seq; struct date digest; };
DECLARE_RECORD(signal_mark);

/* Whether a file holds the colleague's own mail address: the room that knows files answers. NULL: nobody asks. */
typedef int is_own_file(struct ctx *c, const struct account *a, struct id compartment, bool *out);

/* Judges the next lines of the journal, at most `most`; what was judged once is not judged again. In a transaction of the
 * writer, with a scope that reaches everything. `*done`: how many lines. */
MUST_USE int signals_judge(struct ctx *c, size_t most, is_own_file *own, size_t *done);
/* On Mondays, once: a task for the privacy officer of every region with signals that nobody looked at, and for the directors of
 * the files that they are about. `regions`: slugs. */
MUST_USE int signals_digest(struct ctx *c, const char *const *regions, size_t count);

/* Of the region, those nobody looked at first, then newest; at most SIGNALS_A_PAGE. */
enum { SIGNALS_A_PAGE = 200 };
MUST_USE int signals_of_region(struct ctx *c, struct misuse_signal_list *out);
/* Those about files that the actor directs, none about themselves. */
MUST_USE int signals_of_director(struct ctx *c, struct misuse_signal_list *out);
MUST_USE int signal_get(struct ctx *c, struct id id, struct misuse_signal *out);
/* Looked at, with what was found (required; nothing about a person). ERR_NOT_FOUND; ERR_INVALID on the note. */
MUST_USE int signal_looked(struct ctx *c, struct id id, const char *note);

extern const struct query *const signal_queries[];
#endif
